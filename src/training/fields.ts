import { z } from 'zod';

/** Step size. Keras's default differs from optimizer to optimizer. */
export const learningRate = (initial: number) => z.number().positive().max(1e12).default(initial);

/** A decay factor, from 0 up to but not including 1. */
export const decay = (initial: number) => z.number().min(0).lt(1).default(initial);

/** A small number that keeps a division finite. */
export const epsilon = (initial = 1e-7) => z.number().min(1e-12).max(1).default(initial);

export const flag = (initial: boolean) => z.boolean().default(initial);

export const positive = (initial: number) => z.number().min(0).max(1e6).default(initial);

/** A part of a whole, from 0 to 1. */
export const share = (initial: number) => z.number().min(0).max(1).default(initial);

/** A number of epochs, whole or not. */
export const epochs = (initial: number) => z.number().positive().max(100_000).default(initial);
