import { type Address, nameOf, readAddress } from '../../remote/address.ts';
import { reach } from '../../remote/reach.ts';
import type { EngineHost } from '../serve/engine-host.ts';
import { createRooms, type Rooms } from '../serve/rooms.ts';
import { createRemoteHost, remoteRooms } from './remote-host.ts';

/** The engine of the page's server: its own, or one on another machine that the page chose. */
export interface ChosenHost extends EngineHost {
  /** Where the engine on another machine is, without its secret; null for the own. */
  elsewhere(): string | null;
  /** Where pages edit a document together: here, or at the engine on another machine. */
  readonly rooms: Rooms;
  /**
   * Uses the engine at an address for connections from now on, or the own for null. What trains in the engine before goes
   * on there. @throws TextError where it cannot be reached; then the one before stays
   */
  choose(address: string | null): Promise<void>;
}

/** @param first the engine on another machine to begin with; null for the own */
export function createChosenHost(
  own: EngineHost,
  first: Address | null,
  print: (text: string) => void,
): ChosenHost {
  const remote = (address: Address) => ({
    host: createRemoteHost(address, print),
    rooms: remoteRooms(address, print),
    name: nameOf(address),
  });
  const rooms = createRooms();
  let far = first && remote(first);
  const current = (): EngineHost => far?.host ?? own;
  return {
    elsewhere: () => far?.name ?? null,
    rooms: { join: (room, connection) => (far?.rooms ?? rooms).join(room, connection) },
    async choose(given) {
      const address = given === null ? null : readAddress(given);
      if (address) await reach(address);
      far = address && remote(address);
    },
    connect: (connection) => current().connect(connection),
    pid: () => current().pid(),
    examine: () => current().examine(),
    end: () => current().end(),
    async stop() {
      await Promise.all([far?.host.stop(), own.stop()]);
    },
  };
}
