import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LayerKind, Params } from '../../src/layers/kind.ts';
import { type KindName, kinds } from '../../src/layers/registry.ts';
import { type Shape, sizeOf } from '../../src/layers/shape.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import { type Span, spanAt } from '../../src/network/axis-field.ts';
import { type FieldState, fieldAfter, fieldOfInput } from '../../src/network/receptive-field.ts';
import { sentence } from '../../src/text/message.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { grids } from './grids.ts';
import { randomTensor, randomWeights, run } from './support.ts';

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

/** Which rows and columns of the input one output element depends on, by its gradient: [first, last] for each axis. */
function seen(gradient: Tensor, axes: number): Span[] {
  const values = gradient.dataSync();
  const shape = gradient.shape;
  return Array.from({ length: axes }, (_, axis) => {
    const after = sizeOf(shape.slice(axis + 2));
    let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    values.forEach((value, index) => {
      if (value === 0) return;
      const at = Math.floor(index / after) % shape[axis + 1]!;
      first = Math.min(first, at);
      last = Math.max(last, at);
    });
    return [first, last] as const;
  });
}

/** A layer of a small network: what it takes from is named; `x` is the input. */
type Step = readonly [name: string, kind: KindName, params: Params, from: readonly string[]];

/** The same weights each time, none negative, so that nothing cancels out. */
function positive(kind: LayerKind, params: Params, inputs: readonly Shape[]): Record<string, Tensor> {
  const weights = Object.entries(randomWeights(tf, kind, params, inputs));
  return Object.fromEntries(weights.map(([name, weight]) => [name, tf.add(tf.abs(weight), 0.05)]));
}

interface Built {
  readonly field: FieldState | null;
  readonly output: Shape;
  forward(x: Tensor): Tensor;
}

function build(input: Shape, steps: readonly Step[]): Built {
  const shapes = new Map<string, Shape>([['x', input]]);
  const fields = new Map([['x', fieldOfInput(input)]]);
  const layers = steps.map(([name, of, given, from]) => {
    const kind = kinds[of] as unknown as LayerKind;
    const params = kind.parameters.parse(given);
    const inputs = from.map((each) => shapes.get(each)!);
    const { shape, problems } = kind.inferShape(params, inputs);
    if (!shape) throw new Error(sentence(problems[0]?.message ?? ''));
    shapes.set(name, shape);
    fields.set(
      name,
      fieldAfter(
        from.map((each) => fields.get(each)!),
        kind.window(params, inputs),
        shape,
      ),
    );
    return { name, kind, params, from, weights: positive(kind, params, inputs) };
  });
  const last = steps.at(-1)![0];
  return {
    field: fields.get(last)!,
    output: shapes.get(last)!,
    forward(x) {
      const results = new Map([['x', x]]);
      for (const { name, kind, params, from, weights } of layers) {
        const inputs = from.map((each) => results.get(each)!);
        results.set(name, run(tf, kind, params, inputs, weights));
      }
      return results.get(last)!;
    },
  };
}

/** Up to 48 of the positions, the first and the last among them; strides of 2 and 3 meet them in all their phases. */
function someOf(count: number): number[] {
  let step = Math.ceil(count / 48);
  while (step > 1 && (step % 2 === 0 || step % 3 === 0)) step++;
  const chosen = Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
  return [...new Set([...chosen, count - 1])];
}

/**
 * Where a position must see the whole of its field, besides nothing else: everywhere, where the field does not reach
 * into the padding, or nowhere, because a maximum hides some of it or the field is the least that holds all of several.
 */
type Exact = 'everywhere' | 'inside' | 'nowhere';

