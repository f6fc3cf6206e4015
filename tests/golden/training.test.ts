import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { losses, lossOf } from '../../src/training/losses/registry.ts';
import { optimizerOf, optimizers } from '../../src/training/optimizers/registry.ts';
import type { Tensor, TF } from '../../src/training/tensorflow.ts';
import { loadTensorFlow } from '../support/backend.ts';

interface Packed {
  readonly shape: number[];
  readonly values: number[];
}

/** training.json, which make_training.py makes. */
interface Golden {
  readonly optimizers: readonly {
    readonly kind: string;
    readonly params: Record<string, unknown>;
    readonly start: Packed;
    readonly gradients: readonly Packed[];
    readonly weights: readonly Packed[];
  }[];
  readonly losses: readonly {
    readonly kind: string;
    readonly params: Record<string, unknown>;
    readonly targets: Packed;
    readonly predictions: Packed;
    readonly each: Packed;
    readonly gradient: Packed;
  }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('training.json', import.meta.url), 'utf8'));

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const unpack = ({ shape, values }: Packed): Tensor => tf.tensor(values, shape, 'float32');

function apart(tensor: Tensor, expected: Packed): number {
  expect(tensor.shape).toEqual(expected.shape);
  const values = tensor.dataSync();
  return expected.values.reduce((most, value, index) => {
    const difference = Math.abs(value - values[index]!);
    return Math.max(difference, most);
  }, 0);
}

const inWords = (params: object): string => JSON.stringify(params);

describe('optimizers follow Keras 3', () => {
  it('has a case for each', () => {
    expect(new Set(golden.optimizers.map(({ kind }) => kind))).toEqual(new Set(Object.keys(optimizers)));
  });

  it.each(golden.optimizers.map((each) => [each.kind, inWords(each.params), each] as const))(
    '%s %s',
    (name, _words, { params: given, start, gradients, weights }) => {
      const kind = optimizerOf(name)!;
      const params = kind.parameters.parse(given);
      let weight = unpack(start);
      let slots: Readonly<Record<string, Tensor>> = Object.fromEntries(
        kind.slots(params).map((slot) => [slot.name, tf.fill(start.shape, slot.initial)]),
      );
      for (const [index, gradient] of gradients.entries()) {
        const update = kind.update(tf, params, {
          weight,
          gradient: unpack(gradient),
          slots,
          learningRate: tf.scalar(params['learningRate'] as number),
          step: tf.scalar(index + 1),
        });
        ({ weight, slots } = update);
        expect(Object.keys(slots).sort()).toEqual(
          kind
            .slots(params)
            .map((slot) => slot.name)
            .sort(),
        );
        expect(apart(weight, weights[index]!)).toBeLessThan(3e-6);
      }
    },
  );
});

describe('losses follow Keras 3', () => {
  it('has a case for each', () => {
    expect(new Set(golden.losses.map(({ kind }) => kind))).toEqual(new Set(Object.keys(losses)));
  });

  it.each(golden.losses.map((each) => [each.kind, inWords(each.params), each] as const))(
    '%s %s',
    (name, _words, { params: given, targets, predictions, each, gradient }) => {
      const kind = lossOf(name)!;
      const params = kind.parameters.parse(given);
      const value = (x: Tensor): Tensor => kind.perExample(tf, params, unpack(targets), x);
      expect(apart(value(unpack(predictions)), each)).toBeLessThan(1e-5);
      const slope = tf.grad((x) => tf.mean(value(x)))(unpack(predictions));
      expect(apart(slope, gradient)).toBeLessThan(1e-5);
    },
  );
});
