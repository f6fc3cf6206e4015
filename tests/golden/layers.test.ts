import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openCpu, openWasm } from '../../src/engine/backends/javascript.ts';
import type { LayerKind, LayerRandom } from '../../src/layers/kind.ts';
import { kindOf, kinds } from '../../src/layers/registry.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import { maxDifference, run } from '../conformance/support.ts';
import { loadTensorFlow } from '../support/backend.ts';

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
  /** What the oracle drew by chance, in the order in which the layer asks. */
  readonly draws: readonly Packed[];
  readonly output: Packed;
  readonly inputGradients: readonly (Packed | null)[];
  readonly weightGradients: Readonly<Record<string, Packed>>;
  readonly updates: Readonly<Record<string, Packed>>;
}

const read: Partial<Case>[] = JSON.parse(readFileSync(new URL('layers.json', import.meta.url), 'utf8'));
const nothing = { draws: [], weights: {}, weightGradients: {}, updates: {} };
const cases = read.map((each) => ({ ...nothing, ...each }) as Case);
const tolerance = 1e-4;

const backends = {
  tensorflow: loadTensorFlow,
  wasm: async () => (await openWasm()).tf,
  cpu: async () => (await openCpu()).tf,
} as const;
const backendNames = Object.keys(backends) as (keyof typeof backends)[];

let tf: TF;

const unpack = ({ shape, values }: Packed): Tensor => tf.tensor(values, shape, 'float32');

/** Relative where values are large: the file holds six digits. */
function differs(actual: Tensor, expected: Packed): number {
  const largest = expected.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return maxDifference(actual, unpack(expected)) / largest;
}

/** Hands out what the oracle drew. */
function given(draws: readonly Packed[]): LayerRandom {
  let next = 0;
  const take = (shape: readonly number[]) => {
    const draw = draws[next++];
    if (!draw) throw new Error(`asks for chance ${next} times, the oracle for ${draws.length}`);
    return tf.reshape(unpack(draw), [...shape]);
  };
  return { uniform: take, normal: take };
}

/** The schema of a field without its default. */
function plain(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodDefault ? plain(schema.def.innerType) : schema;
}

/** Fields that say how a weight starts or is restrained, which weights.json is for. */
const aboutWeights = (field: string): boolean =>
  field.endsWith('Initializer') ||
  field.startsWith('kernelL') ||
  field === 'unitForgetBias' ||
  field === 'kernelConstraint' ||
  field === 'kernelMaxNorm';

/** The values of a field that must each have a case; null where any value other than the default will do. */
function valuesOf(schema: z.core.$ZodType): readonly unknown[] | null {
  const type = plain(schema);
  if (type instanceof z.ZodBoolean) return [true, false];
  if (!(type instanceof z.ZodEnum)) return null;
  // One implementation serves the activations of all kinds; the layer of that name has a case for each.
  return type.options.includes('hardSigmoid') && !type.options.includes('leakyRelu') ? null : type.options;
}

it('has numbers from another library for every kind and each of its options', () => {
  const missing = Object.values<LayerKind>(kinds).flatMap((kind) => {
    // An input computes nothing.
    if (kind.kind === 'input') return [];
    const own = cases.filter((each) => each.kind === kind.kind);
    if (own.length === 0) return [kind.kind];
    const parsed = own.map(({ params }) => kind.parameters.parse(params));
    const defaults = kind.parameters.parse({});
    return Object.entries(kind.parameters.shape)
      .filter(([field]) => !aboutWeights(field))
      .flatMap(([field, schema]) => {
        const seen = new Set(parsed.map((params) => JSON.stringify(params[field])));
        const wanted = valuesOf(schema);
        if (wanted) {
          const without = wanted.filter((value) => !seen.has(JSON.stringify(value)));
          return without.map((value) => `${kind.kind} ${field} ${value}`);
        }
        seen.delete(JSON.stringify(defaults[field]));
        return seen.size === 0 ? [`${kind.kind} ${field}`] : [];
      });
  });
  expect(missing).toEqual([]);
});

describe.each(backendNames)('%s', (name) => {
  beforeAll(async () => {
    tf = await backends[name]();
    await tf.setBackend(name);
  });
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  describe.each(cases.map((each, index) => ({ ...each, index })))(
    '$index $kind $params ($oracle)',
    ({ kind: kindName, params: chosen, training, ...golden }) => {
      it('computes the same forward and backward', { tags: name === 'tensorflow' ? ['native'] : [] }, () => {
        const kind = kindOf(kindName)!;
        const params = kind.parameters.parse(chosen);
        expect(params).toMatchObject(chosen);
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
          return run(tf, kind, params, sources.slice(0, inputs.length), weights, {
            training,
            update,
            random: given(golden.draws),
          });
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
        const gradients = tf.grads((...freely: Tensor[]) => {
          const queue = [...freely];
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
});
