import { type Address, nameOf } from '../../remote/address.ts';
import { connectRemote, type RemoteWire } from '../../remote/connect.ts';
import { message, sentence } from '../../text/message.ts';
import type { EngineHost } from '../serve/engine-host.ts';
import type { Rooms } from '../serve/rooms.ts';

/** The rooms of an engine on another machine: whoever uses it edits documents together there. */
export const remoteRooms = (address: Address, print: (text: string) => void): Rooms => ({
  join: (room, connection) => createRemoteHost(address, print, room).connect(connection),
});

/** An engine on another machine as the page's server keeps one: each of the page's connections becomes one there. */
export function createRemoteHost(
  address: Address,
  print: (text: string) => void,
  room: string | null = null,
): EngineHost {
  const wires = new Set<RemoteWire>();
  const at = nameOf(address);
  return {
    connect(connection) {
      let wire: RemoteWire | null = null;
      let closed = false;
      const early: Uint8Array[] = [];
      const opening = connectRemote(address, {
        room,
        deliver: (frame) => connection.deliver(frame),
        closed: (reason) => {
          if (wire) wires.delete(wire);
          connection.closed(sentence(reason));
        },
        state: (lost) =>
          print(sentence(message(lost ? 'cli.connection-lost' : 'cli.connection-back', { address: at }))),
      });
      opening.then(
        (opened) => {
          if (closed) return opened.close();
          wire = opened;
          wires.add(opened);
          for (const frame of early.splice(0)) opened.send(frame);
        },
        (error: unknown) => connection.closed(error instanceof Error ? error.message : String(error)),
      );
      return {
        send: (frame) => (wire ? wire.send(frame) : void early.push(frame)),
        close() {
          closed = true;
          if (wire) wires.delete(wire);
          wire?.close();
        },
      };
    },
    pid: () => null,
    // Its process is not to be seen from here, nor ended.
    examine: async () => 'unknown',
    end() {
      for (const wire of [...wires]) wire.close();
    },
    async stop() {
      for (const wire of [...wires]) wire.close();
    },
  };
}
