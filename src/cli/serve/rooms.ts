import { message, sentence } from '../../text/message.ts';
import type { Connection } from './engine-host.ts';

/** People in one room, and rooms, at most. */
const [mostPeople, mostRooms] = [30, 200];
/** The largest message that is passed on, in bytes. */
const maxMessageBytes = 4 * 1024 * 1024;

/** What a room may be called: nobody guesses it. */
export const roomName = /^[\w-]{20,64}$/;

/** Rooms in which pages edit documents together: what one sends, all others in the room get, unread. */
export interface Rooms {
  join(room: string, connection: Connection): { send(frame: Uint8Array<ArrayBuffer>): void; close(): void };
}

export function createRooms(): Rooms {
  const rooms = new Map<string, Set<Connection>>();
  return {
    join(name, connection) {
      const room = rooms.get(name) ?? new Set<Connection>();
      if (room.size >= mostPeople || (room.size === 0 && rooms.size >= mostRooms)) {
        queueMicrotask(() => connection.closed(sentence(message('cli.room-full', { most: mostPeople }))));
        return { send: () => {}, close: () => {} };
      }
      room.add(connection);
      rooms.set(name, room);
      return {
        send(frame) {
          if (frame.length > maxMessageBytes || !room.has(connection)) return;
          for (const other of room) if (other !== connection) other.deliver(frame);
        },
        close() {
          room.delete(connection);
          if (room.size === 0) rooms.delete(name);
        },
      };
    },
  };
}
