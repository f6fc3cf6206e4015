import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LayerKind, Params } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import { constrain } from '../../src/layers/rules.ts';
import type { Shape } from '../../src/layers/shape.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { grids } from './grids.ts';
import { countMacs } from './macs.ts';
import { maxDifference, randomTensor, randomWeights, run } from './support.ts';

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const batch = 2;

/** The same layer, read by TensorFlow.js from the `model.json` that the kind's description gives. */
async function build(kind: LayerKind, params: Params, inputs: readonly Shape[]) {
  const { className, config } = kind.tfjs(params, inputs)!;
  const sources = inputs.map((shape, index) => ({
    class_name: 'InputLayer',
    name: `input_${index}`,
    config: { name: `input_${index}`, batch_input_shape: [null, ...shape], dtype: 'float32' },
    inbound_nodes: [],
  }));
  const tested = {
    class_name: className,
    name: 'tested',
    config: { ...config, name: 'tested' },
    inbound_nodes: [sources.map(({ name }) => [name, 0, 0, {}])],
  };
  const modelTopology = {
    class_name: 'Model',
    config: {
      name: 'model',
      layers: [...sources, tested],
      input_layers: sources.map(({ name }) => [name, 0, 0]),
      output_layers: [['tested', 0, 0]],
    },
  };
  const model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology }));
  return { model, layer: model.getLayer('tested'), shape: model.outputs[0]!.shape.slice(1) };
}

/** `kernel`, or `forward_kernel` in a layer of two directions. */
function ownName(path: string): string {
  const direction = /(forward|backward)_/.exec(path);
  const name = path.split('/').at(-1)!;
  return direction ? `${direction[1]}_${name}` : name;
}

describe.each(Object.values<LayerKind>(kinds))('$kind', (kind) => {
  const cases = grids[kind.kind as keyof typeof grids].map((each) => ({
    params: kind.parameters.parse(each.params),
    inputs: each.inputs as readonly Shape[],
    indices: each.indices,
    label: `${JSON.stringify(each.params)} on ${each.inputs.map((shape) => shape.join('x')).join(' and ')}`,
  }));

  describe.each(cases)('$label', ({ params, inputs, indices }) => {
    const fed = kind.inputs.max === 0 ? [kind.inferShape(params, inputs).shape!] : inputs;
    const tensors = (): Tensor[] =>
      fed.map((shape, index) => {
        const values = randomTensor(tf, [batch, ...shape], 1 + index);
        return indices ? tf.floor(tf.mul(tf.div(tf.add(values, 1), 2), indices)) : values;
      });

    it('infers the shape it computes', () => {
      const { shape, problems } = kind.inferShape(params, inputs);
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      const output = run(tf, kind, params, tensors(), randomWeights(tf, kind, params, inputs));
      expect(output.shape).toEqual([batch, ...shape!]);
    });

    it('survives a round trip through JSON', () => {
      expect(kind.parameters.parse(JSON.parse(JSON.stringify(params)))).toEqual(params);
      expect(typeof kind.summary(params)).toBe('string');
    });

    it('trains: one step changes every trainable weight', () => {
      const specs = kind.weights(params, inputs);
      const start = randomWeights(tf, kind, params, inputs);
      const variables = specs.map(({ name, trainable }) => tf.variable(start[name]!, trainable));
      const trainable = variables.filter((variable) => variable.trainable);
      if (trainable.length === 0) return expect(specs.every((spec) => !spec.trainable)).toBe(true);

      const weights = Object.fromEntries(specs.map(({ name }, index) => [name, variables[index]!]));
      const { shape } = kind.inferShape(params, inputs);
      const direction = randomTensor(tf, [batch, ...shape!], 50);
      const { grads } = tf.variableGrads(
        () => tf.sum(tf.mul(run(tf, kind, params, tensors(), weights, { training: true }), direction)),
        trainable,
      );
      tf.train.sgd(0.1).applyGradients(grads);
      for (const [index, { name, trainable: trained }] of specs.entries()) {
        const change = maxDifference(variables[index]!, start[name]!);
        // The state before the first step of a sequence is 0, whatever it is multiplied by.
        const meetsNothing = /recurrent_kernel$/.test(name) && inputs[0]![0] === 1;
        if (meetsNothing) expect(change, name).toBe(0);
        else if (trained) expect(change, name).toBeGreaterThan(1e-6);
      }
    });

    const described = kind.inputs.max > 0 && kind.tfjs(params, inputs) !== null;
    // What TensorFlow.js has no layer for is held against Keras's own numbers in tests/golden.
    if (!described) return;
    // TensorFlow.js's own layers give wrong values on its own backends there; ours are held against Keras in tests/golden.
    const wrongElsewhere =
      (kind.kind === 'batchNormalization' && params['axis'] !== -1) || kind.kind === 'prelu';
    const tags = wrongElsewhere ? ['native'] : [];
    it('has the shape, weights, values and MACs of the layer TensorFlow.js builds', { tags }, async () => {
      const { model, layer, shape } = await build(kind, params, inputs);
      const inferred = kind.inferShape(params, inputs).shape!;
      expect(inferred).toEqual(shape);

      const own = kind.weights(params, inputs);
      const theirs = layer.weights.map((weight) => ({
        name: ownName(weight.originalName),
        shape: weight.shape,
        trainable: (weight as unknown as { trainable: boolean }).trainable,
      }));
      const plain = own.map((spec) => ({ name: spec.name, shape: spec.shape, trainable: spec.trainable }));
      expect(new Set(plain.map((spec) => JSON.stringify(spec)))).toEqual(
        new Set(theirs.map((spec) => JSON.stringify(spec))),
      );

      const drawn = randomWeights(tf, kind, params, inputs);
      const weights = Object.fromEntries(
        own.map(({ name, constraint }) => [
          name,
          constraint ? constrain(tf, constraint, drawn[name]!) : drawn[name]!,
        ]),
      );
      // TensorFlow.js applies its constraint to what it is given.
      layer.setWeights(theirs.map(({ name }) => drawn[name]!));
      const xs = tensors();
      const expected = model.predict(xs) as Tensor;
      expect(maxDifference(run(tf, kind, params, xs, weights), expected)).toBeLessThanOrEqual(1e-5);

      const one = xs.map((x) => tf.slice(x, 0, 1));
      const executed = await countMacs(tf, () => model.predict(one));
      // TensorFlow.js multiplies two vectors value by value and sums, where no kernel tells of it.
      const scalarProduct = kind.kind === 'dot' && inputs.every((shape) => shape.length === 1);
      expect(kind.macs(params, inputs, inferred)).toBe(scalarProduct ? inputs[0]![0] : executed);
    });
  });
});
