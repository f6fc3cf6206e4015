import type { Cost } from '../spec.ts';

/** What a trial came to. */
export interface Measured {
  /** Higher is better; null where it failed or diverged. */
  readonly score: number | null;
  readonly params: number;
  readonly figures?: Readonly<Partial<Record<Exclude<Cost, 'params'>, number | null>>> | undefined;
}

/** A trial as numbers that are all the better the lower; null where one of them is not known. */
export function goalsOf(
  { score, params, figures }: Measured,
  costs: readonly Cost[],
): readonly number[] | null {
  if (score === null || !Number.isFinite(score)) return null;
  const found = costs.map((cost) => (cost === 'params' ? params : (figures?.[cost] ?? null)));
  return found.includes(null) ? null : [-score, ...(found as number[])];
}

/** Whether one is nowhere worse and somewhere better. */
export const dominates = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((value, at) => value <= other[at]!) && one.some((value, at) => value < other[at]!);

/** Those that no other dominates, in their order; what has no goals is none of them. */
export function frontOf<T>(
  trials: readonly T[],
  goals: (trial: T) => readonly number[] | null,
): readonly T[] {
  const known = trials.flatMap((trial) => {
    const own = goals(trial);
    return own ? [{ trial, own }] : [];
  });
  return known
    .filter(({ own }) => !known.some((other) => dominates(other.own, own)))
    .map(({ trial }) => trial);
}

/**
 * The best `count`: fronts from the first on (non-dominated sorting, Deb et al. 2002), within one the higher score, then
 * the earlier.
 */
export function bestByGoals<T>(
  trials: readonly T[],
  goals: (trial: T) => readonly number[] | null,
  count: number,
): readonly T[] {
  const chosen: T[] = [];
  let left = trials.filter((trial) => goals(trial) !== null);
  while (left.length > 0 && chosen.length < count) {
    const front = frontOf(left, goals);
    left = left.filter((trial) => !front.includes(trial));
    chosen.push(...[...front].sort((a, b) => goals(a)![0]! - goals(b)![0]!));
  }
  return chosen.slice(0, count);
}

/**
 * The place of each among all, 0 the best: by fronts from the first on, within one by what it alone dominates up to the
 * reference, the most first (after SMS-EMOA, Beume et al. 2007). What has no goals comes last.
 * @param reference goals from which on nothing is wanted
 */
export function placesOf(
  all: readonly (readonly number[] | null)[],
  reference: readonly number[],
): readonly number[] {
  const order: number[] = [];
  let left = all.flatMap((goals, at) => (goals ? [at] : []));
  const unknown = all.flatMap((goals, at) => (goals ? [] : [at]));
  while (left.length > 0) {
    const front = frontOf(left, (at) => all[at]!);
    const own = exclusiveVolumes(
      front.map((at) => all[at]!),
      reference,
    );
    left = left.filter((at) => !front.includes(at));
    order.push(
      ...front
        .map((at, index) => ({ at, volume: own[index]! }))
        .sort((a, b) => b.volume - a.volume || a.at - b.at)
        .map(({ at }) => at),
    );
  }
  const places = new Array<number>(all.length);
  for (const [place, at] of [...order, ...unknown].entries()) places[at] = place;
  return places;
}

/** Of each of a front, by how much its hypervolume is smaller without it. */
function exclusiveVolumes(
  front: readonly (readonly number[])[],
  reference: readonly number[],
): readonly number[] {
  const whole = hypervolume(front, reference);
  return front.map(
    (_, at) => whole - hypervolume([...front.slice(0, at), ...front.slice(at + 1)], reference),
  );
}

/**
 * The hypervolume: what the points dominate of the box up to a reference (Zitzler and Thiele 1999), by slicing along the
 * last goal.
 * @param points each the lower the better; what does not dominate the reference counts nothing
 */
export function hypervolume(points: readonly (readonly number[])[], reference: readonly number[]): number {
  const inside = points.filter((point) => point.every((value, at) => value < reference[at]!));
  if (inside.length === 0) return 0;
  if (reference.length === 1) return reference[0]! - Math.min(...inside.map(([value]) => value!));
  const last = reference.length - 1;
  const sorted = [...inside].sort((a, b) => a[last]! - b[last]!);
  const rest = reference.slice(0, last);
  let volume = 0;
  for (let at = 0; at < sorted.length; at++) {
    const depth = (sorted[at + 1]?.[last] ?? reference[last]!) - sorted[at]![last]!;
    if (depth > 0)
      volume +=
        depth *
        hypervolume(
          sorted.slice(0, at + 1).map((point) => point.slice(0, last)),
          rest,
        );
  }
  return volume;
}
