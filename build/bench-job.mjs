// node build/bench-job.mjs: what `convas job` trains on two processes of torchrun and of Ray, step by step against the
// engine's own training of the same document, with and without batch normalization, and after one process was killed.
// Takes some minutes; needs Python with PyTorch and Ray (CONVAS_PYTHON). Keeps docs/job.json.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inRoot } from './lib/root.mjs';

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'convas-bench-job-'));
const env = { ...process.env, CONVAS_HOME: join(folder, 'home'), CONVAS_KERNELS: 'default' };
/** Milliseconds for one command: what takes longer hangs. */
const patience = 1_200_000;
const convas = async (...args) => {
  const { stdout } = await run(process.execPath, [inRoot('build', 'convas.mjs'), ...args, '--json'], {
    env,
    maxBuffer: 2 ** 26,
    timeout: patience,
    killSignal: 'SIGTERM',
  });
  return JSON.parse(stdout);
};

/** A small network whose convolutions are followed by batch normalization. */
async function normalized() {
  const document = JSON.parse(await readFile(inRoot('templates', 'tiny-cnn.convas'), 'utf8'));
  const first = document.layers.find(({ kind }) => kind === 'conv2d');
  const norm = {
    id: 'norm',
    kind: 'batchNormalization',
    name: 'norm',
    params: {},
    position: { x: 0, y: 400 },
  };
  document.layers.push(norm);
  for (const edge of document.edges) if (edge.source === first.id) edge.source = norm.id;
  document.edges.push({ id: 'edge-norm', source: first.id, target: norm.id });
  const path = join(folder, 'normalized.convas');
  await writeFile(path, JSON.stringify(document));
  return path;
}

/** Losses of a run's steps, from the first: rows of 32 bytes (src/engine/runs/step-file.ts). */
async function lossesOf(id) {
  const bytes = await readFile(join(env.CONVAS_HOME, 'runs', id, 'steps.records'));
  const losses = [];
  for (let at = 0; at + 32 <= bytes.length; at += 32) {
    const step = bytes.readUInt32LE(at);
    losses[step - 1] = bytes.readFloatLE(at + 8);
  }
  return losses;
}

const largest = (one, other, steps = 200) =>
  Math.max(...Array.from({ length: steps }, (_, at) => Math.abs(one[at] - other[at])));

const settings = ['--dataset', 'mnist', '--batch-size', '128', '--epochs', '1', '--seed', '1'];
const round = (value) => Number(value.toPrecision(3));
const file = inRoot('docs', 'job.json');
const results = [];
const interruptions = [];
/** Kept after each: what a later one fails at costs nothing of these. */
async function keep() {
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, load: loadavg()[1] };
  const detail = { at: new Date().toISOString(), machine, results, interruptions };
  await writeFile(file, `${JSON.stringify(detail, null, 2)}\n`);
}
for (const [name, document] of [
  ['lenet-5', 'lenet-5'],
  ['with batch normalization', await normalized()],
]) {
  const alone = await convas('train', document, ...settings);
  const expected = await lossesOf(alone.run);
  for (const engine of ['torchrun', 'ray']) {
    const out = join(folder, `${name.replaceAll(' ', '-')}-${engine}`);
    const began = performance.now();
    const job = await convas(
      'job',
      document,
      ...settings,
      '--engine',
      engine,
      '--workers',
      '2',
      '--out',
      out,
      '--run',
    );
    const evaluated = await convas('evaluate', job.run);
    results.push({
      network: name,
      engine,
      workers: 2,
      steps: 200,
      largestLossDifference: round(largest(expected, await lossesOf(job.run))),
      testAccuracy: { alone: alone.test.accuracy, job: evaluated.accuracy },
      seconds: Math.round((performance.now() - began) / 1000),
    });
    console.error(JSON.stringify(results.at(-1)));
    await keep();
  }
}

/** Kills the first process with `kill -9` once it has taken so many steps, and lets its engine start it again. */
async function killed(engine) {
  const out = join(folder, `killed-${engine}`);
  const args = [
    'job',
    'lenet-5',
    ...settings,
    '--engine',
    engine,
    '--workers',
    '2',
    '--out',
    out,
    '--run',
    '--json',
  ];
  const child = spawn(process.execPath, [inRoot('build', 'convas.mjs'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  child.stdout.on('data', (text) => {
    printed += text;
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const late = setTimeout(() => child.kill('SIGKILL'), patience);
  const lines = async () =>
    (await readFile(join(out, 'progress.jsonl'), 'utf8').catch(() => ''))
      .split('\n')
      .flatMap((line) => (line.endsWith('}') ? [JSON.parse(line)] : []));
  let at = 0;
  while (at === 0 && child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const detail = await lines();
    const step = detail.findLast(({ kind }) => kind === 'step')?.step ?? 0;
    if (step < 120) continue;
    process.kill(detail.find(({ kind }) => kind === 'start').pid, 'SIGKILL');
    at = step;
  }
  const code = await ended;
  clearTimeout(late);
  if (at === 0) throw new Error(`the job on ${engine} ended with ${code} before step 120`);
  const starts = (await lines()).filter(({ kind }) => kind === 'start').map(({ step }) => step);
  const { run: id } = code === 0 ? JSON.parse(printed) : { run: null };
  return { engine, killedAtStep: at, wentOnFromStep: starts.at(-1), stepsLost: at - starts.at(-1), run: id };
}

const alone = await lossesOf((await convas('train', 'lenet-5', ...settings)).run);
for (const engine of ['torchrun', 'ray']) {
  const { run: id, ...found } = await killed(engine);
  const difference = id === null ? null : round(largest(alone, await lossesOf(id)));
  interruptions.push({ ...found, finished: id !== null, largestLossDifference: difference });
  console.error(JSON.stringify(interruptions.at(-1)));
  await keep();
}
await rm(folder, { recursive: true, force: true });
