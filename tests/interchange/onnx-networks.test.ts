import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareOutputs } from '../../src/interchange/compare.ts';
import { onnx } from '../../src/interchange/onnx/export.ts';
import { graphOf } from '../../src/interchange/onnx/model.ts';
import { startOnnxThread } from '../../src/interchange/onnx/runtime.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { onnxFile } from './files.ts';
import { compute, networkOf, type Part, part } from './networks.ts';

let tf: TF;
const thread = startOnnxThread();
beforeAll(async () => {
  tf = await loadTensorFlow();
});
afterAll(() => thread.end());

/** Operators of the exported network, whose outputs, and those of all its layers, agree with the engine's. */
async function exported(parts: readonly Part[], ...outputs: string[]): Promise<readonly string[]> {
  const network = networkOf(parts, outputs);
  const layers = parts.flatMap(({ name, inputs = [] }) => (inputs.length > 0 ? [name] : []));
  const all = compute(tf, { ...network, outputs: layers }, undefined, 3);
  const { trained, inputs, outputs: expected } = compute(tf, network, undefined, 3);
  for (const [shown, wanted] of [
    [trained, expected],
    [{ ...trained, network: { ...network, outputs: layers } }, all.outputs],
  ] as const) {
    await thread.ask({ kind: 'open', model: await onnxFile(shown) });
    const found = (await thread.ask({ kind: 'predict', inputs })).outputs;
    const { where, largest } = compareOutputs(wanted, found);
    expect(where).toBeNull();
    expect(largest).toBeLessThan(2e-5);
  }
  return graphOf(network, trained.weights, 'nhwc').nodes.map(({ op }) => op);
}

/** Of a convolution and what comes between it and the output. */
const image = (...rest: readonly Part[]): Part[] => [
  part('input', 'in', { shape: [5, 4, 2] }),
  part('conv2d', 'conv', { filters: 3, padding: 'same' }, 'in'),
  ...rest,
];

const moves = (ops: readonly string[]): readonly string[] =>
  ops.filter((op) => op === 'Transpose' || op === 'Gather');

it('permutes the rows of a Dense layer after a Flatten and what is between them', async () => {
  const ops = await exported(
    image(
      part('maxPooling2d', 'pool', { padding: 'same', strides: [2, 1] }, 'conv'),
      part('flatten', 'flat', {}, 'pool'),
      part('batchNormalization', 'norm', {}, 'flat'),
      part('prelu', 'slope', {}, 'norm'),
      part('layerNormalization', 'layer', {}, 'slope'),
      part('dropout', 'drop', {}, 'layer'),
      part('dense', 'out', { units: 4, activation: 'softmax' }, 'drop'),
    ),
    'out',
  );
  expect(moves(ops)).toEqual(['Transpose']);
  expect(ops.at(-1)).toBe('Softmax');
});

it('knows the order of flattened vectors side by side, and of their sum', async () => {
  const ops = await exported(
    image(
      part('flatten', 'a', {}, 'conv'),
      part('conv2d', 'second', { filters: 3, padding: 'same' }, 'conv'),
      part('flatten', 'b', {}, 'second'),
      part('add', 'sum', {}, 'a', 'b'),
      part('dense', 'few', { units: 5 }, 'a'),
      part('concatenate', 'both', {}, 'sum', 'few', 'b'),
      part('dense', 'out', { units: 4 }, 'both'),
    ),
    'out',
  );
  expect(moves(ops)).toEqual(['Transpose']);
});

it('puts vectors in order where another layer or the output needs them so', async () => {
  const parts = image(
    part('flatten', 'flat', {}, 'conv'),
    part('reshape', 'other', { targetShape: [10, 6] }, 'flat'),
    part('lstm', 'steps', { units: 3, returnSequences: true }, 'other'),
    part('dense', 'each', { units: 2 }, 'steps'),
  );
  expect(moves(await exported(parts, 'each', 'flat', 'conv')).length).toBeGreaterThan(2);
});

it('pads channels between two permutations without moving anything', async () => {
  const ops = await exported(
    image(
      part('permute', 'turned', { dims: [1, 3, 2] }, 'conv'),
      part('zeroPadding2d', 'wider', { padding: [0, 0, 1, 2] }, 'turned'),
      part('permute', 'back', { dims: [1, 3, 2] }, 'wider'),
      part('globalAveragePooling2d', 'mean', {}, 'back'),
      part('dense', 'out', { units: 2 }, 'mean'),
    ),
    'out',
  );
  expect(moves(ops)).toEqual(['Transpose']);
});

it('keeps the names of layers, whatever they are', async () => {
  const names = ['конв/1', ' ', 'in/channels_first', 'a/kernel', 'x'.repeat(200)];
  const parts = names.map((name, at) =>
    part('dense', name, { units: 3, activation: 'tanh' }, names[at - 1] ?? 'in'),
  );
  const network = networkOf([part('input', 'in', { shape: [4] }), ...parts], [names.at(-1)!]);
  await exported([part('input', 'in', { shape: [4] }), ...parts], names.at(-1)!);
  const { nodes, outputs } = graphOf(network, compute(tf, network).trained.weights, 'nhwc');
  expect(nodes.flatMap(({ op, name }) => (op === 'Gemm' ? [name] : []))).toEqual(names);
  expect(outputs).toEqual([{ name: names.at(-1), type: 'float', dims: ['batch', 3] }]);
});

it('takes and gives channels first where that is asked for', () => {
  const network = networkOf(image(), ['conv']);
  const { nodes, inputs, outputs } = graphOf(network, compute(tf, network).trained.weights, 'nchw');
  expect(nodes.map(({ op }) => op)).toEqual(['Conv']);
  expect(inputs[0]!.dims).toEqual(['batch', 2, 5, 4]);
  expect(outputs[0]!.dims).toEqual(['batch', 3, 5, 4]);
});

it('refuses weights beyond two gigabytes before it writes any, with the layer that holds most', () => {
  const network = networkOf(
    [
      part('input', 'in', { shape: [40_000] }),
      part('dense', 'large', { units: 15_000 }, 'in'),
      part('dense', 'small', { units: 10 }, 'large'),
    ],
    ['small'],
  );
  expect(
    onnx.supports(network, { layout: 'nhwc', precision: 'float32', calibration: 128, input: 'floats' }),
  ).toMatchObject([{ name: 'large', reason: { key: 'interchange.onnx-too-large' } }]);
});
