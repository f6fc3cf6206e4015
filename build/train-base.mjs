// node build/train-base.mjs [--run FOLDER --note TEXT]: trains the base network that ships for transfer learning on eight of CIFAR-10's
// classes, and keeps it in src/engine/bases: the document, its weights as float16, and how they were made. It takes about
// twenty minutes on two cores. CONVAS_DATA names the folder that CIFAR-10 is in. --run takes a run that was trained before,
// --note tells how.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unpackCifar, unseen } from './lib/cifar-classes.mjs';
import { inRoot } from './lib/root.mjs';

const file = inRoot('src', 'engine', 'bases', 'cifar-8.json');
const { values: given } = parseArgs({ options: { run: { type: 'string' }, note: { type: 'string' } } });

/** Layers in a row: how many 3x3 convolutions of how many filters each stage has; poolings lie between. */
const stages = [
  [32, 1],
  [64, 2],
  [128, 2],
  [160, 1],
];

function network(classes) {
  const layers = [];
  const edges = [];
  const add = (kind, name, params = {}) => {
    const id = `layer-${layers.length + 1}`;
    const column = layers.length % 8;
    const position = { x: column * 264, y: Math.floor(layers.length / 8) * 224 };
    if (layers.length > 0)
      edges.push({ id: `edge-${layers.length}`, source: `layer-${layers.length}`, target: id });
    layers.push({ id, kind, name, params, position });
  };
  add('input', 'Input', { shape: [32, 32, 3] });
  stages.forEach(([filters, convolutions], stage) => {
    for (let at = 0; at < convolutions; at++) {
      const name = `${stage + 1}${'ab'[at]}`;
      add('conv2d', `conv${name}`, {
        filters,
        kernelSize: [3, 3],
        padding: 'same',
        useBias: false,
        kernelInitializer: 'heNormal',
      });
      add('batchNormalization', `bn${name}`, { momentum: 0.9, epsilon: 0.001 });
      add('activation', `relu${name}`, { activation: 'relu' });
    }
    if (stage < stages.length - 1)
      add('maxPooling2d', `pool${stage + 1}`, { poolSize: [2, 2], strides: [2, 2] });
  });
  add('globalAveragePooling2d', 'features');
  add('dropout', 'dropout', { rate: 0.2 });
  add('dense', 'classes', { units: classes, activation: 'softmax' });
  return { layers, edges };
}

const document = (dataset) => ({
  format: 'convas',
  version: 5,
  name: 'Base network for small images',
  description:
    'Six 3x3 convolutions, trained on eight of the ten classes of CIFAR-10, to be trained further on other images.',
  ...network(8),
  notes: [],
  blocks: [],
  data: {
    dataset,
    preprocessing: [
      { step: 'rescale', params: { range: 'minus-one-one' } },
      { step: 'resize', params: { method: 'fill', antialias: true } },
      { step: 'flip', params: { horizontal: true, vertical: false } },
      { step: 'shift', params: { vertical: 0.125, horizontal: 0.125, whole: true, border: 'black' } },
    ],
    target: 'label',
  },
  training: {
    epochs: 5,
    batchSize: 128,
    validationSplit: 0,
    optimizer: { kind: 'adamw', params: { learningRate: 0.004, weightDecay: 0.05 } },
    loss: { kind: 'categoricalCrossentropy', params: {} },
    seed: 1,
    schedule: { kind: 'oneCycle', params: {} },
  },
});

/** Trains with the command line, its progress on stderr; resolves to the run's folder. */
async function train(work, data) {
  const path = join(work, 'base.convas');
  await writeFile(path, JSON.stringify(document(data)));
  const runs = join(work, 'run');
  const command = ['train', path, '--dataset', data, '--out', runs, '--json'];
  await new Promise((resolve, reject) => {
    const options = { stdio: ['ignore', 'ignore', 'inherit'] };
    const child = spawn(process.execPath, [inRoot('build', 'convas.mjs'), ...command], options);
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`convas train ended with ${code}`)),
    );
  });
  return runs;
}

/** The nearest binary16 of a float, halves to even; what is too small becomes 0. */
function float16(value) {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (!(size < 65520)) throw new Error(`a weight of ${value} has no float16`);
  if (size === 0) return sign;
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  // Whole steps of the last bit; one more than a full fraction carries into the exponent.
  const scaled = size / 2 ** (exponent - 10);
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const steps = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  return sign + (exponent + 14) * 1024 + steps;
}

function packed(floats) {
  const bytes = Buffer.alloc(2 * floats.length);
  floats.forEach((value, at) => {
    bytes.writeUInt16LE(float16(value), 2 * at);
  });
  return bytes.toString('base64');
}

const work = await mkdtemp(join(tmpdir(), 'convas-base-'));
try {
  const folder = given.run ?? (await train(work, await unpackCifar(work, (name) => !unseen.includes(name))));
  const record = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
  const index = JSON.parse(await readFile(join(folder, 'weights.json'), 'utf8'));
  const bytes = await readFile(join(folder, index.file));
  let at = 0;
  const weights = index.weights.map(({ key, shape }) => {
    const size = shape.reduce((product, side) => product * side, 1);
    const floats = Float32Array.from({ length: size }, (_, place) => bytes.readFloatLE(4 * (at + place)));
    at += size;
    return { key, shape, values: packed(floats) };
  });
  const { data, ...rest } = document('cifar-10');
  const written = {
    id: 'cifar-8',
    document: { ...rest, data: { ...data, dataset: 'cifar-10' } },
    labels: record.labels,
    trained: {
      dataset: `CIFAR-10 (Krizhevsky 2009), a copy as JPEG files, without the classes ${unseen.join(' and ')}`,
      license: 'The weights were trained by the authors of Convas and are under its license.',
      ...(given.note && { note: given.note }),
      epochs: record.epochs.length,
      seconds: Math.round(record.seconds),
      test: { loss: record.test.loss, accuracy: record.test.accuracy },
    },
    weights,
  };
  await writeFile(file, `${JSON.stringify(written)}\n`);
  const kilobytes = Math.round(weights.reduce((sum, { values }) => sum + values.length * 0.75, 0) / 1000);
  console.error(`${file}: ${kilobytes} kB of weights, ${(100 * record.test.accuracy).toFixed(2)} % right`);
} finally {
  await rm(work, { recursive: true, force: true });
}
