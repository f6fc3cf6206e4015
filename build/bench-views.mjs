// node build/bench-views.mjs: how fast views that follow the pointer answer, how long layouts take, and how much slower
// training is beside views that take long. Keeps docs/views.json.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureNative } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const run = promisify(execFile);

async function bench(...args) {
  const { stdout } = await run(process.execPath, [join(dist, 'bench', 'views.mjs'), ...args], {
    maxBuffer: 2 ** 24,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

await ensureNative();
await ensureBuilt(['cli', 'feeding']);
await asModules(['tests/bench/views.ts'], 'bench');

const milliseconds = {
  'lenet-5': await bench('pointed', 'lenet-5', 'mnist-10k', 'C3'),
  'cifar10-cnn': await bench('pointed', 'cifar10-cnn', 'cifar-10', 'conv2'),
};
console.error(JSON.stringify(milliseconds));
const layouts = await bench('layouts');
console.error(JSON.stringify(layouts));
const percentSlower = await bench('beside');
console.error(JSON.stringify(percentSlower));
const machine = {
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  node: process.versions.node,
  load: loadavg()[1],
};
await writeFile(
  inRoot('docs', 'views.json'),
  `${JSON.stringify({ machine, milliseconds, layouts, percentSlower }, null, 2)}\n`,
);
