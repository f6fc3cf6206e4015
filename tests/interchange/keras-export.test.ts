import { beforeAll, describe, expect, it } from 'vitest';
import { collectFiles } from '../../src/interchange/collect.ts';
import { kerasFormat, legacyFormat } from '../../src/interchange/keras/export.ts';
import { keras } from '../../src/interchange/keras/import.ts';
import type { TrainedNetwork } from '../../src/interchange/sources.ts';
import type { LayerKind } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { analyze } from '../../src/network/analyze.ts';
import { grids } from '../conformance/grids.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { compute, networkOf, type Part, part } from './networks.ts';

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

/** A kind with its last parameters, and inputs of its own; names that Keras does not take. */
function networkFor(kind: LayerKind) {
  const { params, inputs } = grids[kind.kind as keyof typeof grids].at(-1)!;
  const names = inputs.map((_, at) => `a/in${at}`);
  const parts = names.map((name, at): Part => part('input', name, { shape: inputs[at] }));
  const own: Part = { name: 'a/b', kind, params, inputs: names };
  // Something to train, whatever the kind.
  return networkOf([...parts, own, part('dense', 'end', { units: 2 }, 'a/b')], ['end']);
}

const plain = (name: string): string => name.replaceAll('/', '_');
const formats = { keras: kerasFormat, h5: legacyFormat };
/** A document has one input: those that merge several are in the golden files. */
const every = Object.values<LayerKind>(kinds).filter(({ inputs }) => inputs.max === 1);

describe.each(['keras', 'h5'] as const)('.%s', (suffix) => {
  const write = async (trained: TrainedNetwork) =>
    collectFiles(formats[suffix].write(trained, { input: 'floats' }));
  const readBack = (bytes: Uint8Array) =>
    keras.read({ main: { name: `model.${suffix}`, bytes }, beside: async () => null });

  it('is read as the same network with the same weights, whatever the kind', async () => {
    for (const kind of every) {
      const network = networkFor(kind);
      const { trained } = compute(tf, network);
      const [model, ...others] = await write(trained);
      const imported = await readBack(model!.bytes);
      expect(imported.report.map(({ status }) => status)).toEqual(network.layers.map(() => 'kept'));
      expect(others.map(({ path }) => path).filter((path) => path !== 'convas_layers.py')).toEqual([]);
      const { network: read, problems } = analyze(imported.document, null);
      expect(
        problems.filter(({ severity }) => severity === 'error'),
        kind.kind,
      ).toEqual([]);
      const found = read!;
      expect(found.layers.map(({ name }) => name)).toEqual(network.layers.map(({ name }) => plain(name)));
      for (const [at, { name, outputShape, weights }] of network.layers.entries()) {
        expect(found.layers[at]).toMatchObject({ outputShape });
        for (const { name: weight } of weights) {
          const values = imported.weights!.get(`${plain(name)}/${weight}`);
          expect(values, kind.kind).toEqual(trained.weights.get(`${name}/${weight}`));
        }
      }
    }
  });

  it('keeps class names, what is frozen, and the document', async () => {
    const { trained } = compute(tf, networkFor(kinds.dense as unknown as LayerKind));
    const [model] = await write({ ...trained, labels: ['um', 'dois'], frozen: new Set(['a/b']) });
    const { labels, document } = await readBack(model!.bytes);
    expect(labels).toEqual(['um', 'dois']);
    expect(document.training.layers).toEqual({ [document.layers[1]!.id]: { frozen: true } });
    expect(Buffer.from(model!.bytes).includes('\\"format\\":')).toBe(true);
  });

  it('brings the classes that Keras lacks where they are needed', async () => {
    const own = [];
    for (const kind of every) {
      const files = await write(compute(tf, networkFor(kind)).trained);
      if (files.length > 1) own.push(kind.kind);
    }
    expect(own).toEqual(
      [
        'partiallyConnectedConv2d',
        'subsampling2d',
        'rbfOutput',
        'rgbToGrayscale',
        'localResponseNormalization',
      ].sort((a, b) => every.findIndex(({ kind }) => kind === a) - every.findIndex(({ kind }) => kind === b)),
    );
  });
});
