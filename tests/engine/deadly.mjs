// Trains compiled on a runtime whose graphs end the process, as a crash in native code does. Notifies its parent what
// the run says. Vite runs the engine's TypeScript as it stands.
import { join } from 'node:path';
import { createServer } from 'vite';

const server = await createServer({
  root: join(import.meta.dirname, '..', '..'),
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { openNative } = await server.ssrLoadModule('/src/engine/backends/native.ts');
const { node } = await openNative();
node.binding = Object.create(node.binding, {
  runSavedModel: { value: () => process.kill(process.pid, 'SIGSEGV') },
});
const { createEngine } = await server.ssrLoadModule('/src/engine/engine.ts');
const { handlers, events } = createEngine({
  backend: 'native',
  // Its one step would not pay to compile.
  step: 'compiled',
  runsFolder: process.env.CONVAS_VICTIM_RUNS,
});
events.on('train.state', ({ state, message }) => {
  process.send({ state, message });
  if (state === 'finished') process.exit(0);
});
await handlers['train.start']({ document: process.env.CONVAS_VICTIM_DOCUMENT, resume: null }, {});
