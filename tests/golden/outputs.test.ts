import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { forwardTraining } from '../../src/engine/model/forward.ts';
import { applyMeaning, lossInput, readingOf } from '../../src/engine/model/outputs.ts';
import { noRandom } from '../../src/engine/model/random.ts';
import type { LayerKind, Params } from '../../src/layers/kind.ts';
import { type KindName, kinds } from '../../src/layers/registry.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../../src/network/network.ts';
import { classAnswer } from '../../src/network/outputs.ts';
import { lossOf } from '../../src/training/losses/registry.ts';
import { loadTensorFlow } from '../support/backend.ts';

/** One case of outputs.json, which make_outputs.py makes. */
interface Case {
  readonly name: string;
  /** Kind, parameters, and which results it takes; 0 is the input, 1 the first layer's. */
  readonly layers: readonly (readonly [KindName, Params, readonly number[]])[];
  readonly loss: string;
  readonly shape: number[];
  readonly x: number[];
  readonly targets: number[];
  readonly outputs: number[];
  /** The loss of each example. */
  readonly each: number[];
  /** Of the sum of the losses, for the inputs. */
  readonly gradient: number[];
}

const cases: Case[] = JSON.parse(readFileSync(new URL('outputs.json', import.meta.url), 'utf8'));

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

function networkOf({ layers, shape }: Case): Network {
  const built: NetworkLayer[] = [];
  const add = (name: KindName, given: Params, from: readonly number[]): void => {
    const kind = kinds[name] as unknown as LayerKind;
    const params = kind.parameters.parse(given);
    const sources = from.map((at) => built[at]!);
    const inputShapes = sources.map(({ outputShape }) => outputShape);
    const outputShape = kind.inferShape(params, inputShapes).shape!;
    const id = `layer-${built.length}`;
    const inputs = sources.map((source) => source.id);
    built.push({ id, name: id, kind, params, inputs, inputShapes, outputShape, weights: [] });
  };
  add('input', { shape }, []);
  for (const [kind, params, from] of layers) add(kind, params, from);
  return { layers: built, inputs: ['layer-0'], outputs: [`layer-${layers.length}`] };
}

function far(actual: Tensor, expected: readonly number[]): number {
  const differences = Array.from(actual.dataSync(), (value, at) => Math.abs(value - expected[at]!));
  // A NaN is as far as can be.
  return differences.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(0, ...differences);
}

it.each(cases)('$name, trained with $loss, is to Keras what it is to us', (golden) => {
  const kind = lossOf(golden.loss)!;
  const params = kind.parameters.parse(golden.loss === 'focal' ? { alpha: 0.25, gamma: 2 } : {});
  const network = networkOf(golden);
  const reading = readingOf({ network, settings: { loss: { kind } }, target: 'class' });
  expect(reading.meaning).toBe('probabilities');
  const x = tf.tensor(golden.x, [3, ...golden.shape]);
  const targets = tf.tensor(golden.targets, [3, 4]);
  const forward = (input: Tensor, logitsOf: string | null): Tensor =>
    forwardTraining(tf, network, new Map(), input, logitsOf, {
      training: () => false,
      random: () => noRandom,
      update: () => {},
    });
  const lossOfEach = (input: Tensor): Tensor =>
    kind.perExample(tf, params, targets, lossInput(tf, reading, forward(input, reading.logitsOf)));

  const outputs = forward(x, null);
  expect(far(outputs, golden.outputs)).toBeLessThan(1e-5);
  expect(far(lossOfEach(x), golden.each)).toBeLessThan(2e-5);
  expect(far(tf.grad((input) => tf.sum(lossOfEach(input)))(x), golden.gradient)).toBeLessThan(5e-5);

  // What is measured, and what a prediction says, are the same numbers with the same answer.
  const meant = applyMeaning(tf, reading, forward(x, reading.logitsOf));
  const answers = golden.each.map((_, at) => classAnswer(reading, golden.outputs.slice(4 * at, 4 * at + 4)));
  expect(
    far(
      meant,
      answers.flatMap(({ values }) => values),
    ),
  ).toBeLessThan(1e-5);
  const scores = lossInput(tf, reading, forward(x, reading.logitsOf));
  expect([...tf.argMax(scores, -1).dataSync()]).toEqual(answers.map(({ label }) => label));
});
