// node build/bench-programs.mjs [SECONDS] [NAMES] [FORMATS]: trains networks with each kind of target here and with the programs
// that are exported of them, and keeps what both reach on the test data in docs/exports.json. Python with its frameworks:
// CONVAS_PYTHON, otherwise python3. Goes on where it ended before; `--anew` begins again.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chain } from './lib/chain.mjs';
import { inRoot } from './lib/root.mjs';

const run = promisify(execFile);
const given = process.argv.slice(2).filter((each) => each !== '--anew');
const [seconds = '400', wanted = 'all', formats = 'python,python-torch'] = given;
const until = Date.now() + 1000 * Number(seconds);

const loss = (kind) => ({ kind, params: {} });
const adam = { kind: 'adam', params: { learningRate: 0.003 } };
const scaled = [{ step: 'rescale', params: { range: 'zero-one' } }];
const conv = (filters, more = {}) => [
  'conv2d',
  { filters, kernelSize: [3, 3], padding: 'same', activation: 'relu', ...more },
];
const documents = {
  masks: chain(
    'masks',
    { dataset: 'shapes-masks', preprocessing: scaled },
    { loss: loss('categoricalCrossentropy'), optimizer: adam, batchSize: 16 },
    [
      ['input', { shape: [64, 64, 1] }],
      conv(8),
      conv(8, { dilationRate: [2, 2] }),
      conv(3, { activation: 'softmax' }),
    ],
  ),
  labels: chain(
    'labels',
    { dataset: 'shapes-labels', preprocessing: scaled },
    { loss: loss('binaryCrossentropy'), optimizer: adam, batchSize: 16, epochs: 6 },
    [
      ['input', { shape: [64, 64, 1] }],
      conv(8, { strides: [2, 2] }),
      conv(16, { strides: [2, 2] }),
      conv(16, { strides: [2, 2] }),
      ['flatten', {}],
      ['dense', { units: 2, activation: 'sigmoid' }],
    ],
  ),
  numbers: chain(
    'numbers',
    { dataset: 'friedman-1' },
    { loss: loss('meanSquaredError'), optimizer: adam, epochs: 10 },
    [
      ['input', { shape: [10] }],
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: 1 }],
    ],
  ),
  input: chain(
    'input',
    { dataset: 'shapes-masks', preprocessing: scaled, target: 'input' },
    { loss: loss('meanSquaredError'), optimizer: adam, batchSize: 16, epochs: 4 },
    [
      ['input', { shape: [64, 64, 1] }],
      conv(8, { strides: [2, 2] }),
      ['conv2dTranspose', { filters: 1, kernelSize: [2, 2], strides: [2, 2], activation: 'sigmoid' }],
    ],
  ),
  texts: 'text-cnn',
  series: 'lstm-series',
};

const kept = inRoot('docs', 'exports.json');
const read = async () => JSON.parse(await readFile(kept, 'utf8').catch(() => '{}'));
const before = process.argv.includes('--anew') ? {} : ((await read()).programs ?? {});
const convas = (...args) =>
  run(process.execPath, [inRoot('build', 'convas.mjs'), ...args], { maxBuffer: 1e8 }).then(
    ({ stdout }) => stdout,
  );
const python = process.env.CONVAS_PYTHON || 'python3';
const rounded = (value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : null);

/** The last thing in braces that a program prints. */
function scoresIn(printed) {
  const text = printed.match(/\{[^{}]*\}/g)?.at(-1) ?? '{}';
  return JSON.parse(text.replaceAll("'", '"'));
}

const parent = await mkdtemp(join(tmpdir(), 'convas-programs-'));
let left = 0;
for (const [name, document] of Object.entries(documents)) {
  if (wanted !== 'all' && !wanted.split(',').includes(name)) continue;
  const file = typeof document === 'string' ? document : join(parent, `${name}.convas`);
  if (typeof document !== 'string') await writeFile(file, JSON.stringify(document));
  const found = { ...before[name] };
  for (const format of ['convas', ...formats.split(',')]) {
    if (found[format]) continue;
    if (Date.now() > until) {
      left++;
      continue;
    }
    if (format === 'convas') {
      const trained = JSON.parse((await convas('train', file, '--json')).trim().split('\n').at(-1));
      const scores = trained.test ?? trained;
      found.convas = { loss: rounded(scores.loss), accuracy: rounded(scores.accuracy) };
    } else {
      const folder = join(parent, `${name}-${format}`);
      await mkdir(folder);
      await convas('export', file, '--format', format, '--out', folder);
      const { stdout } = await run(python, [join(folder, 'train.py')], {
        cwd: folder,
        maxBuffer: 1e8,
        env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', CUDA_VISIBLE_DEVICES: '' },
      });
      const { loss: own, accuracy } = scoresIn(stdout);
      found[format] = { loss: rounded(own), accuracy: rounded(accuracy) };
    }
    console.log(name, format, found[format]);
    before[name] = found;
    await writeFile(kept, `${JSON.stringify({ ...(await read()), programs: before }, null, 2)}\n`);
  }
}
await rm(parent, { recursive: true, force: true });
console.log({ left });
