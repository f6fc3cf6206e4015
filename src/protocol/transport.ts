import type { Text } from '../text/message.ts';

/** The smallest possible wire. Messages are structured-clonable; typed arrays travel as they are. */
export interface Transport {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the other side is gone, with why, if known. */
  onClose(listener: (reason: Text) => void): void;
  close(): void;
}
