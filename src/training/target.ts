import { z } from 'zod';

const names = z.array(z.string());

/** What a dataset's examples come with. */
export const targetSpecSchema = z.discriminatedUnion('kind', [
  /** One class. */
  z.object({ kind: z.literal('class'), classes: names }),
  /** Any number of labels, each on or off. */
  z.object({ kind: z.literal('labels'), names }),
  /** Numbers, for regression. */
  z.object({ kind: z.literal('numbers'), count: z.int().min(1), names: names.optional() }),
  /** A class for each pixel. */
  z.object({ kind: z.literal('mask'), height: z.int().min(1), width: z.int().min(1), classes: names }),
]);

export type TargetSpec = z.output<typeof targetSpecSchema>;

/** What a network's outputs are held against: what the examples come with, or the examples themselves. */
export type TargetKind = TargetSpec['kind'] | 'input';

/** The shapes that a network's output may have for a target that is no class of the example, the usual one first. */
export function outputShapes(target: TargetSpec): readonly (readonly number[])[] {
  if (target.kind !== 'mask') return [[outputNames(target).length]];
  const { height, width, classes } = target;
  const all = [[height, width, classes.length]];
  return classes.length === 2 ? [...all, [height, width, 1]] : all;
}

/** Whether answers are right or wrong, so that there is an accuracy: not of numbers. */
export const isAnswered = (kind: TargetKind): boolean => kind !== 'numbers' && kind !== 'input';

/** Data as far as their target is concerned. */
export interface Targeted {
  readonly classes: readonly string[];
  /** Left out where each example has one class. */
  readonly target?: TargetSpec | undefined;
}

/** What a dataset's examples come with. */
export const targetOf = ({ classes, target }: Targeted): TargetSpec =>
  target ?? { kind: 'class', classes: [...classes] };

/** What the outputs are called, in order: classes, labels or numbers; numbers without names are counted from 1. */
export function outputNames(target: TargetSpec): readonly string[] {
  if (target.kind === 'labels') return target.names;
  if (target.kind !== 'numbers') return target.classes;
  return target.names ?? Array.from({ length: target.count }, (_, at) => String(at + 1));
}

/** The shape of one example's target as it is stored, batched and compared: `[]` of a class. */
export function targetShape(target: TargetSpec): readonly number[] {
  if (target.kind === 'labels') return [target.names.length];
  if (target.kind === 'numbers') return [target.count];
  return target.kind === 'mask' ? [target.height, target.width] : [];
}
