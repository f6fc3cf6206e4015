import { z } from 'zod';
import { type ActivationName, activationNames } from './activations.ts';
import { type InitializerName, initializerNames } from './initializers.ts';

/** The largest length of one dimension: far above any image, and products of a few stay exact. */
export const maxDimension = 2 ** 20;

type Words = {
  readonly title: string;
  readonly description: string;
  readonly unit?: string;
  /** Parameters that are seldom changed, shown together when asked for. */
  readonly group?: 'initializers' | 'regularization';
};

/** A whole number of something, at least `min` (1 unless told). */
export function count(value: number, words: Words, { min = 1, max = 65_536 } = {}) {
  return z.number().int().min(min).max(max).default(value).meta(words);
}

/** What the spatial dimensions are called, by how many there are. */
export type Dimensions = 1 | 2 | 3;
const dimensionLabels: Readonly<Record<Dimensions, readonly string[]>> = {
  1: ['length'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
};

/** One whole number for each spatial dimension. */
export function sizes(dimensions: Dimensions, value: number, words: Words, { min = 1, max = 4096 } = {}) {
  const side = z.number().int().min(min).max(max);
  const labels = dimensionLabels[dimensions];
  const tuple = z.tuple(labels.map(() => side) as [typeof side]) as z.ZodType as z.ZodType<number[]>;
  return tuple.default(labels.map(() => value)).meta({ ...words, labels });
}

/** A finite number between bounds, both included. */
export function real(value: number, words: Words, { min, max }: { min: number; max: number }) {
  return z.number().min(min).max(max).default(value).meta(words);
}

/** The share of values that a dropout removes. */
export function rate(value: number, description: string, title = 'Rate') {
  return z.number().min(0).lt(1).default(value).meta({ title, description });
}

export function flag(value: boolean, words: Words) {
  return z.boolean().default(value).meta(words);
}

export function choice<const T extends readonly [string, ...string[]]>(
  names: T,
  value: T[number],
  words: Words,
) {
  return z
    .enum(names)
    .default(value as never)
    .meta(words);
}

export const paddingNames = ['valid', 'same'] as const;

export const padding = () =>
  choice(paddingNames, 'valid', {
    title: 'Padding',
    description:
      'Valid: the window stays inside the input, which shrinks. Same: zeros are added around it, so that with stride 1 the size is kept.',
  });

export const strides = (dimensions: Dimensions, value: number) =>
  sizes(dimensions, value, {
    title: 'Strides',
    description: 'How far the window moves between two outputs. Stride 2 halves each dimension.',
  });

export const dilationRate = (dimensions: Dimensions) =>
  sizes(dimensions, 1, {
    title: 'Dilation rate',
    description:
      'Distance between neighboring kernel values. Above 1 the kernel is spread out: it sees further at the same cost.',
  });

export const kernelSize = (dimensions: Dimensions, value = 3) =>
  sizes(dimensions, value, {
    title: 'Kernel size',
    description: 'The extent of the window that slides over the input.',
  });

export const activation = (value: ActivationName = 'linear', title = 'Activation') =>
  choice(activationNames, value, {
    title,
    description: 'The function applied to every output. Linear applies none.',
  });

export const bias = () =>
  flag(true, {
    title: 'Bias',
    description:
      'Adds one trainable number to each output channel. Not needed right before a batch normalization.',
  });

export const initializer = (value: InitializerName, title: string) =>
  choice(initializerNames, value, {
    title,
    group: 'initializers',
    description: 'How the values are drawn before training. He suits ReLU, Glorot suits tanh and softmax.',
  });

export const axis = (description: string) =>
  z.number().int().min(-6).max(6).default(-1).meta({ title: 'Axis', description });
