import { openAffine } from './augment/affine.ts';
import type { Border } from './augment/border.ts';
import { compose } from './augment/matrix.ts';
import type { Range } from './example.ts';
import type { ResolvedStep } from './resolve.ts';
import type { Augment, AugmentOpening } from './step.ts';

/** Reads an example once: through functions of single values, and a step that moves or mixes pixels. */
export interface ReadStage {
  readonly kind: 'read';
  /** Place in the list of the first of its steps. */
  readonly index: number;
  readonly move: ResolvedStep | null;
  /** Steps on single values, applied as pixels are read; of these, the ones that stand behind `move`. */
  readonly before: readonly ResolvedStep[];
  readonly behind: readonly ResolvedStep[];
}

/** Makes a variant of an example. */
export interface AugmentStage {
  readonly kind: 'augment';
  readonly index: number;
  /** One, or several that are one movement of pixels. */
  readonly steps: readonly ResolvedStep[];
}

export type Stage = ReadStage | AugmentStage;

const borderOf = ({ params }: ResolvedStep): Border | null =>
  (params['border'] as Border | undefined) ?? null;

const joins = ({ steps }: AugmentStage, next: ResolvedStep): boolean => {
  if (!next.step.affine || !steps[0]!.step.affine) return false;
  const borders = new Set([...steps, next].map(borderOf).filter((border) => border !== null));
  return borders.size <= 1;
};

/**
 * Steps as stages. A function of single values may as well come before a step that only moves pixels, as long as what
 * is empty becomes what it would have become: so all of them up to the first that mixes pixels are one look-up table of
 * bytes. Random steps that only move pixels are one interpolation, as far as they treat the border alike.
 */
export function stagesOf(steps: readonly ResolvedStep[], training: boolean): Stage[] {
  const stages: Stage[] = [];
  let pending: ResolvedStep[] = [];
  let since = 0;
  const flush = (): void => {
    if (pending.length > 0)
      stages.push({ kind: 'read', index: since, move: null, before: pending, behind: [] });
    pending = [];
  };
  steps.forEach((own, index) => {
    const { step } = own;
    // Those that mix examples come behind all others (`mixing.ts`).
    if ((step.random && !training) || step.mix) return;
    const last = stages.at(-1);
    if (step.value) {
      if (pending.length === 0 && last?.kind === 'read' && last.move && !last.move.step.mixes) {
        stages[stages.length - 1] = { ...last, behind: [...last.behind, own] };
        return;
      }
      if (pending.length === 0) since = index;
      pending.push(own);
    } else if (step.random) {
      const joined = pending.length === 0 && last?.kind === 'augment' && joins(last, own);
      flush();
      if (joined) stages[stages.length - 1] = { ...last, steps: [...last.steps, own] };
      else stages.push({ kind: 'augment', index, steps: [own] });
    } else {
      stages.push({
        kind: 'read',
        index: pending.length > 0 ? since : index,
        move: own,
        before: pending,
        behind: [],
      });
      pending = [];
    }
  });
  flush();
  return stages;
}

type ValueFunction = (value: number) => number;

/** Steps on single values as one function, and the range that it leads to. */
export function composed(
  steps: readonly ResolvedStep[],
  range: Range,
): { value: ValueFunction; range: Range } {
  let now = range;
  const functions = steps.map(({ step, params }) => {
    const apply = step.value!(params, now);
    const [a, b] = [apply(now[0]), apply(now[1])];
    now = a <= b ? [a, b] : [b, a];
    return apply;
  });
  return { value: (value) => functions.reduce((result, apply) => apply(result), value), range: now };
}

export function openAugment({ steps }: AugmentStage, opening: AugmentOpening): Augment {
  const [{ step, params }] = steps as [ResolvedStep];
  if (!step.affine) return step.augment!(opening, params);
  const border = steps.map(borderOf).find((each) => each !== null) ?? 'edge';
  return openAffine(opening, border, (draw) =>
    steps
      .map(({ step, params }) => step.affine!(params, opening.shape, draw))
      .reduce((before, after) => compose(before, after)),
  );
}
