import type { LossKind } from '../loss.ts';
import { binaryCrossentropy } from './binary-crossentropy.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import { categoricalHinge } from './categorical-hinge.ts';
import { dice } from './dice.ts';
import { focal } from './focal.ts';
import { hinge } from './hinge.ts';
import { huber } from './huber.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { rbfMap } from './rbf-map.ts';
import { squaredHinge } from './squared-hinge.ts';

/** The losses, in the order of the list that a person chooses from. */
export const losses = {
  categoricalCrossentropy,
  binaryCrossentropy,
  focal,
  dice,
  meanSquaredError,
  meanAbsoluteError,
  huber,
  hinge,
  squaredHinge,
  categoricalHinge,
  rbfMap,
} as const;

export type LossName = keyof typeof losses;

/** The loss of that name, or undefined if there is none. */
export function lossOf(name: string): LossKind | undefined {
  return Object.hasOwn(losses, name) ? losses[name as LossName] : undefined;
}
