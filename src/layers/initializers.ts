import type { Shape } from './shape.ts';

/**
 * How a weight starts, as Keras 3 defines each; the fans are those of the weight's shape. `randomUniform` is
 * on [-0.05, 0.05), `randomNormal` and `truncatedNormal` have standard deviation 0.05; `orthogonal` is
 * that of the weight flattened to `[all but the last, last]` (Saxe et al. 2014).
 */
export const initializerNames = [
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'lecunUniform',
  'lecunNormal',
  'randomUniform',
  'randomNormal',
  'truncatedNormal',
  'orthogonal',
  'zeros',
  'ones',
] as const;
export type InitializerName = (typeof initializerNames)[number];

export type Initializer =
  /** `fans` where the weight's shape does not tell them. */
  | { readonly name: InitializerName; readonly fans?: { readonly fanIn: number; readonly fanOut: number } }
  | { readonly name: 'constant'; readonly value: number }
  | { readonly name: 'values'; readonly values: readonly number[] };

/**
 * Fan-in and fan-out of a weight as Keras's `compute_fans` has them: a kernel of
 * `[...receptive field, in, out]`.
 */
export function fans(shape: Shape): { fanIn: number; fanOut: number } {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0]!, fanOut: shape[0]! };
  const field = shape.slice(0, -2).reduce((product, dimension) => product * dimension, 1);
  return { fanIn: shape.at(-2)! * field, fanOut: shape.at(-1)! * field };
}
