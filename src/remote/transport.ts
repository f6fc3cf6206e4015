import { type Socket, socketTransport } from '../protocol/socket.ts';
import type { Transport } from '../protocol/transport.ts';
import { sentence, type Text } from '../text/message.ts';
import type { Address } from './address.ts';
import { connectRemote } from './connect.ts';

/**
 * A wire of the protocol to an engine on another machine.
 * @param onLost called with true when the connection is lost, and with false when it is back
 * @throws TextError where the engine cannot be reached or refuses
 */
export async function remoteTransport(address: Address, onLost: (lost: boolean) => void): Promise<Transport> {
  const onMessage: ((event: { data: unknown }) => void)[] = [];
  const onClose: ((event: { reason: string }) => void)[] = [];
  const closed = (reason: Text): void => {
    for (const listener of onClose.splice(0)) listener({ reason: sentence(reason) });
  };
  const wire = await connectRemote(address, {
    deliver: (frame) => {
      for (const listener of onMessage) listener({ data: frame.buffer });
    },
    closed,
    state: onLost,
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
  return socketTransport(socket);
}

/** Joins two wires: what arrives at one leaves by the other, until either ends. */
export function joinTransports(one: Transport, other: Transport): void {
  one.onMessage((sent) => other.send(sent));
  other.onMessage((sent) => one.send(sent));
  one.onClose(() => other.close());
  other.onClose(() => one.close());
}
