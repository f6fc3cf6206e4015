import { expect, it } from 'vitest';
import { createRooms } from '../../src/cli/serve/rooms.ts';

const member = () => {
  const heard: number[][] = [];
  const ends: string[] = [];
  return {
    heard,
    ends,
    connection: {
      deliver: (frame: Uint8Array) => void heard.push([...frame]),
      closed: (reason: string) => void ends.push(reason),
    },
  };
};

it('passes on what one sends to all others in the room, and to nobody else', () => {
  const rooms = createRooms();
  const [a, b, c] = [member(), member(), member()];
  const wire = rooms.join('room-1', a.connection);
  const other = rooms.join('room-1', b.connection);
  rooms.join('room-2', c.connection);
  wire.send(new Uint8Array([1, 2]));
  expect([a.heard, b.heard, c.heard]).toEqual([[], [[1, 2]], []]);
  other.close();
  wire.send(new Uint8Array([3]));
  wire.send(new Uint8Array(5 * 1024 * 1024));
  expect(b.heard).toEqual([[1, 2]]);
});

it('is closed to more people than can edit at a time', async () => {
  const rooms = createRooms();
  for (let person = 0; person < 30; person++) rooms.join('room', member().connection);
  const late = member();
  rooms.join('room', late.connection).send(new Uint8Array([1]));
  await Promise.resolve();
  expect(late.ends.join()).toMatch(/30/);
});
