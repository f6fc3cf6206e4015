// node build/bench-passes.mjs: what evaluation gains by being compiled, and what live pictures cost a training, each
// pair in turn on noise, so that what else the machine does meets both alike. Keeps docs/passes.json.
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

async function bench(name, ...args) {
  const { stdout } = await run(process.execPath, [join(dist, 'bench', `${name}.mjs`), ...args.map(String)], {
    maxBuffer: 2 ** 24,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

await ensureNative();
await ensureBuilt(['feeding']);
await asModules(['tests/bench/evaluation.ts', 'tests/bench/probing.ts'], 'bench');

const evaluation = {};
for (const [template, examples] of [
  ['lenet-5', 10_000],
  ['cifar10-cnn', 2000],
  ['resnet20-cifar', 1000],
]) {
  const { pace, work } = await bench('evaluation', template, examples, 9);
  evaluation[template] = {
    imagesPerSecond: { opByOp: median(pace.eager), compiled: median(pace.compiled) },
    processorMicroseconds: { opByOp: median(work.eager), compiled: median(work.compiled) },
    speedup: round(median(pace.compiled.map((value, at) => value / pace.eager[at]))),
  };
  console.error(`${template}: ${JSON.stringify(evaluation[template])}`);
}

const probing = {};
for (const template of ['lenet-5', 'cifar10-cnn']) {
  const { quiet, watched, pictures, share } = await bench('probing', template, 12, 2);
  probing[template] = {
    stepsPerSecond: { quiet: round(median(quiet)), watched: round(median(watched)) },
    picturesPerSecond: round(median(pictures)),
    // Of the time, what taking the pictures took; and how many steps fewer there were.
    share: round(median(share)),
    fewerSteps: round(1 - median(watched.map((value, at) => value / quiet[at]))),
  };
  console.error(`${template}: ${JSON.stringify(probing[template])}`);
}

const machine = {
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  node: process.versions.node,
  load: loadavg()[1],
};
await writeFile(
  inRoot('docs', 'passes.json'),
  `${JSON.stringify({ machine, evaluation, probing }, null, 2)}\n`,
);
