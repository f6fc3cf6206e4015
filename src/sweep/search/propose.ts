import type { Axis } from '../plan.ts';
import { createRandom } from '../random.ts';
import { draw, valuesOf } from '../ranges.ts';
import type { SearchMethod, SweepValue } from '../spec.ts';
import { frontOf } from './goals.ts';

export type Values = Readonly<Record<string, SweepValue>>;

/** A trial that has ended. */
export interface Tried {
  readonly values: Values;
  /** Each the lower the better; null where it failed. */
  readonly goals: readonly number[] | null;
}

/** The network as it is, where its values can be varied. */
export const asItIs = (axes: readonly Axis[]): Values =>
  Object.fromEntries(axes.map(({ path, target }) => [path, target.value as SweepValue]));

/** A trial's own numbers: the same for the same seed and place, whatever was asked before. */
export const randomOf = (seed: number, trial: number): (() => number) =>
  createRandom((Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(trial + 1, 0x85ebca6b)) >>> 0);

const drawAll = (axes: readonly Axis[], random: () => number): Values =>
  Object.fromEntries(axes.map(({ path, range, target }) => [path, draw(range, target, random())]));

const pick = <T>(items: readonly T[], random: () => number): T => items[Math.floor(random() * items.length)]!;

/** Another value of one axis: of a list one that differs, of an interval a new draw. */
function mutated(axes: readonly Axis[], parent: Values, random: () => number): Values {
  const { path, range, target } = pick(axes, random);
  if (range.kind !== 'values') return { ...parent, [path]: draw(range, target, random()) };
  const before = JSON.stringify(parent[path]);
  const others = valuesOf(range, target).filter((value) => JSON.stringify(value) !== before);
  return others.length === 0 ? parent : { ...parent, [path]: pick(others, random) };
}

/** Places in each goal from 0, the best, to 1, the worst; what failed is worst in all. */
function placesOf(population: readonly Tried[]): readonly (readonly number[])[] {
  const goals = population.find((trial) => trial.goals !== null)?.goals?.length ?? 1;
  const sorted = Array.from({ length: goals }, (_, goal) =>
    population.flatMap((trial) => trial.goals?.[goal] ?? []).sort((a, b) => a - b),
  );
  return population.map((trial) =>
    sorted.map((values, goal) =>
      trial.goals ? values.indexOf(trial.goals[goal]!) / Math.max(1, values.length - 1) : 2,
    ),
  );
}

/**
 * The best of a sample by its worst weighted place, with weights drawn anew for each parent, so that parents come from
 * all along the front (an augmented Tchebycheff scalarization, as in ParEGO, Knowles 2006).
 */
function parentOf(population: readonly Tried[], sample: number, random: () => number): Tried {
  const places = placesOf(population);
  const raw = places[0]!.map(() => -Math.log(1 - random()));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const cost = (at: number): number => {
    const weighted = places[at]!.map((place, goal) => (place * raw[goal]!) / total);
    return Math.max(...weighted) + 0.05 * weighted.reduce((sum, value) => sum + value, 0);
  };
  const drawn = Array.from({ length: sample }, () => Math.floor(random() * population.length));
  return population[drawn.reduce((best, at) => (cost(at) < cost(best) ? at : best))]!;
}

/** Draws that lead to what was tried already before one mutation is followed by another. */
const patience = 20;

/**
 * Regularized evolution (Real et al. 2019): the best of a sample of the latest `population` trials is changed in one
 * value, and the oldest of them dies. Other than there, the first are not random networks but the given one with up to
 * half of its values changed, since the person chose it; and since several goals are weighed, what is on the front stays
 * among the parents however old it is.
 * @param attempt how many draws for this trial led to a network that is known or cannot be
 */
function evolve(
  axes: readonly Axis[],
  tried: readonly Tried[],
  { population, sample }: SearchMethod,
  random: () => number,
  attempt: number,
): Values {
  if (tried.length < population) {
    const changes = 1 + Math.floor((random() * axes.length) / 2);
    let child = asItIs(axes);
    for (let change = 0; change < changes; change++) child = mutated(axes, child, random);
    return child;
  }
  const latest = tried.slice(-population);
  const front = frontOf(tried, ({ goals }) => goals).filter((trial) => !latest.includes(trial));
  const parent = parentOf([...front, ...latest], sample, random);
  let child = mutated(axes, parent.values, random);
  for (let further = Math.floor(attempt / patience); further > 0; further--)
    child = mutated(axes, child, random);
  return child;
}

/** What to try next; a pure function of the seed and of what was tried. TPE's is Optuna's. */
export function propose(
  axes: readonly Axis[],
  tried: readonly Tried[],
  method: SearchMethod,
  random: () => number,
  attempt: number,
): Values {
  if (tried.length === 0 && attempt === 0) return asItIs(axes);
  return method.strategy === 'evolution'
    ? evolve(axes, tried, method, random, attempt)
    : drawAll(axes, random);
}
