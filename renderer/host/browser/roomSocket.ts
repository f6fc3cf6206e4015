import type { RoomWire } from '../../../src/protocol/host.ts';
import { t } from '../../i18n/index.ts';
import { socketAddress, takeToken } from './engineSocket.ts';

/** Enters a room of the server of this page. */
export function openRoom(room: string): Promise<RoomWire> {
  const url = socketAddress('room');
  url.searchParams.set('room', room);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    const refused = (): void => reject(new Error(t.together.unreachable));
    socket.addEventListener('close', refused, { once: true });
    socket.addEventListener('open', () => {
      socket.removeEventListener('close', refused);
      resolve({
        send: (bytes) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(bytes.slice());
        },
        onMessage: (listener) =>
          socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
            if (data instanceof ArrayBuffer) listener(new Uint8Array(data));
          }),
        onClose: (listener) => socket.addEventListener('close', listener, { once: true }),
        close: () => socket.close(),
      });
    });
  });
}

/** For another browser that reaches this server: with the token, which lets it in. */
export const roomLink = (room: string): string =>
  `${window.location.href.replace(/[?#].*$/, '')}#token=${takeToken()}&together=${room}`;