/** Holds what each output position is said to see against its gradient. */
function compare(input: Shape, { field, output, forward }: Built, exact: Exact): void {
  const { along, axes } = field!;
  const image = output.length === axes.length + 1;
  const places = image ? output.slice(0, -1) : output.slice(0, -1).map(() => 1);
  const x = tf.add(tf.abs(randomTensor(tf, [1, ...input], 1)), 0.1);
  for (const place of someOf(sizeOf(places))) {
    const at = places.map((length, axis) => Math.floor(place / sizeOf(places.slice(axis + 1))) % length);
    const one = tf.tidy(() =>
      tf.grad((each: Tensor) => {
        const y = forward(each);
        return image ? tf.sum(tf.slice(y, [0, ...at, 0], [1, ...at.map(() => 1), -1])) : tf.sum(y);
      })(x),
    );
    const spans = along.map((field, axis): Span => {
      // A permutation may have put the axis where the channels are: all of it is seen.
      const own = axes[axis]!;
      const positions = image && own < at.length ? [at[own]!] : [...Array(field.count).keys()];
      const all = positions.map((position) => spanAt(field, position));
      return [Math.min(...all.map(([first]) => first)), Math.max(...all.map(([, last]) => last))];
    });
    const clipped = spans.map(
      ([first, last], axis): Span => [Math.max(0, first), Math.min(input[axis]! - 1, last)],
    );
    const inside = spans.every(([first, last], axis) => first >= 0 && last < input[axis]!);
    const blind = clipped.some(([first, last]) => first > last);
    for (const [axis, [first, last]] of seen(one, input.length - 1).entries()) {
      const where = `axis ${axis} at ${at}`;
      const [from, to] = blind ? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] : clipped[axis]!;
      if (exact === 'everywhere' || (exact === 'inside' && inside)) {
        expect([first, last], where).toEqual([from, to]);
      } else if (first <= last) {
        expect(first, where).toBeGreaterThanOrEqual(from);
        expect(last, where).toBeLessThanOrEqual(to);
      }
    }
  }
}

/** Kinds whose outputs may not depend on all that they look at: the largest of a window, what a sequence read so far. */
const hides = /max|lstm|gru|bidirectional|activation|random|reshape/i;

const cases = Object.values<LayerKind>(kinds).flatMap((kind) => {
  // The field is that of values: the statistics that these divide by come from everywhere.
  if (kind.family === 'normalization') return [];
  return grids[kind.kind as keyof typeof grids].flatMap((each) => {
    const params = kind.parameters.parse(each.params);
    const inputs = each.inputs as readonly Shape[];
    const output = kind.inferShape(params, inputs).shape!;
    if (inputs.length !== 1 || inputs[0]!.length < 2 || each.indices) return [];
    // A layer that takes an axis away leaves no positions to hold against.
    if (output.length !== inputs[0]!.length && kind.window(params, inputs).reach !== 'whole') return [];
    const label = `${kind.kind} ${JSON.stringify(each.params)} on ${inputs[0]!.join('x')}`;
    return [{ label, name: kind.kind as KindName, params, input: inputs[0]! }];
  });
});

describe('an output depends on the pixels of its receptive field', () => {
  it.each(cases)('$label', ({ label, name, params, input }) => {
    compare(input, build(input, [['y', name, params, ['x']]]), hides.test(label) ? 'nowhere' : 'inside');
  });
});

