import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCpu } from '../../src/engine/backends/javascript.ts';
import { forward } from '../../src/engine/model/forward.ts';
import { keras } from '../../src/interchange/keras/import.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { analyze } from '../../src/network/analyze.ts';

/** Written by `tests/golden/make_keras.py`. */
const folder = join(import.meta.dirname, '..', 'golden', 'keras');

interface Expected {
  readonly models: Readonly<
    Record<string, { weights: number; input: number[]; output: number[]; shape: number[] }>
  >;
}

const { models } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;

const read = (name: string) =>
  keras.read({
    main: { name, bytes: new Uint8Array(readFileSync(join(folder, name))) },
    beside: async () => null,
  });

let tf: TF;
beforeAll(async () => {
  // Plain JavaScript rounds alike on every processor; kernels with AVX-512 come 1.1e-5 from Keras's own.
  ({ tf } = await openCpu());
});

describe.each(Object.entries(models))('the model %s of real Keras', (name, expected) => {
  it.each(['keras', 'h5'])('puts out here what it does there: .%s', async (suffix) => {
    const { document, weights, report } = await read(`${name}.${suffix}`);
    expect(report.filter(({ status }) => status === 'placeholder')).toEqual([]);
    const { network, problems } = analyze(document, null);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [input] = network!.layers;
    const x = tf.tensor(expected.input, [2, ...input!.outputShape]);
    const tensors = new Map(
      network!.layers.flatMap((layer) =>
        layer.weights.map(({ name: weight, shape }) => {
          const key = `${layer.name}/${weight}`;
          return [key, tf.tensor(weights!.get(key)!, [...shape])];
        }),
      ),
    );
    const [output] = network!.outputs;
    const y = forward(tf, network!, tensors, x, [output!]).get(output!)!;
    expect(y.shape).toEqual(expected.shape);
    const found = y.dataSync();
    const scale = Math.max(...expected.output.map(Math.abs), 1);
    const worst = Math.max(...expected.output.map((value, at) => Math.abs(value - found[at]!)));
    expect(worst / scale).toBeLessThan(1e-5);
  });

  it('has every weight of the file, shared ones once for each use', async () => {
    const [zip, legacy] = await Promise.all([read(`${name}.keras`), read(`${name}.h5`)]);
    const keys = [...zip.weights!.keys()];
    expect([...legacy.weights!.keys()].sort()).toEqual([...keys].sort());
    for (const key of keys) expect(legacy.weights!.get(key), key).toEqual(zip.weights!.get(key));
    const copied = zip.document.layers.some(({ name: layer }) => layer === 'shared_1');
    const count = keys.reduce((sum, key) => sum + zip.weights!.get(key)!.length, 0);
    expect(count).toBe(expected.weights + (copied ? sizeOf([5, 4]) + 4 : 0));
  });

  it('comes without weights from its description', async () => {
    const described = await read(`${name}.json`);
    const whole = await read(`${name}.keras`);
    expect(described.weights).toBeNull();
    expect(described.document).toEqual({ ...whole.document, name: described.document.name });
  });
});

it('has golden files for each model', () => {
  const stems = new Set(readdirSync(folder).map((file) => file.split('.')[0]!));
  expect([...stems].sort()).toEqual([...Object.keys(models), 'expected'].sort());
});
