import type { EngineClient } from '../../protocol/client.ts';
import { createClient } from '../../protocol/connect.ts';
import { type Socket, socketTransport } from '../../protocol/socket.ts';
import { message, sentence, type Text } from '../../text/message.ts';
import { readAddress } from './address.ts';
import { connectRemote, type RemoteWire } from './connect.ts';

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
 * @throws CliError where it cannot be reached
 */
export async function remoteClient(given: string, say: (text: string) => void): Promise<EngineClient> {
  const where = readAddress(given);
  const onMessage: ((event: { data: unknown }) => void)[] = [];
  const onClose: ((event: { reason: string }) => void)[] = [];
  const closed = (reason: Text): void => {
    for (const listener of onClose.splice(0)) listener({ reason: sentence(reason) });
  };
  const at = `${where.host}:${where.port}`;
  const wire: RemoteWire = await connectRemote(where, {
    deliver: (frame) => {
      for (const listener of onMessage) listener({ data: frame.buffer });
    },
    closed,
    state: (lost) =>
      say(sentence(message(lost ? 'cli.connection-lost' : 'cli.connection-back', { address: at }))),
  });
  const socket: Socket = {
    binaryType: 'arraybuffer',
    send: (data) => wire.send(data),
    close() {
      wire.close();
      closed('');
    },
    addEventListener(type: 'message' | 'close', listener: unknown) {
      if (type === 'message') onMessage.push(listener as (typeof onMessage)[number]);
      else onClose.push(listener as (typeof onClose)[number]);
    },
  };
  return createClient(socketTransport(socket));
}
