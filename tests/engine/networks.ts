import type { KindId, LayerKind, Params } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import { type Shape, sizeOf } from '../../src/layers/shape.ts';
import type { Network, NetworkLayer } from '../../src/network/network.ts';
import { sentence } from '../../src/text/message.ts';

type Kinds = typeof kinds;
export type LayerOf = { [K in keyof Kinds]: readonly [kind: K, params?: Params, name?: string] }[keyof Kinds];

/** A chain of layers as a network, without going through a document. */
export function chain(...layers: readonly LayerOf[]): Network {
  const built: NetworkLayer[] = [];
  for (const [index, [name, given, title]] of layers.entries()) {
    const kind = kinds[name] as unknown as NetworkLayer['kind'];
    const params = kind.parameters.parse(given ?? {});
    const before = built.at(-1);
    const inputShapes = before ? [before.outputShape] : [];
    const { shape, problems } = kind.inferShape(params, inputShapes);
    if (!shape) throw new Error(sentence(problems[0]?.message ?? ''));
    built.push({
      id: `layer-${index}`,
      name: title ?? `${name}_${index}`,
      kind,
      params,
      inputs: before ? [before.id] : [],
      inputShapes,
      outputShape: shape,
      weights: kind.weights(params, inputShapes),
    });
  }
  return { layers: built, inputs: [built[0]!.id], outputs: [built.at(-1)!.id] };
}

/** LeNet-5 of the course table: 61,706 parameters. */
export const lenet = (): Network =>
  chain(
    ['input', { shape: [32, 32, 1] }],
    ['conv2d', { filters: 6, kernelSize: [5, 5], activation: 'tanh' }, 'C1'],
    ['averagePooling2d', { poolSize: [2, 2], strides: [2, 2] }, 'S2'],
    ['conv2d', { filters: 16, kernelSize: [5, 5], activation: 'tanh' }, 'C3'],
    ['averagePooling2d', { poolSize: [2, 2], strides: [2, 2] }, 'S4'],
    ['conv2d', { filters: 120, kernelSize: [5, 5], activation: 'tanh' }, 'C5'],
    ['flatten'],
    ['dense', { units: 84, activation: 'tanh' }, 'F6'],
    ['dense', { units: 10, activation: 'softmax' }, 'output'],
  );

/** A layer of no catalogue, for building around others. */
const helper = (
  kind: string,
  outputOf: (params: Params, inputs: readonly Shape[]) => Shape,
  forward: LayerKind['forward'],
): LayerKind => ({
  ...(kinds.flatten as unknown as LayerKind),
  kind: kind as KindId,
  inferShape: (params, inputs) => ({ shape: outputOf(params, inputs), problems: [] }),
  weights: () => [],
  forward,
});

/** Takes part of a vector, in some shape. */
const part = helper(
  'part',
  (params) => params['shape'] as Shape,
  (tf, params, { inputs }) => {
    const { start, shape } = params as { start: number; shape: Shape };
    const size = sizeOf(shape);
    return tf.reshape(tf.slice(inputs[0]!, [0, start], [-1, size]), [-1, ...shape]);
  },
);

const flat = helper(
  'flat',
  (_params, [shape]) => [sizeOf(shape!)],
  (tf, _params, { inputs }) => tf.reshape(inputs[0]!, [inputs[0]!.shape[0]!, -1]),
);

/**
 * A whole network around one layer: the input is a vector that its inputs are cut from, three classes come out.
 * A layer without inputs is the input itself.
 */
export function around(kind: LayerKind, given: Params, inputs: readonly Shape[]): Network {
  const layers: NetworkLayer[] = [];
  const add = (id: string, own: LayerKind, params: Params, from: readonly string[]): Shape => {
    const inputShapes = from.map((name) => layers.find((layer) => layer.id === name)!.outputShape);
    const { shape, problems } = own.inferShape(params, inputShapes);
    if (!shape) throw new Error(sentence(problems[0]?.message ?? ''));
    const weights = own.weights(params, inputShapes);
    layers.push({ id, name: id, kind: own, params, inputs: from, inputShapes, outputShape: shape, weights });
    return shape;
  };
  const params = kind.parameters.parse(given);
  if (inputs.length === 0) {
    add('layer', kind, params, []);
  } else {
    const total = inputs.reduce((sum, shape) => sum + sizeOf(shape), 0);
    add('input', kinds.input as unknown as LayerKind, { shape: [total] }, []);
    let start = 0;
    for (const [index, shape] of inputs.entries()) {
      add(`part-${index}`, part, { start, shape }, ['input']);
      start += sizeOf(shape);
    }
    const parts = inputs.map((_, index) => `part-${index}`);
    add('layer', kind, params, parts);
  }
  add('flat', flat, {}, ['layer']);
  const dense = kinds.dense as unknown as LayerKind;
  add('output', dense, dense.parameters.parse({ units: 3, activation: 'softmax' }), ['flat']);
  return { layers, inputs: [layers[0]!.id], outputs: ['output'] };
}
