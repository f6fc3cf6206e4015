import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { message } from '../../text/message.ts';
import { explainTaken } from './port.ts';

it('does not wait for a program that has the port and never ends its answer', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('HTTP/1.1 200 OK\r\nX: ');
    const more = setInterval(() => socket.write('x'), 100);
    socket.on('close', () => clearInterval(more));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const started = performance.now();
  expect(await explainTaken(port)).toEqual(message('cli.port-of-another-program', { port }));
  expect(performance.now() - started).toBeLessThan(10_000);
  server.close();
});
