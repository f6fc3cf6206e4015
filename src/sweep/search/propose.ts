import type { Axis } from '../plan.ts';
import { createRandom } from '../random.ts';
import { draw, valuesOf } from '../ranges.ts';
import type { SearchMethod, SweepValue } from '../spec.ts';
import { frontOf, placesOf } from './goals.ts';

export type Values = Readonly<Record<string, SweepValue>>;

/** A trial that has ended. */
export interface EndedTrial {
  readonly values: Values;
  /** Each the lower the better; null where it failed. */
  readonly goals: readonly number[] | null;
}

/** The network as it is, where its values can be varied. */
export const currentValues = (axes: readonly Axis[]): Values =>
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

/** Draws that lead to what was tried already before one mutation is followed by another. */
const patience = 20;

/** How often a child takes values of a second parent before it is mutated. */
const crossing = 0.5;

/**
 * How many networks are laid out of which the cheapest is trained: what a network costs is known before it is trained, so
 * that evolution can lean towards small ones for nothing (as LEMONADE does, Elsken et al. 2019).
 */
export const litterOf = (
  tried: readonly EndedTrial[],
  { strategy, population, costs }: SearchMethod,
): number => (strategy === 'evolution' && tried.length >= population && costs.length > 0 ? 3 : 1);

/** Of costs ratios count: between 1,000 and 2,000 parameters is as much as between 10,000 and 20,000. */
const inRatios = (goals: readonly number[]): readonly number[] =>
  goals.map((goal, at) => (at === 0 ? goal : Math.log(goal)));

/** How many times the error and the costs of the network that a search begins with another may have to be wanted. */
const wanted = { error: 2.5, cost: 1.6 };

/**
 * Goals from which on nothing is wanted: so many times the error and the costs of the first network. A score above 0 is an
 * accuracy, others are losses. Where the first network failed, of the first that did not.
 */
function wantedUpTo(tried: readonly EndedTrial[]): readonly number[] {
  const first = tried.find(({ goals }) => goals !== null)?.goals ?? [];
  const [best = 0, ...costs] = first;
  const score = best < 0 ? -1 + wanted.error * (1 + best) : wanted.error * best;
  return [score, ...costs.map((cost) => Math.log(cost * wanted.cost))];
}

/**
 * Regularized evolution (Real et al. 2019) for several goals: after `population` networks, the given one and independent
 * draws, the best of a sample of the living is changed in one value, and the oldest of them dies. Other than there, what
 * is on the front lives on, however old it is; the best are those of the first front, in it those that alone dominate most
 * of what is wanted (Beume et al. 2007), so that the front grows where it counts and not among networks that are small and
 * nothing else; and half of the children take each value from one of two parents before they are changed.
 * @param attempt how many draws for this trial led to a network that is known or cannot be
 */
function evolve(
  axes: readonly Axis[],
  tried: readonly EndedTrial[],
  { population, sample }: SearchMethod,
  random: () => number,
  attempt: number,
): Values {
  if (tried.length < population) return drawAll(axes, random);
  const latest = tried.slice(-population);
  const front = frontOf(tried, ({ goals }) => goals).filter((trial) => !latest.includes(trial));
  const living = [...front, ...latest];
  const places = placesOf(
    living.map(({ goals }) => goals && inRatios(goals)),
    wantedUpTo(tried),
  );
  const parent = (): EndedTrial => {
    const drawn = Array.from({ length: sample }, () => Math.floor(random() * living.length));
    return living[drawn.reduce((best, at) => (places[at]! < places[best]! ? at : best))]!;
  };
  let child = parent().values;
  if (random() < crossing) {
    const other = parent().values;
    child = Object.fromEntries(axes.map(({ path }) => [path, (random() < 0.5 ? child : other)[path]!]));
  }
  for (let further = Math.floor(attempt / patience); further >= 0; further--)
    child = mutated(axes, child, random);
  return child;
}

/** What to try next; a pure function of the seed and of what was tried. TPE's is Optuna's. */
export function propose(
  axes: readonly Axis[],
  tried: readonly EndedTrial[],
  method: SearchMethod,
  random: () => number,
  attempt: number,
): Values {
  if (tried.length === 0 && attempt === 0) return currentValues(axes);
  return method.strategy === 'evolution'
    ? evolve(axes, tried, method, random, attempt)
    : drawAll(axes, random);
}
