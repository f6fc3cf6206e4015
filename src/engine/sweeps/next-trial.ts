import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import type { SweepPoint } from '../../protocol/sweeps.ts';
import { type Axis, documentOf, plannedAxes } from '../../sweep/plan.ts';
import { goalsOf } from '../../sweep/search/goals.ts';
import { graphKey } from '../../sweep/search/graph-key.ts';
import { type EndedTrial, litterOf, propose, randomOf, type Values } from '../../sweep/search/propose.ts';
import type { SearchMethod, SweepSpec } from '../../sweep/spec.ts';
import { checkTrainable, readDocument } from '../training/prepare.ts';
import { newPoint } from './create-points.ts';
import { askOptuna } from './optuna.ts';

/** Draws for one trial before the space counts as searched through. */
const maxAttempts = 400;

/** Of TPE, before draws become random. */
const maxRequested = 16;

/** The product of what is known of the costs before training. */
const costOf = ({ params, figures }: SweepPoint, costs: SearchMethod['costs']): number =>
  costs.reduce((product, cost) => product * (cost === 'params' ? params : (figures?.[cost] ?? 1)), 1);

const cheapest = (points: readonly SweepPoint[], costs: SearchMethod['costs']): SweepPoint | null =>
  points.reduce<SweepPoint | null>(
    (least, point) => (least && costOf(least, costs) <= costOf(point, costs) ? least : point),
    null,
  );

/** What may be tried next, the first choice first. */
async function* candidates(
  axes: readonly Axis[],
  tried: readonly EndedTrial[],
  method: SearchMethod,
): AsyncGenerator<Values> {
  const random = randomOf(method.seed, tried.length);
  if (method.strategy === 'tpe' && tried.length > 0) {
    const seed = Math.floor(random() * 2 ** 31);
    yield* await askOptuna(axes, tried, 1 + method.costs.length, seed, maxRequested);
  }
  for (let attempt = 0; attempt < maxAttempts; attempt++) yield propose(axes, tried, method, random, attempt);
}

/**
 * The next trial of a search, waiting: a network that can be trained and that none of the points is. Null where none was
 * found any more.
 * @throws what the network itself cannot be trained for, where it is the first; EngineError `sweep` without Optuna
 */
export async function nextTrial(
  base: ConvasDocument,
  spec: SweepSpec,
  method: SearchMethod,
  points: readonly SweepPoint[],
): Promise<SweepPoint | null> {
  const axes = plannedAxes(base, spec);
  const tried = points.map((point) => ({ values: point.values, goals: goalsOf(point, method.costs) }));
  const known = new Set(points.map(({ graph }) => graph));
  if (method.strategy === 'tpe' && points.length === 0) await askOptuna(axes, [], 1, 0, 1);
  const litter: SweepPoint[] = [];
  const wanted = litterOf(tried, method);
  for await (const values of candidates(axes, tried, method)) {
    try {
      const { network, totals, document } = await checkTrainable(
        readDocument(serializeDocument(documentOf(base, values, null))),
      );
      const { training, data } = document;
      const graph = graphKey(network, [{ ...training, layers: undefined }, data]);
      if (known.has(graph)) continue;
      known.add(graph);
      const figures = { macs: totals.macs, memory: totals.trainingBytes, latency: null };
      const point = newPoint({ point: String(points.length + 1), values });
      litter.push({ ...point, params: totals.params, state: 'waiting', message: '', figures, graph });
      if (litter.length >= wanted) break;
    } catch (error) {
      // What cannot be built is no trial; but the person's own network must be one.
      if (points.length === 0) throw error;
    }
  }
  return cheapest(litter, method.costs);
}
