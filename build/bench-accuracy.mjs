// node build/bench-accuracy.mjs [TEMPLATE...]: trains with the recipes that the templates carry, from several seeds,
// and keeps what the test set says in docs/accuracy.json. It takes about an hour on two cores.
// --taken FILE, with one template: the JSON that `convas train TEMPLATE --json` printed before, in place of training.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs, promisify } from 'node:util';
import { inRoot } from './lib/root.mjs';

const run = promisify(execFile);
const file = inRoot('docs', 'accuracy.json');

/** What each has to reach within the epochs of its recipe, as the median over the seeds. */
const goals = {
  'lenet-5': { dataset: 'mnist', seeds: [1, 2, 3], accuracy: 0.99, epochs: 20 },
  'cifar10-cnn': { dataset: 'cifar-10', seeds: [1], accuracy: 0.72, epochs: 25 },
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { taken: { type: 'string' } } });
const asked = positionals.length > 0 ? positionals : Object.keys(goals);
for (const name of asked)
  if (!goals[name]) throw new Error(`${name}: there are ${Object.keys(goals).join(', ')}`);
if (values.taken && asked.length !== 1) throw new Error('--taken goes with one template');

async function train(template, dataset, seed) {
  const command = ['train', template, '--dataset', dataset, '--seed', String(seed), '--json'];
  const { stdout } = await run(process.execPath, [inRoot('build', 'convas.mjs'), ...command], {
    maxBuffer: 2 ** 24,
  });
  return JSON.parse(stdout);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
for (const name of asked) {
  const { dataset, seeds, accuracy, epochs } = goals[name];
  const { training } = JSON.parse(await readFile(inRoot('templates', `${name}.convas`), 'utf8'));
  const runs = [];
  for (const seed of values.taken ? [training.seed] : seeds) {
    const result = values.taken
      ? JSON.parse(await readFile(values.taken, 'utf8'))
      : await train(name, dataset, seed);
    if (result.epochs.length > epochs) throw new Error(`${name} trains for more than ${epochs} epochs`);
    const { test, backend, step } = result;
    const seconds = Math.round(result.seconds);
    runs.push({ seed, epochs: result.epochs.length, test, seconds, backend, step });
    console.error(`${name}, seed ${seed}: ${(100 * test.accuracy).toFixed(2)} % in ${seconds} s`);
  }
  const reached = median(runs.map(({ test }) => test.accuracy));
  kept[name] = { dataset, goal: accuracy, median: reached, training, runs };
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.versions.node };
  await writeFile(file, `${JSON.stringify({ ...kept, machine }, null, 2)}\n`);
  console.error(`${name}: median ${(100 * reached).toFixed(2)} %, wanted ${100 * accuracy} %`);
  if (reached < accuracy) process.exitCode = 1;
}
