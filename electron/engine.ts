import { startEngine } from '../src/engine/entry.ts';
import { portTransport } from '../src/protocol/port.ts';

// The engine's process: every port it is sent is a wire to a page.
process.parentPort.on('message', ({ ports }) => {
  const [port] = ports;
  if (port) startEngine(portTransport(port), (request) => process.parentPort.postMessage(request));
});
