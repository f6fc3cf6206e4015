// Trains until it is killed, telling its parent of every epoch. Vite runs the engine's TypeScript as it stands.
import { join } from 'node:path';
import { createServer } from 'vite';

const server = await createServer({
  root: join(import.meta.dirname, '..', '..'),
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { createEngine } = await server.ssrLoadModule('/src/engine/engine.ts');
const { handlers, events } = createEngine({
  backend: 'native',
  runsFolder: process.env.CONVAS_VICTIM_RUNS,
});
events.on('train.epoch', ({ run, record }) => process.send({ run, epoch: record.epoch }));
await handlers['train.start']({ document: process.env.CONVAS_VICTIM_DOCUMENT, resume: null }, {});
