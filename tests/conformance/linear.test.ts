import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LayerKind } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import type { Shape } from '../../src/layers/shape.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { grids } from './grids.ts';
import { maxDifference, randomTensor, randomWeights, run } from './support.ts';

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const cases = Object.values<LayerKind>(kinds).flatMap((kind) =>
  grids[kind.kind as keyof typeof grids].flatMap((each) => {
    const params = kind.parameters.parse(each.params);
    return kind.linear?.(params) ? [{ kind, params, shape: each.inputs[0]! as Shape, name: kind.kind }] : [];
  }),
);

describe('what a kind tells of being linear', () => {
  it.each(cases)('holds for $name $params', ({ kind, params, shape }) => {
    const weights = randomWeights(tf, kind, params, [shape]);
    const [a, b] = [1, 2].map((seed) => randomTensor(tf, [2, ...shape], seed));
    const of = (x: typeof a) => run(tf, kind, params, [x!], weights);
    // An affine map takes the middle of two inputs to the middle of the outputs.
    const middle = of(tf.div(tf.add(a!, b!), 2));
    expect(maxDifference(middle, tf.div(tf.add(of(a), of(b)), 2))).toBeLessThan(1e-5);
  });
});
