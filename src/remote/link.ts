import { z } from 'zod';

/** Bytes of the largest frame that an engine takes: a picture and more, as from the page. */
export const maxFrameBytes = 64 * 1024 * 1024;
/** Before each frame: its number. */
export const prefix = 8;

/** What a wire carries besides frames. */
const controlSchema = z.object({ received: z.int().min(0) });

export type Write = (data: Uint8Array | string) => void;

/** Bytes that wait for a lost connection; an engine that is cut off for longer is connected to again. */
const maxPendingBytes = 256 * 1024 * 1024;

/** Frames after which the other side is informed at once how many arrived. */
const acknowledgeEvery = 64;

interface LinkOptions {
  /** A frame has arrived, each once and in order. */
  readonly deliver: (frame: Uint8Array<ArrayBuffer>) => void;
  /** The other side lost count, or more waits than is kept. */
  readonly broken: () => void;
}

/**
 * One end of a stream of frames that outlives the connections that carry it. Frames are counted; each is kept until the
 * other end says that it arrived, and sent again over the next connection where it did not.
 */
export interface Link {
  /** How many frames have arrived. */
  readonly received: number;
  send(frame: Uint8Array): void;
  /** Goes on over a new connection. @param theirs how many frames the other end has */
  attach(write: Write, theirs: number): void;
  detach(): void;
  /** Takes what a connection brought; text is control. */
  take(data: Uint8Array | string): void;
  /** Notifies the other end what has arrived; also a sign of life. */
  acknowledge(): void;
}

export function createLink({ deliver, broken }: LinkOptions): Link {
  let write: Write | null = null;
  let [sent, received, acknowledged] = [0, 0, 0];
  const waiting: { readonly number: number; readonly bytes: Uint8Array }[] = [];
  let size = 0;

  const acknowledge = (): void => {
    acknowledged = received;
    write?.(JSON.stringify({ received }));
  };
  /** Forgets what has arrived there. */
  const forget = (count: number): void => {
    if (count > sent) broken();
    while (waiting[0] && waiting[0].number <= count) size -= waiting.shift()!.bytes.length;
  };
  const control = (text: string): void => {
    let count = Number.POSITIVE_INFINITY;
    try {
      count = controlSchema.parse(JSON.parse(text)).received;
    } catch {
      // What cannot be read counts as more than was ever sent.
    }
    forget(count);
  };
  const arrived = (data: Uint8Array): void => {
    const number =
      data.length < prefix ? Number.NaN : new DataView(data.buffer, data.byteOffset).getFloat64(0, true);
    // What was on its way when the connection was lost may come twice.
    if (number <= received) return;
    received += 1;
    if (number !== received) broken();
    else deliver(new Uint8Array(data.slice(prefix)));
    if (received - acknowledged >= acknowledgeEvery) acknowledge();
  };
  return {
    get received() {
      return received;
    },
    send(frame) {
      sent += 1;
      const bytes = new Uint8Array(prefix + frame.length);
      new DataView(bytes.buffer).setFloat64(0, sent, true);
      bytes.set(frame, prefix);
      waiting.push({ number: sent, bytes });
      size += bytes.length;
      write?.(bytes);
      if (size > maxPendingBytes) broken();
    },
    attach(next, theirs) {
      write = next;
      forget(theirs);
      for (const { bytes } of waiting) next(bytes);
    },
    detach() {
      write = null;
    },
    take(data) {
      if (typeof data === 'string') control(data);
      else arrived(data);
    },
    acknowledge,
  };
}

/** Milliseconds between two signs of life, and after which a connection without one counts as lost. */
export const keepAliveInterval = 2000;
export const connectionTimeout = 10_000;
