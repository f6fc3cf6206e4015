import { message, type Text } from '../text/message.ts';
import type { Transport } from './transport.ts';

/** A web `MessagePort`, as far as it is needed. */
export interface WebPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start(): void;
  close(): void;
}

/** Electron's `MessagePortMain`, as far as it is needed. */
export interface MainPort {
  postMessage(message: unknown): void;
  on(type: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Sent before a port is closed: not every runtime notifys a port that its peer is gone. */
const closeMessage = 'convas:close';

/**
 * A wire over a message port.
 * @param gone for a host that learns in its own way that the other side has died: call the function it is given
 */
export function portTransport(
  port: WebPort | MainPort,
  gone?: (notify: (reason: Text) => void) => void,
): Transport {
  const closeListeners: ((reason: Text) => void)[] = [];
  let closed: Text | null = null;
  const end = (reason: Text): void => {
    if (closed !== null) return;
    closed = reason;
    for (const listener of closeListeners) listener(reason);
  };
  const early: unknown[] = [];
  let deliver = (received: unknown): void => {
    early.push(received);
  };
  const receive = (event: { readonly data: unknown }): void => {
    if (event.data === closeMessage) {
      end(message('protocol.other-side-closed'));
      port.close();
    } else if (closed === null) deliver(event.data);
  };
  if ('on' in port) {
    port.on('message', receive);
    port.on('close', () => end(message('protocol.other-side-gone')));
  } else port.addEventListener('message', receive);
  port.start();
  gone?.(end);
  return {
    send(sent) {
      if (closed === null) port.postMessage(sent);
    },
    onMessage(listener) {
      deliver = listener;
      for (const received of early.splice(0)) listener(received);
    },
    onClose(listener) {
      if (closed !== null) listener(closed);
      else closeListeners.push(listener);
    },
    close() {
      if (closed !== null) return;
      closed = 'closed';
      port.postMessage(closeMessage);
      port.close();
    },
  };
}
