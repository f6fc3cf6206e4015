// node build/bench-keras.mjs [COUNT]: checks random networks against real Keras, both ways and in both formats: written
// here and loaded there, at batches of 1 and 7, saved again there and imported here. Keeps what it found in
// docs/keras.json. Python with Keras 3: CONVAS_PYTHON, otherwise python3.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureNative } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const run = promisify(execFile);
const count = process.argv[2] ?? '24';

await ensureNative();
await asModules(['tests/bench/keras.ts'], 'bench');
const here = join(dist, 'bench', 'keras.mjs');
const folder = await mkdtemp(join(tmpdir(), 'convas-keras-'));
try {
  await run(process.execPath, [here, 'write', folder, count]);
  const python = process.env.CONVAS_PYTHON || 'python3';
  const there = await run(python, [inRoot('tests', 'bench', 'check_keras.py'), folder], { maxBuffer: 1e8 });
  const exported = JSON.parse(there.stdout.trim().split('\n').at(-1));
  const back = await run(process.execPath, [here, 'read', folder]);
  const imported = JSON.parse(back.stdout.trim().split('\n').at(-1));
  const found = {
    keras: exported.keras,
    networks: imported.networks,
    formats: ['keras', 'h5'],
    batches: [1, 7],
    largestDifference: { exported: exported.largest, imported: imported.largest },
  };
  await writeFile(inRoot('docs', 'keras.json'), `${JSON.stringify(found, null, 2)}\n`);
  console.log(found);
} finally {
  await rm(folder, { recursive: true, force: true });
}
