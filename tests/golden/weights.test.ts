import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { initialValues } from '../../src/engine/random/initialize.ts';
import type { InitializerName } from '../../src/layers/initializers.ts';
import type { WeightSpec } from '../../src/layers/kind.ts';
import { kindOf } from '../../src/layers/registry.ts';
import { constrain, penaltyOf } from '../../src/layers/rules.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import { maxDifference } from '../conformance/support.ts';
import { loadTensorFlow } from '../support/backend.ts';

interface Packed {
  readonly shape: number[];
  readonly values: number[];
}

/** weights.json, which make_weights.py makes. */
interface Golden {
  readonly distributions: readonly ({ readonly initializer: InitializerName; readonly shape: number[] } & (
    | { readonly distribution: 'uniform'; readonly min: number; readonly max: number }
    | {
        readonly distribution: 'normal' | 'truncated_normal';
        readonly mean: number;
        readonly stddev: number;
      }
  ))[];
  readonly defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly forgetBias: Packed;
  readonly rules: readonly {
    readonly kind: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly weight: Packed;
    readonly held?: Packed;
    readonly penalty?: number;
    readonly gradient?: Packed;
  }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('weights.json', import.meta.url), 'utf8'));

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const unpack = ({ shape, values }: Packed): Tensor => tf.tensor(values, shape, 'float32');

/** Deviation of a standard normal that is cut off at two. */
const cutOff = 0.87962566103423978;

describe.each(golden.distributions)('$initializer of $shape', ({ initializer: name, shape, ...asked }) => {
  // Enough draws to see the distribution: the fans are those of the shape, the draws those of many seeds.
  const draws = Array.from({ length: 20 }, (_, seed) => [
    ...initialValues({ name }, shape, seed, 'layer/kernel'),
  ]).flat();
  const largest = draws.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const deviation = Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length);

  it('is drawn as Keras draws it', () => {
    const wanted =
      asked.distribution === 'uniform'
        ? (asked.max - asked.min) / Math.sqrt(12)
        : asked.stddev * (asked.distribution === 'normal' ? 1 : cutOff);
    expect(draws.length).toBe(20 * sizeOf(shape));
    // Five standard errors; of the mean, and less than that of the deviation.
    const error = 5 / Math.sqrt(draws.length);
    expect(Math.abs(mean / wanted)).toBeLessThan(error);
    expect(Math.abs(deviation / wanted - 1)).toBeLessThan(error);
    if (asked.distribution === 'normal') return expect(largest / wanted).toBeGreaterThan(3.5);
    const limit = asked.distribution === 'uniform' ? asked.max : 2 * asked.stddev;
    expect(largest / limit).toBeLessThanOrEqual(1 + 1e-6);
    expect(largest / limit).toBeGreaterThan(0.998);
  });
});

describe('defaults', () => {
  /** Ours give one number for each side where Keras may give one for all. */
  const alike = (own: unknown, theirs: unknown): unknown => {
    if (!Array.isArray(own)) return theirs;
    const sides = [theirs].flat(2);
    return own.map((_, side) => sides[side] ?? sides[0]);
  };

  it.each(Object.entries(golden.defaults))('%s has those of Keras', (name, theirs) => {
    const own = kindOf(name)!.parameters.parse({});
    const shared = Object.keys(theirs).filter((field) => Object.hasOwn(own, field));
    for (const field of shared) expect(own[field], field).toEqual(alike(own[field], theirs[field]));
    expect(shared.length, Object.keys(theirs).join()).toBeGreaterThan(0);
  });

  it('the forget gate starts open', () => {
    const lstm = kindOf('lstm')!;
    const bias = lstm
      .weights(lstm.parameters.parse({ units: 2 }), [[3, 2]])
      .find((spec) => spec.name === 'bias')!;
    expect([...initialValues(bias.initializer, bias.shape, 1, 'lstm/bias')]).toEqual(
      golden.forgetBias.values,
    );
  });
});

describe.each(golden.rules)('$params of $kind', (each) => {
  it('restrains a weight as Keras does', () => {
    const kind = kindOf(each.kind)!;
    const { shape } = each.weight;
    // The inputs that give the first weight this shape.
    const input = { dense: [shape[0]!], conv2d: [9, 9, shape[2]!], depthwiseConv2d: [9, 9, shape[2]!] }[
      each.kind
    ]!;
    const size = {
      dense: { units: shape[1]! },
      conv2d: { filters: shape[3]!, kernelSize: shape.slice(0, 2) },
      depthwiseConv2d: { depthMultiplier: shape[3]!, kernelSize: shape.slice(0, 2) },
    }[each.kind]!;
    const spec: WeightSpec = kind.weights(kind.parameters.parse({ ...size, ...each.params }), [input])[0]!;
    expect(spec.shape).toEqual(shape);
    const weight = unpack(each.weight);
    if (each.held) {
      const held = constrain(tf, spec.constraint!, weight);
      expect(maxDifference(held, unpack(each.held))).toBeLessThanOrEqual(1e-5);
      return expect(maxDifference(held, weight)).toBeGreaterThan(0.1);
    }
    const penalty = (w: Tensor): Tensor => penaltyOf(tf, spec.penalty!, w);
    expect(penalty(weight).dataSync()[0]).toBeCloseTo(each.penalty!, 5);
    const gradient = tf.grad(penalty)(weight);
    expect(maxDifference(gradient, unpack(each.gradient!))).toBeLessThanOrEqual(1e-5);
  });
});
