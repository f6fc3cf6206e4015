import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { kindOf, kinds } from '../../src/layers/registry.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import { loadNative } from '../conformance/native.ts';
import { maxDifference, run } from '../conformance/support.ts';

interface Packed {
  readonly shape: number[];
  readonly values: number[];
}

/** One case of layers.json, which make_layers.py makes. */
interface Case {
  readonly kind: string;
  readonly params: Record<string, unknown>;
  readonly oracle: 'keras' | 'tensorflow' | 'pytorch';
  readonly training: boolean;
  readonly inputs: readonly Packed[];
  readonly weights: Readonly<Record<string, Packed>>;
  readonly direction: Packed;
  readonly output: Packed;
  readonly inputGradients: readonly (Packed | null)[];
  readonly weightGradients: Readonly<Record<string, Packed>>;
  readonly updates: Readonly<Record<string, Packed>>;
}

const cases: readonly Case[] = JSON.parse(readFileSync(new URL('layers.json', import.meta.url), 'utf8'));
const tolerance = 1e-4;

let tf: TF;
beforeAll(async () => {
  tf = await loadNative();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const unpack = ({ shape, values }: Packed): Tensor => tf.tensor(values, shape, 'float32');

/** Relative where values are large: the file holds six digits. */
function differs(actual: Tensor, expected: Packed): number {
  const largest = expected.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return maxDifference(actual, unpack(expected)) / largest;
}

it('has numbers from another library for every kind', () => {
  // An input computes nothing; what augments at random is held against its definition instead.
  const without = Object.keys(kinds).filter((kind) => kind === 'input' || kind.startsWith('random'));
  const covered = new Set([...cases.map(({ kind }) => kind), ...without]);
  expect(Object.keys(kinds).filter((kind) => !covered.has(kind))).toEqual([]);
});

describe.each(cases.map((each, index) => ({ ...each, index })))(
  '$index $kind $params ($oracle)',
  ({ kind: name, params: given, training, ...golden }) => {
    it('computes the same forward and backward', () => {
      const kind = kindOf(name)!;
      const params = kind.parameters.parse(given);
      expect(params).toMatchObject(given);
      const shapes = golden.inputs.map(({ shape }) => shape.slice(1));
      expect(kind.inferShape(params, shapes).shape).toEqual(golden.output.shape.slice(1));

      const specs = kind.weights(params, shapes);
      expect(specs.map((spec) => spec.name).sort()).toEqual(Object.keys(golden.weights).sort());
      for (const spec of specs) expect(spec.shape, spec.name).toEqual(golden.weights[spec.name]!.shape);

      const inputs = golden.inputs.map(unpack);
      const trained = specs.filter(({ trainable }) => trainable).map((spec) => spec.name);
      const fixed = specs.filter(({ trainable }) => !trainable).map((spec) => spec.name);
      const constants = fixed.map((each) => [each, unpack(golden.weights[each]!)] as const);
      const updates = new Map<string, Tensor>();
      const forward = (...sources: Tensor[]): Tensor => {
        const weights = Object.fromEntries([
          ...trained.map((each, index) => [each, sources[inputs.length + index]!] as const),
          ...constants,
        ]);
        const update = (each: string, value: Tensor) => void updates.set(each, tf.keep(value));
        return run(tf, kind, params, sources.slice(0, inputs.length), weights, { training, update });
      };
      const sources = [...inputs, ...trained.map((each) => unpack(golden.weights[each]!))];
      expect(differs(forward(...sources), golden.output)).toBeLessThanOrEqual(tolerance);
      for (const [each, value] of Object.entries(golden.updates)) {
        expect(differs(updates.get(each)!, value), each).toBeLessThanOrEqual(tolerance);
      }

      const differentiable = sources.map(
        (_, index) => index >= inputs.length || golden.inputGradients[index],
      );
      const direction = unpack(golden.direction);
      const free = sources.filter((_, index) => differentiable[index]);
      const gradients = tf.grads((...given: Tensor[]) => {
        const queue = [...given];
        const all = sources.map((source, index) => (differentiable[index] ? queue.shift()! : source));
        return tf.sum(tf.mul(forward(...all), direction));
      })(free);
      const expected = [
        ...golden.inputGradients.filter((each) => each !== null),
        ...trained.map((each) => golden.weightGradients[each]!),
      ];
      for (const [index, gradient] of gradients.entries()) {
        expect(differs(gradient, expected[index]!), `gradient ${index}`).toBeLessThanOrEqual(tolerance);
      }
    });
  },
);
