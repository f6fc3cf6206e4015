import { z } from 'zod';

type Words = {
  readonly title: string;
  readonly description: string;
};

/** Step size. Keras's default differs from optimizer to optimizer. */
export const learningRate = (initial: number) =>
  z.number().positive().max(1e12).default(initial).meta({
    title: 'Learning rate',
    description: 'How far each step moves the weights. Too small learns slowly, too large diverges.',
  });

/** A factor of forgetting, from 0 up to but not including 1. */
export const decay = (initial: number, words: Words) => z.number().min(0).lt(1).default(initial).meta(words);

/** A small number that keeps a division finite. */
export const epsilon = (initial = 1e-7) =>
  z.number().min(1e-12).max(1).default(initial).meta({
    title: 'Epsilon',
    description: 'A small number added where something is divided by, so that it is never zero.',
  });

export const flag = (initial: boolean, words: Words) => z.boolean().default(initial).meta(words);

export const positive = (initial: number, words: Words) =>
  z.number().min(0).max(1e6).default(initial).meta(words);

/** A part of a whole, from 0 to 1. */
export const share = (initial: number, words: Words) => z.number().min(0).max(1).default(initial).meta(words);

/** A number of epochs, whole or not. */
export const epochs = (initial: number, words: Words) =>
  z.number().positive().max(100_000).default(initial).meta(words);

/** One of several names; `options` has a title for each. */
export const choice = <const T extends Readonly<Record<string, string>>>(
  options: T,
  initial: Extract<keyof T, string>,
  words: Words,
) => {
  const names = Object.keys(options) as [Extract<keyof T, string>, ...Extract<keyof T, string>[]];
  return z
    .enum(names)
    .default(() => initial)
    .meta({ ...words, options });
};