const half = { strides: [2, 2], padding: 'same' };
type Case = readonly [input: Shape, steps: readonly Step[], exact?: Exact];
const networks: Readonly<Record<string, Case>> = {
  'squeeze and excitation': [
    [9, 8, 2],
    [
      ['conv', 'conv2d', { filters: 3, ...half }, ['x']],
      ['mean', 'globalAveragePooling2d', { keepdims: true }, ['conv']],
      ['gate', 'dense', { units: 3 }, ['mean']],
      ['y', 'multiply', {}, ['conv', 'gate']],
      ['after', 'conv2d', { filters: 2 }, ['y']],
    ],
  ],
  'squeeze and excitation through a vector': [
    [8, 8, 2],
    [
      ['mean', 'globalAveragePooling2d', {}, ['x']],
      ['gate', 'dense', { units: 2 }, ['mean']],
      ['shaped', 'reshape', { targetShape: [1, 1, 2] }, ['gate']],
      ['y', 'multiply', {}, ['x', 'shaped']],
    ],
  ],
  'a vector repeated as a sequence': [
    [6, 3],
    [
      ['conv', 'conv1d', { filters: 2, kernelSize: [2] }, ['x']],
      ['mean', 'globalAveragePooling1d', {}, ['conv']],
      ['repeated', 'repeatVector', { n: 4 }, ['mean']],
      ['y', 'conv1d', { filters: 2, kernelSize: [2] }, ['repeated']],
    ],
  ],
  'a vector laid out as an image': [
    [8, 6, 1],
    [
      ['flat', 'flatten', {}, ['x']],
      ['code', 'dense', { units: 12 }, ['flat']],
      ['image', 'reshape', { targetShape: [4, 3, 1] }, ['code']],
      ['y', 'conv2dTranspose', { filters: 1, ...half }, ['image']],
    ],
  ],
  'an image laid out in another way': [
    [4, 6, 1],
    [
      ['flat', 'flatten', {}, ['x']],
      ['y', 'reshape', { targetShape: [4, 3, 2] }, ['flat']],
    ],
    'nowhere',
  ],
  ...Object.fromEntries(
    [2, 3, 4, 5].map((size) => [
      `half strides of a transposed ${size}x${size} convolution`,
      [
        [16, 15, 1],
        [
          ['down', 'conv2d', { filters: 2, ...half }, ['x']],
          ['smaller', 'conv2d', { filters: 2, kernelSize: [2, 2], strides: [2, 2] }, ['down']],
          ['up', 'conv2dTranspose', { filters: 2, kernelSize: [size, size], ...half }, ['smaller']],
          ['y', 'conv2d', { filters: 1 }, ['up']],
          ['again', 'conv2dTranspose', { filters: 1, kernelSize: [size, 3], strides: [2, 3] }, ['y']],
        ],
      ],
    ]),
  ),
  'half strides of enlargements': [
    [14, 12, 1],
    [
      ['down', 'averagePooling2d', { poolSize: [3, 3], strides: [2, 2] }, ['x']],
      ['up', 'upSampling2d', { size: [2, 3] }, ['down']],
      ['y', 'conv2d', { filters: 1 }, ['up']],
      ['blended', 'upSampling2d', { size: [2, 2], interpolation: 'bilinear' }, ['y']],
    ],
    'inside',
  ],
  'sizes that do not divide': [
    [13, 12, 1],
    [
      ['conv', 'conv2d', { filters: 1, strides: [2, 2] }, ['x']],
      ['other', 'resizing', { height: 7, width: 8 }, ['conv']],
      ['y', 'conv2d', { filters: 1, kernelSize: [2, 2], strides: [2, 1] }, ['other']],
    ],
    'inside',
  ],
  'a decoder that takes back detail': [
    [12, 12, 1],
    [
      ['down', 'conv2d', { filters: 2, ...half }, ['x']],
      ['deep', 'conv2d', { filters: 2, ...half }, ['down']],
      ['up', 'upSampling2d', {}, ['deep']],
      ['both', 'concatenate', {}, ['down', 'up']],
      ['y', 'conv2dTranspose', { filters: 1, kernelSize: [2, 2], ...half }, ['both']],
    ],
  ],
  'branches below one another': [
    [8, 8, 1],
    [
      ['a', 'conv2d', { filters: 2, ...half }, ['x']],
      ['b', 'averagePooling2d', {}, ['x']],
      ['wide', 'conv2d', { filters: 2, kernelSize: [1, 1] }, ['b']],
      ['y', 'concatenate', { axis: 1 }, ['a', 'wide']],
      ['after', 'conv2d', { filters: 1, kernelSize: [2, 1], strides: [2, 1] }, ['y']],
    ],
    'nowhere',
  ],
  'axes in another order': [
    [7, 5, 2],
    [
      ['turned', 'permute', { dims: [2, 1, 3] }, ['x']],
      ['conv', 'conv2d', { filters: 2, kernelSize: [3, 2] }, ['turned']],
      ['y', 'conv2dTranspose', { filters: 1, kernelSize: [2, 2], strides: [1, 2] }, ['conv']],
    ],
  ],
};

describe('and so it does through several layers', () => {
  it.each(Object.entries(networks))('%s', (_name, [input, steps, exact = 'everywhere']) => {
    compare(input, build(input, steps), exact);
  });

  it('says in whole pixels how much is seen at most, and from where', () => {
    const fieldOf = (name: string) => {
      const [input, steps] = networks[name]!;
      const { size, stride, start } = build(input, steps).field!;
      return { size, stride, start };
    };
    // Every output of a gated convolution sees the whole image, and two pixels of padding.
    expect(fieldOf('squeeze and excitation through a vector')).toEqual({
      size: [8, 8],
      stride: [0, 0],
      start: [0, 0],
    });
    expect(fieldOf('a vector repeated as a sequence')).toEqual({ size: [6], stride: [0], start: [0] });
    expect(fieldOf('a decoder that takes back detail')).toMatchObject({ stride: [1, 1] });
  });
});
