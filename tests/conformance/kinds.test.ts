import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal, type TfjsLayer } from '../../src/interchange/tfjs/layer.ts';
import { express } from '../../src/interchange/tfjs/table.ts';
import type { LayerKind } from '../../src/layers/kind.ts';
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

/** The same layer, read by TensorFlow.js from the layers that the exporter writes for it. */
async function build(links: readonly TfjsLayer[], inputs: readonly Shape[]) {
  const sources = inputs.map((shape, index) => ({
    class_name: 'InputLayer',
    name: `input_${index}`,
    config: { name: `input_${index}`, batch_input_shape: [null, ...shape], dtype: 'float32' },
    inbound_nodes: [],
  }));
  const names = links.map((_, at) => `tested_${at}`);
  const tested = links.map(({ className, config }, at) => ({
    class_name: className,
    name: names[at],
    config: { ...config, name: names[at] },
    inbound_nodes: [
      (at === 0 ? sources.map(({ name }) => name) : [names[at - 1]]).map((name) => [name, 0, 0, {}]),
    ],
  }));
  const modelTopology = {
    class_name: 'Model',
    config: {
      name: 'model',
      layers: [...sources, ...tested],
      input_layers: sources.map(({ name }) => [name, 0, 0]),
      output_layers: [[names.at(-1), 0, 0]],
    },
  };
  const model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology }));
  const held = links.findIndex(({ weights }) => weights);
  const layer = model.getLayer(names.at(held)!);
  return { model, layer, layout: links.at(held)!.weights ?? {}, shape: model.outputs[0]!.shape.slice(1) };
}

describe.each(Object.values<LayerKind>(kinds))('$kind', (kind) => {
  const cases = grids[kind.kind as keyof typeof grids].map((each) => ({
    given: each.params,
    params: kind.parameters.parse(each.params),
    inputs: each.inputs as readonly Shape[],
    indices: each.indices,
    label: `${JSON.stringify(each.params)} on ${each.inputs.map((shape) => shape.join('x')).join(' and ')}`,
  }));

  describe.each(cases)('$label', ({ given, params, inputs, indices }) => {
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

    it('takes every parameter that it is given, and keeps it through JSON', () => {
      expect(params).toMatchObject(given);
      expect(kind.parameters.parse(JSON.parse(JSON.stringify(params)))).toStrictEqual(params);
      expect(kind.summary(params)).not.toMatch(/undefined|NaN|\[object|^\s|\s$/);
    });

    it('trains: one step changes every trainable weight', () => {
      const specs = kind.weights(params, inputs);
      const start = randomWeights(tf, kind, params, inputs);
      const variables = specs.map(({ name, trainable }) => tf.variable(start[name]!, trainable));
      const trainable = variables.filter((variable) => variable.trainable);
      const weights = Object.fromEntries(specs.map(({ name }, index) => [name, variables[index]!]));
      const { shape } = kind.inferShape(params, inputs);
      const direction = randomTensor(tf, [batch, ...shape!], 50);
      if (trainable.length === 0) {
        // Without weights to learn, the layers before it must get a gradient through it.
        const slopes = tf.grads((...xs: Tensor[]) =>
          tf.sum(tf.mul(run(tf, kind, params, xs, weights, { training: true }), direction)),
        )(tensors());
        for (const slope of slopes) {
          const largest = tf.max(tf.abs(slope)).dataSync()[0]!;
          expect(largest).toBeGreaterThan(0);
          expect(largest).toBeLessThan(1e6);
        }
        return;
      }
      const updated = new Set<string>();
      const { grads } = tf.variableGrads(
        () =>
          tf.sum(
            tf.mul(
              run(tf, kind, params, tensors(), weights, {
                training: true,
                update: (name) => updated.add(name),
              }),
              direction,
            ),
          ),
        trainable,
      );
      tf.train.sgd(0.1).applyGradients(grads);
      for (const [index, { name, trainable: trained }] of specs.entries()) {
        const change = maxDifference(variables[index]!, start[name]!);
        // The state before the first step of a sequence is 0, whatever it is multiplied by.
        const meetsNothing = /recurrent_kernel$/.test(name) && inputs[0]![0] === 1;
        if (meetsNothing) expect(change, name).toBe(0);
        else if (trained) expect(change, name).toBeGreaterThan(1e-6);
        // What is not trained follows the batches instead.
        expect(updated.has(name), name).toBe(!trained);
      }
    });

    const expression = express(kind, params, inputs);
    // What TensorFlow.js has no layer for is held against Keras's own numbers in tests/golden.
    if (kind.inputs.max === 0 || isRefusal(expression)) return;
    it('has the shape, weights, values and MACs of the layer TensorFlow.js builds', async () => {
      const { model, layer, layout, shape } = await build(expression, inputs);
      const inferred = kind.inferShape(params, inputs).shape!;
      expect(inferred).toEqual(shape);

      const own = kind.weights(params, inputs);
      const theirs = layer.weights.map((weight) => ({
        name: weight.originalName.split('/').slice(1).join('/'),
        shape: weight.shape,
        trainable: (weight as unknown as { trainable: boolean }).trainable,
      }));
      const pathOf = (name: string) => layout.path?.(name) ?? name;
      const plain = own.map((spec) => ({
        name: pathOf(spec.name),
        shape: layout.shape?.(spec) ?? spec.shape,
        trainable: spec.trainable,
      }));
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
      const byPath = new Map(own.map(({ name }) => [pathOf(name), drawn[name]!]));
      layer.setWeights(
        theirs.map(({ name, shape: own }) => tf.reshape(byPath.get(name)!, [...own] as number[])),
      );
      const xs = tensors();
      const expected = model.predict(xs) as Tensor;
      expect(maxDifference(run(tf, kind, params, xs, weights), expected)).toBeLessThanOrEqual(1e-5);

      // Where several layers stand for it, they multiply more than it does.
      if (expression.length > 1) return;
      const one = xs.map((x) => tf.slice(x, 0, 1));
      const executed = await countMacs(tf, () => model.predict(one));
      // TensorFlow.js multiplies two vectors value by value and sums, where no kernel is named for it.
      const scalarProduct = kind.kind === 'dot' && inputs.every((shape) => shape.length === 1);
      expect(kind.macs(params, inputs, inferred)).toBe(scalarProduct ? inputs[0]![0] : executed);
    });
  });
});
