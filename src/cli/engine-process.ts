import { startEngine } from '../engine/entry.ts';
import { type Socket, socketTransport } from '../protocol/socket.ts';
import { readWireMessage, type WireMessage } from './serve/wire.ts';

/** The engine behind the browser face: a process of its own, its connections carried by its parent's channel. */
const connections = new Map<number, { receive(data: Uint8Array): void; closed(): void }>();

const notify = (message: WireMessage): void => {
  if (process.connected) process.send!(message, undefined, undefined, () => {});
};

/** One connection as the socket that it is at the parent's end. */
function open(id: number): void {
  const onMessage: ((event: { data: unknown }) => void)[] = [];
  const onClose: ((event: { reason: string }) => void)[] = [];
  const closed = (): void => {
    connections.delete(id);
    for (const listener of onClose) listener({ reason: '' });
  };
  const socket: Socket = {
    binaryType: 'arraybuffer',
    send: (data) => notify({ type: 'frame', id, data }),
    close() {
      notify({ type: 'close', id });
      closed();
    },
    addEventListener(type: 'message' | 'close', listener: unknown) {
      if (type === 'message') onMessage.push(listener as (typeof onMessage)[number]);
      else onClose.push(listener as (typeof onClose)[number]);
    },
  };
  connections.set(id, {
    receive: (data) => {
      for (const listener of onMessage) listener({ data: data.slice().buffer });
    },
    closed,
  });
  startEngine(socketTransport(socket), (request) => void process.send?.(request));
}

process.on('message', (received) => {
  const message = readWireMessage(received);
  if (message?.type === 'open') open(message.id);
  else if (message?.type === 'frame') connections.get(message.id)?.receive(message.data);
  else if (message?.type === 'close') connections.get(message.id)?.closed();
});
// Without its parent no one can reach it.
process.on('disconnect', () => process.exit(0));
