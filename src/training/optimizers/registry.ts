import type { OptimizerKind } from '../optimizer.ts';
import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import { amsgrad } from './amsgrad.ts';
import { lion } from './lion.ts';
import { momentum } from './momentum.ts';
import { nadam } from './nadam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/** The optimizers, in the order of the list that a person chooses from. */
export const optimizers = {
  sgd,
  momentum,
  adagrad,
  adadelta,
  rmsprop,
  adam,
  adamw,
  amsgrad,
  adamax,
  nadam,
  lion,
} as const;

export type OptimizerName = keyof typeof optimizers;

/** The optimizer of that name, or undefined if there is none. */
export function optimizerOf(name: string): OptimizerKind | undefined {
  return Object.hasOwn(optimizers, name) ? optimizers[name as OptimizerName] : undefined;
}
