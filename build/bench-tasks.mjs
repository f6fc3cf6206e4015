// node build/bench-tasks.mjs [TASK...]: U-Net on generated shapes, a text CNN, an LSTM on series and a regression, each
// trained here and by the Keras program that is exported of it, on the same data from three seeds; Keras's models are
// scored by scikit-learn. Python with Keras and scikit-learn: CONVAS_PYTHON, otherwise python3. Keeps docs/tasks.json, and
// goes on where it ended before; `--anew` begins again.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chain } from './lib/chain.mjs';
import { inRoot } from './lib/root.mjs';

const run = promisify(execFile);
const kept = inRoot('docs', 'tasks.json');
const seeds = [1, 2, 3];
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const rounded = (value) => Number(value.toFixed(4));

const template = async (name) => JSON.parse(await readFile(inRoot('templates', `${name}.convas`), 'utf8'));
const regression = chain(
  'regression',
  { dataset: 'friedman-1' },
  {
    loss: { kind: 'meanSquaredError', params: {} },
    optimizer: { kind: 'adam', params: { learningRate: 0.003 } },
    epochs: 40,
  },
  [
    ['input', { shape: [10] }],
    ['dense', { units: 64, activation: 'relu' }],
    ['dense', { units: 64, activation: 'relu' }],
    ['dense', { units: 1 }],
  ],
);

/** What each has to reach on the test data. */
const tasks = {
  unet: { metric: 'iou', goal: 0.9 },
  'text-cnn': { metric: 'accuracy', goal: 0.95 },
  'lstm-series': { metric: 'accuracy', goal: 0.95 },
  regression: { metric: 'r2', goal: 0.95 },
};

const convas = async (...args) =>
  (await run(process.execPath, [inRoot('build', 'convas.mjs'), ...args], { maxBuffer: 1e8 })).stdout;
const lastLine = (text) => JSON.parse(text.trim().split('\n').at(-1));

const place = await mkdtemp(join(tmpdir(), 'convas-tasks-'));

async function here(file, metric) {
  const { test } = lastLine(await convas('train', file, '--json'));
  return test.metrics?.[metric] ?? test[metric];
}

async function inKeras(file, metric, seed) {
  const folder = await mkdtemp(join(place, `keras-${seed}-`));
  await convas('export', file, '--format', 'python', '--out', folder);
  const { stdout } = await run(
    process.env.CONVAS_PYTHON || 'python3',
    [inRoot('tests', 'bench', 'score_program.py'), metric],
    {
      cwd: folder,
      maxBuffer: 1e8,
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', CUDA_VISIBLE_DEVICES: '' },
    },
  );
  return lastLine(stdout).score;
}

const anew = process.argv.includes('--anew');
const named = process.argv.slice(2).filter((each) => each !== '--anew');
const read = async () => JSON.parse(await readFile(kept, 'utf8').catch(() => '{}'));
try {
  for (const name of named.length > 0 ? named : Object.keys(tasks)) {
    const { metric, goal } = tasks[name];
    const before = anew ? {} : ((await read())[name] ?? {});
    const scores = { convas: before.convas ?? [], keras: before.keras ?? [] };
    const document = name === 'regression' ? regression : await template(name);
    for (const seed of seeds) {
      const file = join(place, `${name}-${seed}.convas`);
      await writeFile(file, JSON.stringify({ ...document, training: { ...document.training, seed } }));
      for (const [who, train] of Object.entries({ convas: here, keras: inKeras })) {
        if (scores[who].length >= seed) continue;
        scores[who].push(rounded(await train(file, metric, seed)));
        console.error(name, seed, who, scores[who].at(-1));
        const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.versions.node };
        const found = { metric, goal, median: rounded(median(scores.convas)), ...scores, machine };
        await writeFile(kept, `${JSON.stringify({ ...(await read()), [name]: found }, null, 2)}\n`);
      }
    }
    if (median(scores.convas) < goal) process.exitCode = 1;
  }
} finally {
  await rm(place, { recursive: true, force: true });
}
