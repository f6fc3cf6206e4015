import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LayerKind } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import { type Shape, sizeOf } from '../../src/layers/shape.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import { fieldAfter, fieldOfInput } from '../../src/network/receptive-field.ts';
import { grids } from './grids.ts';
import { loadNative } from './native.ts';
import { randomTensor, randomWeights, run } from './support.ts';

let tf: TF;
beforeAll(async () => {
  tf = await loadNative();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

/** Which rows and columns of the input one output element depends on, by its gradient: [first, last] for each axis. */
function seen(gradient: Tensor, axes: number): (readonly [number, number])[] {
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

const cases = Object.values<LayerKind>(kinds).flatMap((kind) => {
  // The field is that of values: the statistics that these divide by come from everywhere.
  if (kind.family === 'normalization') return [];
  return grids[kind.kind as keyof typeof grids].flatMap((each) => {
    const params = kind.parameters.parse(each.params);
    const inputs = each.inputs as readonly Shape[];
    const output = kind.inferShape(params, inputs).shape!;
    if (inputs.length !== 1 || inputs[0]!.length < 2 || output.length !== inputs[0]!.length) return [];
    const window = kind.window(params, inputs);
    if (each.indices || window.reach === 'permuted') return [];
    const label = `${kind.kind} ${JSON.stringify(each.params)} on ${inputs[0]!.join('x')}`;
    return [{ label, kind, params, inputs, window, output }];
  });
});

describe('an output depends on the pixels of its receptive field', () => {
  it.each(cases)('$label', ({ label, kind, params, inputs, window, output }) => {
    const [shape] = inputs as [Shape];
    const takesLargest = /maxPooling/.test(label);
    const field = fieldAfter([fieldOfInput(shape)], window, output)!;
    const axes = shape.length - 1;
    const weights = Object.fromEntries(
      Object.entries(randomWeights(tf, kind, params, inputs)).map(([name, w]) => [name, tf.abs(w)]),
    );
    const x = tf.add(tf.abs(randomTensor(tf, [1, ...shape], 1)), 0.1);
    const places = output.slice(0, -1);
    for (let place = 0; place < sizeOf(places); place++) {
      const at = places.map((length, axis) => Math.floor(place / sizeOf(places.slice(axis + 1))) % length);
      const one = tf.tidy(() =>
        tf.grad((each: Tensor) => {
          const y = run(tf, kind, params, [each], weights);
          return tf.sum(tf.slice(y, [0, ...at, 0], [1, ...at.map(() => 1), -1]));
        })(x),
      );
      for (const [axis, [first, last]] of seen(one, axes).entries()) {
        if (first > last) continue;
        const from = field.start[axis]! + at[axis]! * field.stride[axis]!;
        expect(first, `first of axis ${axis} at ${at}`).toBeGreaterThanOrEqual(Math.floor(from));
        const to = from + field.size[axis]! - 1;
        expect(last, `last of axis ${axis} at ${at}`).toBeLessThanOrEqual(Math.ceil(to));
        // And on all of them, where it is inside; the largest of a window is one alone.
        const inside = window.reach === 'local' && from >= 0 && to < shape[axis]!;
        if (!inside || !Number.isInteger(field.stride[axis]) || takesLargest) continue;
        if (Number.isInteger(from)) expect([first, last], `axis ${axis} at ${at}`).toEqual([from, to]);
      }
    }
  });
});
