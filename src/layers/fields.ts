import { z } from 'zod';
import { type ActivationName, activationNames } from './activations.ts';
import { type InitializerName, initializerNames } from './initializers.ts';

/** The largest length of one dimension: far above any image, and products of a few stay exact. */
export const maxDimension = 2 ** 20;

/** A whole number of something, at least `min` (1 by default). */
export const count = (value: number, { min = 1, max = 65_536 } = {}) =>
  z.number().int().min(min).max(max).default(value);

/** How many spatial dimensions there are. */
export type Dimensions = 1 | 2 | 3;
const dimensionLabels: Readonly<Record<Dimensions, readonly string[]>> = {
  1: ['length'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
};

/** One whole number for each spatial dimension. */
export function sizes(dimensions: Dimensions, value: number, { min = 1, max = 4096 } = {}) {
  const side = z.number().int().min(min).max(max);
  const labels = dimensionLabels[dimensions];
  const tuple = z.tuple(labels.map(() => side) as [typeof side]) as z.ZodType as z.ZodType<number[]>;
  return tuple.default(labels.map(() => value)).meta({ labels });
}

/** A finite number between bounds, both included. */
export const real = (value: number, { min, max }: { min: number; max: number }) =>
  z.number().min(min).max(max).default(value);

/** The share of values that a dropout removes. */
export const rate = (value: number) => z.number().min(0).lt(1).default(value);

export const flag = (value: boolean) => z.boolean().default(value);

export const choice = <const T extends readonly [string, ...string[]]>(names: T, value: T[number]) =>
  z.enum(names).default(value as never);

export const paddingNames = ['valid', 'same'] as const;

export const padding = () => choice(paddingNames, 'valid');

export const strides = (dimensions: Dimensions, value: number) => sizes(dimensions, value);

export const dilationRate = (dimensions: Dimensions) => sizes(dimensions, 1);

export const kernelSize = (dimensions: Dimensions, value = 3) => sizes(dimensions, value);

export const activation = (value: ActivationName = 'linear') => choice(activationNames, value);

export const bias = () => flag(true);

/** Folded away with the others. */
export const initializer = (value: InitializerName) =>
  choice(initializerNames, value).meta({ group: 'initializers' });

export const axis = () => z.number().int().min(-6).max(6).default(-1);
