// node build/bench-views.mjs [PART...]: how fast views that follow the pointer answer (`pointed`), how long layouts take
// (`layouts`), how much slower training is beside views that take long (`beside`), and how 512 maps of 56x56 scroll
// (`scrolling`). Without a part, all of them. Keeps docs/views.json, of each part with the machine that it was measured on.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureNative } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { scrollMaps } from './lib/scrolled-maps.mjs';
import { asModules } from './lib/targets.mjs';

const run = promisify(execFile);

async function bench(...args) {
  const { stdout } = await run(process.execPath, [join(dist, 'bench', 'views.mjs'), ...args], {
    maxBuffer: 2 ** 24,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

async function scrolling() {
  const home = await mkdtemp(join(tmpdir(), 'convas-bench-maps-'));
  try {
    await bench('wide', home);
    return await scrollMaps(home, 'maps');
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const parts = {
  pointed: async () => ({
    'lenet-5': await bench('pointed', 'lenet-5', 'mnist-10k', 'C3'),
    'cifar10-cnn': await bench('pointed', 'cifar10-cnn', 'cifar-10', 'conv2'),
  }),
  layouts: () => bench('layouts'),
  beside: () => bench('beside'),
  scrolling,
};

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
const unknown = chosen.find((name) => !Object.hasOwn(parts, name));
if (unknown) throw new Error(`No part "${unknown}". There are ${Object.keys(parts).join(', ')}.`);

await ensureNative();
await ensureBuilt(['cli', 'feeding', 'renderer']);
await asModules(['tests/bench/views.ts'], 'bench');

const file = inRoot('docs', 'views.json');
for (const name of chosen) {
  const before = loadavg()[0];
  const result = await parts[name]();
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    node: process.versions.node,
    load: Math.round(100 * before) / 100,
  };
  console.error(JSON.stringify({ [name]: result }));
  const kept = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, `${JSON.stringify({ ...kept, [name]: { machine, ...result } }, null, 2)}\n`);
}
