export interface ProgramParts {
  readonly about: string;
  readonly constants: readonly string[];
  /** How the data are stored: `idx` as MNIST is published, `npy` NumPy arrays. */
  readonly data: 'idx' | 'npy';
  /** Where they are by default, as an expression. */
  readonly folder: string;
  /** Whether examples are images, to which a last axis is added where it is missing. */
  readonly images: boolean;
  /** Whether `initial.json` and `initial.bin` lie beside the program. */
  readonly initial: boolean;
  readonly prepare: readonly string[];
  readonly layers: readonly string[];
  readonly inputs: string;
  readonly outputs: string;
  readonly name: string;
  readonly targets: string;
  readonly optimizer: string;
  readonly loss: string;
  readonly metrics: string;
  readonly callbacks: readonly string[];
  readonly notes: readonly string[];
  /** Words of the person's language. */
  readonly words: Readonly<
    Record<'data' | 'prepare' | 'model' | 'initial' | 'training' | 'evaluate' | 'run', string>
  >;
}

const indented = (lines: readonly string[], by = '  '): string =>
  lines
    .flatMap((line) => line.split('\n'))
    .map((line) => `${by}${line}`)
    .join('\n');

const readers = {
  idx: `interface Stored {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** \`train-images-idx3-ubyte\`, gzipped or not. */
function read(folder: string, name: string): Stored {
  const file = readdirSync(folder).find((each) => each.replace('.', '-').startsWith(name));
  if (file === undefined) throw new Error(\`\${folder}: \${name}?\`);
  const raw = readFileSync(join(folder, file));
  const bytes = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw;
  const rank = bytes[3] ?? 0;
  const shape = Array.from({ length: rank }, (_, axis) => bytes.readUInt32BE(4 + 4 * axis));
  return { shape, values: Float32Array.from(bytes.subarray(4 + 4 * rank)) };
}

const names = {
  x_train: 'train-images-idx3',
  y_train: 'train-labels-idx1',
  x_test: 't10k-images-idx3',
  y_test: 't10k-labels-idx1',
};
const pictures = (stored: Stored): tf.Tensor =>
  tf.tensor(stored.values, [...stored.shape, 1]);`,
  npy: `interface Stored {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const types: Record<string, (bytes: ArrayBuffer) => ArrayLike<number | bigint>> = {
  '|u1': (bytes) => new Uint8Array(bytes),
  '<i4': (bytes) => new Int32Array(bytes),
  '<i8': (bytes) => new BigInt64Array(bytes),
  '<f4': (bytes) => new Float32Array(bytes),
  '<f8': (bytes) => new Float64Array(bytes),
};

/** An array that \`numpy.save\` wrote. */
function read(folder: string, name: string): Stored {
  const bytes = readFileSync(join(folder, \`\${name}.npy\`));
  const [size, start] = bytes[6] === 1 ? [bytes.readUInt16LE(8), 10] : [bytes.readUInt32LE(8), 12];
  const header = bytes.toString('latin1', start, start + size);
  const shape = (/\\(([\\d, ]*)\\)/.exec(header)?.[1] ?? '').split(',').filter((each) => each.trim()).map(Number);
  const type = types[/'descr': '([^']+)'/.exec(header)?.[1] ?? ''];
  if (!type) throw new Error(\`\${name}.npy: \${header}\`);
  const values = type(new Uint8Array(bytes.subarray(start + size)).buffer);
  return { shape, values: Float32Array.from(values as ArrayLike<number>, Number) };
}

const names = { x_train: 'x_train', y_train: 'y_train', x_test: 'x_test', y_test: 'y_test' };
`,
} as const;

const pictures = {
  idx: '',
  images: `const pictures = (stored: Stored): tf.Tensor =>
  tf.tensor(stored.values, stored.shape.length === 3 ? [...stored.shape, 1] : [...stored.shape]);

`,
  others: `const pictures = (stored: Stored): tf.Tensor => tf.tensor(stored.values, [...stored.shape]);

`,
} as const;

const imports = {
  idx: `import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';`,
  npy: `import { readFileSync } from 'node:fs';
import { join } from 'node:path';`,
} as const;

/** Where the model's own function begins and ends: what checks a program runs that part alone. */
export const modelStart = 'export function buildModel(): tf.LayersModel {';
export const modelEnd = '\n}\n';

/** \`train.ts\`: it runs in Node, which strips the types by itself from version 22.18 on. */
export const script = (parts: ProgramParts): string => `/**
 * ${parts.about}
 *
 * ${parts.words.run}
 */
${imports[parts.data]}
import * as tf from '@tensorflow/tfjs';

${parts.constants.join('\n')}

${readers[parts.data].trimEnd()}

${parts.data === 'idx' ? pictures.idx : pictures[parts.images ? 'images' : 'others']}/** ${parts.words.data} */
export function loadData(folder: string) {
  const values = (stored: Stored): tf.Tensor => tf.tensor(stored.values, [...stored.shape]);
  const train = { x: pictures(read(folder, names.x_train)), y: values(read(folder, names.y_train)) };
  const test = { x: pictures(read(folder, names.x_test)), y: values(read(folder, names.y_test)) };
  return { train, test };
}

/** ${parts.words.prepare} */
export function prepare(images: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    let x: tf.Tensor = images.toFloat();
${parts.prepare.length > 0 ? `${indented(parts.prepare, '    ')}\n` : ''}    return x;
  });
}

/** ${parts.words.model} */
${modelStart}
${indented(parts.layers)}
  return tf.model({ inputs: ${parts.inputs}, outputs: ${parts.outputs}, name: ${parts.name} });
}

${parts.targets}

${
  parts.initial
    ? `/** ${parts.words.initial} */
function takeOver(model: tf.LayersModel): void {
  const names: string[] = JSON.parse(readFileSync(join(import.meta.dirname, 'initial.json'), 'utf8'));
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, 'initial.bin')));
  let at = 0;
  for (const name of names) {
    const layer = model.getLayer(name);
    const weights = layer.getWeights().map(({ shape, size }) => {
      const values = new Float32Array(bytes.slice(4 * at, 4 * (at + size)).buffer);
      at += size;
      return tf.tensor(values, shape);
    });
    layer.setWeights(weights);
  }
}

`
    : ''
}/** ${parts.words.training} */
export async function main(folder: string): Promise<void> {
  const { train, test } = loadData(folder);
  const order = tf.tensor1d(Array.from(tf.util.createShuffledIndices(train.y.shape[0] ?? 0)), 'int32');
  const x = tf.tidy(() => prepare(train.x).gather(order));
  const y = tf.tidy(() => targets(x, train.y.gather(order)));

  const model = buildModel();
${parts.initial ? '  takeOver(model);\n' : ''}  model.summary();
${parts.notes.length > 0 ? `${indented(parts.notes)}\n` : ''}  model.compile({
    optimizer: ${parts.optimizer},
    loss: ${parts.loss},
    metrics: ${parts.metrics},
  });
  await model.fit(x, y, {
    epochs: EPOCHS,
    batchSize: BATCH_SIZE,
    validationSplit: VALIDATION_SPLIT,
${parts.callbacks.length > 0 ? `    callbacks: [${parts.callbacks.join(', ')}],\n` : ''}  });

  // ${parts.words.evaluate}
  const images = prepare(test.x);
  const scores = model.evaluate(images, targets(images, test.y), { batchSize: BATCH_SIZE });
  for (const [at, score] of [scores].flat().entries()) {
    console.log(model.metricsNames[at], (await score.data())[0]);
  }
}

if (process.argv[1] === import.meta.filename) await main(process.argv[2] ?? ${parts.folder});
`;
