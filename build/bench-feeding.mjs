// node build/bench-feeding.mjs: what training gains by having its batches made by a thread ahead of the steps, against
// batches made between them; both in turn on noise, so that what else the machine does meets both alike. Keeps
// docs/feeding.json.
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
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value) => Number(value.toFixed(3));

await ensureNative();
await ensureBuilt(['feeding']);
await asModules(['tests/bench/feeding.ts'], 'bench');

/** Template, batch size, side and channels of the stored images, seconds of a turn. */
const cases = [
  ['lenet-5', 32, 32, 1, 2],
  ['lenet-5', 512, 32, 1, 2],
  ['mlp', 32, 28, 1, 2],
  ['cifar10-cnn', 64, 32, 3, 3],
  // Resized: 28 to 32, 64 to 32, 32 to 224.
  ['lenet-5', 32, 28, 1, 2],
  ['cifar10-cnn', 64, 64, 3, 3],
  ['mobilenet', 32, 32, 3, 8],
];
const feeding = [];
for (const [template, batch, side, channels, seconds] of cases) {
  const args = [template, batch, side, channels, 9, seconds].map(String);
  const { stdout } = await run(process.execPath, [join(dist, 'bench', 'feeding.mjs'), ...args], {
    maxBuffer: 2 ** 24,
  });
  const { mode, ahead, between, share, milliseconds } = JSON.parse(stdout.trim().split('\n').at(-1));
  feeding.push({
    template,
    batch,
    stored: `${side} x ${side} x ${channels}`,
    step: mode,
    imagesPerSecond: { ahead: round(median(ahead)), between: round(median(between)) },
    speedup: round(median(ahead.map((pace, at) => pace / between[at]))),
    // Milliseconds from asking for a batch to having it, and the thread's share of the batches.
    milliseconds: { ahead: round(milliseconds.ahead), between: round(milliseconds.between) },
    share: round(share),
  });
  console.error(JSON.stringify(feeding.at(-1)));
}
const machine = {
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  node: process.versions.node,
  load: loadavg()[1],
};
await writeFile(
  inRoot('docs', 'feeding.json'),
  `${JSON.stringify({ at: new Date().toISOString(), machine, feeding }, null, 2)}\n`,
);
