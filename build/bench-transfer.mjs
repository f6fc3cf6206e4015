// node build/bench-transfer.mjs: 20 images of each of the two classes of CIFAR-10 that the base network has never seen, a
// new output on its frozen layers, and the whole test split of the two, from five seeds that draw other images each. Keeps
// docs/transfer.json. It takes some minutes on two cores. CONVAS_DATA names the folder that CIFAR-10 is in.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unpackCifar, unseen } from './lib/cifar-classes.mjs';
import { inRoot } from './lib/root.mjs';

const run = promisify(execFile);
const seeds = [1, 2, 3, 4, 5];
const perClass = 20;
const goal = 0.9;

async function convas(command) {
  const options = { maxBuffer: 2 ** 26 };
  const { stdout } = await run(
    process.execPath,
    [inRoot('build', 'convas.mjs'), ...command, '--json'],
    options,
  );
  return JSON.parse(stdout);
}

/** Every so many-th file by a step that depends on the seed alone: the images of two seeds differ. */
function chosen(names, seed) {
  const sorted = [...names].sort();
  const step = [0, 241, 239, 233, 229, 227][seed];
  return Array.from({ length: perClass }, (_, at) => sorted[(seed * 17 + at * step) % sorted.length]);
}

const work = await mkdtemp(join(tmpdir(), 'convas-transfer-'));
try {
  const all = await unpackCifar(work, (name) => unseen.includes(name));
  const runs = [];
  for (const seed of seeds) {
    const data = join(work, `seed-${seed}`);
    for (const name of unseen) {
      const from = join(all, 'train', name);
      const to = join(data, 'train', name);
      await mkdir(to, { recursive: true });
      for (const file of chosen(await readdir(from), seed)) await cp(join(from, file), join(to, file));
    }
    // One copy, handed on from seed to seed.
    const test = runs.length === 0 ? join(all, 'test') : join(work, `seed-${seed - 1}`, 'test');
    await rename(test, join(data, 'test'));
    const document = join(work, `seed-${seed}.convas`);
    await convas(['transfer', 'base:cifar-8', '--dataset', data, '--out', document]);
    const trained = await convas([
      'train',
      document,
      '--seed',
      String(seed),
      '--out',
      join(work, `run-${seed}`),
    ]);
    const { test: scores, epochs, seconds } = trained;
    runs.push({
      seed,
      accuracy: scores.accuracy,
      loss: scores.loss,
      epochs: epochs.length,
      seconds: Math.round(seconds * 10) / 10,
    });
    console.error(`seed ${seed}: ${(100 * scores.accuracy).toFixed(2)} %`);
  }
  const base = JSON.parse(await readFile(inRoot('src', 'engine', 'bases', 'cifar-8.json'), 'utf8'));
  const lowest = Math.min(...runs.map(({ accuracy }) => accuracy));
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.versions.node };
  const kept = {
    base: { id: base.id, ...base.trained },
    classes: unseen,
    perClass,
    testImages: 2000,
    goal,
    lowest,
    runs,
    machine,
  };
  await writeFile(inRoot('docs', 'transfer.json'), `${JSON.stringify(kept, null, 2)}\n`);
  console.error(`lowest ${(100 * lowest).toFixed(2)} %, wanted ${100 * goal} %`);
  if (lowest < goal) process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true, maxRetries: 5 });
}
