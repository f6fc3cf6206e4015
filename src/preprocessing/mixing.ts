import type { Dimensions } from './example.ts';
import { resolveSteps } from './resolve.ts';
import type { ChosenStep } from './schema.ts';
import type { Draw } from './step.ts';

/** Whether steps mix examples of a batch, and so their targets. */
export const mixesExamples = (steps: readonly ChosenStep[]): boolean =>
  resolveSteps(steps).some(({ step }) => step.mix);

/** Numbers of a mixed target: its class, its partner's class, and the share of its own. */
export const mixedTarget = 3;

/** Random numbers of a batch. */
export interface BatchDraw {
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number;
  /** Which example each one is mixed with. */
  partners(count: number): ArrayLike<number>;
  /** Those of the example at a place of the batch. */
  at(place: number): Draw;
}

/**
 * Mixes the examples of a batch, behind all other steps. Of several such steps one takes its turn, by chance, in each batch.
 * @param x `[count, ...input]`, changed in place
 * @returns the partner of each example, and the share of its own
 */
export type MixBatch = (
  x: Float32Array,
  count: number,
  draw: BatchDraw,
) => { readonly partners: ArrayLike<number>; readonly shares: Float32Array };

/** @param shape of an example behind all other steps; null where no step mixes examples */
export function openMixing(steps: readonly ChosenStep[], shape: Dimensions): MixBatch | null {
  const mixes = resolveSteps(steps).flatMap(({ step, params }) => step.mix?.(shape, params) ?? []);
  if (mixes.length === 0) return null;
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  let before = new Float32Array(0);
  return (x, count, draw) => {
    const mix = mixes[mixes.length === 1 ? 0 : draw.below(mixes.length)]!;
    const partners = draw.partners(count);
    if (before.length < count * size) before = new Float32Array(count * size);
    before.set(x.subarray(0, count * size));
    const shares = Float32Array.from({ length: count }, (_, at) => {
      const other = partners[at]! * size;
      return mix(x.subarray(at * size, (at + 1) * size), before.subarray(other, other + size), draw.at(at));
    });
    return { partners, shares };
  };
}
