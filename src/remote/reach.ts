import type { Address } from './address.ts';
import { connectRemote } from './connect.ts';

/** Connects once and takes leave. @throws TextError where the engine cannot be reached or refuses */
export async function reach(address: Address): Promise<void> {
  const wire = await connectRemote(address, {
    deliver: () => undefined,
    closed: () => undefined,
    state: () => undefined,
  });
  wire.close();
}
