import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface BadNetwork {
  /** Where it listens, at 127.0.0.1. */
  readonly port: number;
  /** From now on nothing passes, and nobody is told: what is sent waits, as TCP sends it again. */
  cut(): void;
  mend(): void;
  close(): void;
}

/** Milliseconds after which TCP sends again what was lost, at the least. */
const sentAgain = 200;

/**
 * A way to a TCP server as a bad network is one, for kernels without netem.
 * @param delay milliseconds in each direction
 * @param loss share of the pieces that are lost once
 */
export async function badNetwork(
  to: { readonly host: string; readonly port: number },
  { delay, loss }: { readonly delay: number; readonly loss: number },
): Promise<BadNetwork> {
  const sockets = new Set<Socket>();
  let whole: Promise<void> = Promise.resolve();
  let mend: () => void = () => undefined;
  /** In order, as TCP delivers: what comes after a lost piece waits for it. */
  const pass = (from: Socket, into: Socket): void => {
    let turn: Promise<unknown> = Promise.resolve();
    from.on('data', (bytes) => {
      const arrives = Date.now() + delay + (Math.random() < loss ? sentAgain : 0);
      turn = turn
        .then(() => wait(Math.max(0, arrives - Date.now())))
        .then(() => whole)
        .then(() => into.writable && into.write(bytes));
    });
    from.on('close', () => turn.then(() => into.destroy()));
  };
  const server = createServer((near) => {
    const far = connect(to.port, to.host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    pass(near, far);
    pass(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      whole = new Promise((resolve) => {
        mend = resolve;
      });
    },
    mend: () => mend(),
    close() {
      mend();
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
