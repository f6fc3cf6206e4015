import { definitionOf } from '../document/blocks.ts';
import { setSearchSpaces } from '../document/operations/search-space.ts';
import type { ConvasDocument } from '../document/schema.ts';
import { kindOf } from '../layers/registry.ts';
import { type Message, message, type Text } from '../text/message.ts';
import { createRandom } from './random.ts';
import { draw, valuesOf } from './ranges.ts';
import type { Method, SweepSpec, SweepValue } from './spec.ts';
import { isStructure, rankOf } from './structure.ts';
import type { Target } from './target.ts';
import { setTarget, targetOf } from './targets.ts';

/** One combination. */
export interface PlannedPoint {
  /** `1` is the first. */
  readonly point: string;
  /** By path, in the order of the spec. */
  readonly values: Readonly<Record<string, SweepValue>>;
}

/** So many of the combinations, trained up to so many epochs in all. */
export interface Rung {
  readonly count: number;
  readonly epochs: number;
}

export interface SweepPlan {
  readonly points: readonly PlannedPoint[];
  /** In order: of each, the best go on to the next. */
  readonly rungs: readonly Rung[];
}

export type PlanReading = { readonly plan: SweepPlan } | { readonly wrong: Text };

/** More trainings than these are a mistake of the ranges. */
export const maxPoints = 10_000;

export interface Axis {
  readonly path: string;
  readonly target: Target;
  readonly range: SweepSpec['varied'][number]['range'];
}

type Combination = readonly SweepValue[];

/** Every combination; the last axis changes fastest. */
function grid(axes: readonly Axis[]): readonly Combination[] {
  return axes.reduce<Combination[]>(
    (combinations, { range, target }) =>
      combinations.flatMap((before) => valuesOf(range, target).map((value) => [...before, value])),
    [[]],
  );
}

/** Independent draws; what was drawn before is drawn again a few times, so that small spaces give few doubles. */
function sample(axes: readonly Axis[], trials: number, seed: number): readonly Combination[] {
  const random = createRandom(seed);
  const seen = new Set<string>();
  return Array.from({ length: trials }, () => {
    let combination: Combination = [];
    for (let attempt = 0; attempt < 20; attempt++) {
      combination = axes.map(({ range, target }) => draw(range, target, random()));
      if (!seen.has(JSON.stringify(combination))) break;
    }
    seen.add(JSON.stringify(combination));
    return combination;
  });
}

/**
 * The rungs of successive halving: `n_i = floor(n / eta^i)` combinations with `r_i = R * eta^(i - s)` epochs,
 * `s = floor(log_eta(R / r))` (Li et al. 2018, algorithm 1), as long as any are left.
 */
export function halvingRungs(trials: number, { eta, minEpochs, maxEpochs }: Halving): readonly Rung[] {
  const ratio = maxEpochs / minEpochs;
  let steps = 0;
  while (eta ** (steps + 1) <= ratio * (1 + 1e-12)) steps++;
  const rungs: Rung[] = [];
  for (let at = 0; at <= steps; at++) {
    const count = Math.floor(trials / eta ** at);
    if (count < 1) break;
    rungs.push({ count, epochs: Math.max(1, Math.round(maxEpochs * eta ** (at - steps))) });
  }
  return rungs;
}

type Halving = Pick<Extract<Method, { kind: 'halving' }>, 'eta' | 'minEpochs' | 'maxEpochs'>;

/** Combinations drawn, and what is trained of them. */
const methods: {
  readonly [K in Method['kind']]: (
    axes: readonly Axis[],
    method: Extract<Method, { kind: K }>,
    epochs: number,
  ) => { readonly combinations: readonly Combination[]; readonly rungs: readonly Rung[] };
} = {
  grid(axes, _method, epochs) {
    const combinations = grid(axes);
    return { combinations, rungs: [{ count: combinations.length, epochs }] };
  },
  random: (axes, { trials, seed }, epochs) => ({
    combinations: sample(axes, trials, seed),
    rungs: [{ count: trials, epochs }],
  }),
  halving: (axes, method) => ({
    combinations: sample(axes, method.trials, method.seed),
    rungs: halvingRungs(method.trials, method),
  }),
  // What is tried next depends on what came of the trials before.
  search: (_axes, { trials, eta, minEpochs }, epochs) => ({
    combinations: [],
    rungs:
      minEpochs !== undefined && minEpochs < epochs
        ? halvingRungs(trials, { eta, minEpochs, maxEpochs: epochs })
        : [{ count: trials, epochs }],
  }),
};

