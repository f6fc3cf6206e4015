import { message } from '../text/message.ts';
import { decodeFrame, encodeFrame } from './frame.ts';
import type { Transport } from './transport.ts';

/** A WebSocket as browsers and the package `ws` have it, as far as it is needed. Open already. */
export interface Socket {
  binaryType: string;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { readonly reason: string }) => void): void;
}

/** A wire over an open WebSocket. A frame that cannot be read closes it. */
export function socketTransport(socket: Socket): Transport {
  socket.binaryType = 'arraybuffer';
  return {
    send: (sent) => socket.send(encodeFrame(sent)),
    onMessage(listener) {
      socket.addEventListener('message', ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return socket.close();
        let received: unknown;
        try {
          received = decodeFrame(new Uint8Array(data));
        } catch {
          return socket.close();
        }
        listener(received);
      });
    },
    onClose(listener) {
      socket.addEventListener('close', ({ reason }) =>
        listener(reason || message('protocol.connection-closed')),
      );
    },
    close: () => socket.close(),
  };
}
