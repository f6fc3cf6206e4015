// node build/bench-agreement.mjs [TEMPLATE...]: trains the large templates (or those named) for 20 steps op by op and
// compiled, on smaller images than their own so that it takes minutes, and keeps in templates/agreement.json how far
// losses and weights come apart. Where that is more than 1e-4, op by op is also compared with itself from weights that
// differ by rounding: a deep network amplifies that.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureNative } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const run = promisify(execFile);
const file = inRoot('templates', 'agreement.json');
const steps = 20;
/** Plain momentum: Adam turns gradients that are rounding errors into full steps. */
const momentum = 1e-3;
const trials = {
  alexnet: { batch: 4, side: 67 },
  'alexnet-one-tower': { batch: 4, side: 67 },
  densenet121: { batch: 8, side: 64 },
  'inception-v3': { batch: 8, side: 75 },
  'mobilenet-v2': { batch: 8, side: 64 },
  resnet101: { batch: 8, side: 64 },
  resnet152: { batch: 8, side: 64 },
  resnet18: { batch: 8, side: 64 },
  resnet34: { batch: 8, side: 64 },
  resnet50: { batch: 8, side: 64 },
  vgg16: { batch: 4, side: 32 },
  vgg19: { batch: 4, side: 32 },
  xception: { batch: 8, side: 71 },
};

await ensureNative();
await asModules(['tests/bench/agreement.ts'], 'bench');
const child = join(dist, 'bench', 'agreement.mjs');
const asked = process.argv.slice(2);
const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
const results = { ...known.results };
const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.versions.node };
for (const [id, { batch, side }] of Object.entries(trials)) {
  if (asked.length > 0 && !asked.includes(id)) continue;
  const { stdout } = await run(process.execPath, [child, id, batch, steps, side, momentum].map(String));
  const { mode, reason, loss, weights, moved, trembling } = JSON.parse(stdout.trim().split('\n').at(-1));
  results[id] = { mode, reason, batch, side, loss, weights, moved, trembling };
  console.error(`${id}: ${JSON.stringify(results[id])}`);
  const sorted = Object.fromEntries(
    Object.keys(trials).flatMap((id) => (results[id] ? [[id, results[id]]] : [])),
  );
  await writeFile(file, `${JSON.stringify({ steps, momentum, machine, results: sorted }, null, 2)}\n`);
}