/** What is wrong with a spec before anything of it is laid out; null where nothing is. */
function invalidSpecReason({ varied, method }: SweepSpec, axes: readonly (Axis | string)[]): Message | null {
  const missing = axes.find((axis) => typeof axis === 'string');
  if (missing !== undefined) return message('sweep.unknown-parameter', { path: missing });
  const paths = (axes as readonly Axis[]).map(({ path }) => path);
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  if (twice !== undefined) return message('sweep.varied-twice', { path: twice });
  if (method.kind !== 'grid' && method.kind !== 'random') {
    if (varied.some(({ path }) => path === 'training.epochs')) return message('sweep.epochs-of-halving');
  }
  if (method.kind === 'halving') {
    if (method.maxEpochs < method.minEpochs)
      return message('sweep.fewest-epochs', { least: method.minEpochs, most: method.maxEpochs });
  }
  return null;
}

/** What a spec varies; a path that the document does not have stays a text. */
const axesOf = (document: ConvasDocument, spec: SweepSpec): readonly (Axis | string)[] =>
  spec.varied.map(({ path, range }) => {
    const target = targetOf(document, path);
    return target ? { path: target.path, target, range } : path;
  });

/** The axes of a spec that was planned: all of them are known. */
export const plannedAxes = (document: ConvasDocument, spec: SweepSpec): readonly Axis[] =>
  axesOf(document, spec).filter((axis) => typeof axis !== 'string');

/** Lays a sweep out: a pure function of document and spec, the same on any machine. */
export function planSweep(document: ConvasDocument, spec: SweepSpec): PlanReading {
  const axes = axesOf(document, spec);
  const wrong = invalidSpecReason(spec, axes);
  if (wrong) return { wrong };
  const known = axes as readonly Axis[];
  const { method } = spec;
  if (method.kind === 'grid') {
    const count = known.reduce((product, { range, target }) => product * valuesOf(range, target).length, 1);
    if (count > maxPoints) return { wrong: message('sweep.too-many', { count, most: maxPoints }) };
  }
  const lay = methods[method.kind] as (typeof methods)['grid'];
  const { combinations, rungs } = lay(
    known,
    method as Extract<Method, { kind: 'grid' }>,
    document.training.epochs,
  );
  const points = combinations.map((combination, at) => ({
    point: String(at + 1),
    values: Object.fromEntries(known.map(({ path }, axis) => [path, combination[axis]!])),
  }));
  return { plan: { points, rungs } };
}

/** Whether the layer that a path names has such a parameter once its kind has been chosen. */
function isKnown(document: ConvasDocument, path: string): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const owner = document.layers.find((layer) => path === `${layer.name}.${name}`);
  const kind = owner && kindOf(owner.kind);
  const block = owner && definitionOf(document, owner);
  if (block && name !== 'repeat' && name !== 'block')
    return block.parameters.some((parameter) => parameter.name === name);
  return !kind || isStructure(name) || Object.hasOwn(kind.parameters.shape, name);
}

/** What a combination decides is no longer variable. */
function withoutMarks(document: ConvasDocument, values: PlannedPoint['values']): ConvasDocument {
  const spaces = document.layers.flatMap(({ id, name, searchSpace }) => {
    if (!searchSpace) return [];
    const open = Object.entries(searchSpace).filter(([field]) => !Object.hasOwn(values, `${name}.${field}`));
    return [[id, Object.fromEntries(open)] as const];
  });
  return setSearchSpaces(document, new Map(spaces));
}

/**
 * The document of one combination. Catalogue choices come before the parameters of what they choose, layers' kinds
 * before parameters, of which another kind keeps those that it has.
 */
export function documentOf(
  document: ConvasDocument,
  values: PlannedPoint['values'],
  epochs: number | null,
): ConvasDocument {
  const ordered = Object.entries(values).sort(
    ([a], [b]) => rankOf(a) - rankOf(b) || a.split('.').length - b.split('.').length,
  );
  const changed = ordered.reduce(
    (result, [path, value]) => {
      // What is left out has nothing to lead around.
      const leftOut = path.endsWith('.skip') && values[path.replace(/skip$/, 'copies')] === 0;
      return leftOut || !isKnown(result, path) ? result : setTarget(result, path, value);
    },
    withoutMarks(document, values),
  );
  return epochs === null ? changed : setTarget(changed, 'training.epochs', epochs);
}

/** What is trained in all, as if each rung had as many as planned. */
export const epochsInAll = ({ rungs }: SweepPlan): number =>
  rungs.reduce((sum, { count, epochs }, at) => sum + count * (epochs - (rungs[at - 1]?.epochs ?? 0)), 0);
