import type { EngineClient } from '../../protocol/client.ts';
import { createClient } from '../../protocol/connect.ts';
import { nameOf } from '../../remote/address.ts';
import { remoteTransport } from '../../remote/transport.ts';
import { message, sentence } from '../../text/message.ts';
import { readRemote } from './read-address.ts';

let address: string | null = null;

/** Has the commands of this process use the engine at an address instead of one of their own. */
export function chooseRemote(given: string): void {
  address = given;
}

/** The engine on another machine that commands are to use: by `--engine`, else `CONVAS_ENGINE`; null for their own. */
export const remoteAddress = (): string | null => address ?? (process.env['CONVAS_ENGINE'] || null);

/**
 * The engine at an address, as a client.
 * @param say tells that the connection is lost, or back
 * @throws TextError where it cannot be reached
 */
export async function remoteClient(given: string, print: (text: string) => void): Promise<EngineClient> {
  const where = readRemote(given);
  const at = nameOf(where);
  return createClient(
    await remoteTransport(where, (lost) =>
      print(sentence(message(lost ? 'cli.connection-lost' : 'cli.connection-back', { address: at }))),
    ),
  );
}
