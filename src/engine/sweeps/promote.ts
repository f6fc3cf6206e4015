import { bestOf } from '../../sweep/outcome.ts';
import { bestByGoals, goalsOf } from '../../sweep/search/goals.ts';
import type { SweepRecord } from './sweep-record.ts';

/** The sweep with the best of its rung waiting for the next one; null where it is over. */
export function promote(record: SweepRecord): SweepRecord | null {
  const { method } = record.spec;
  const trained = record.points.filter(({ state, rung }) => state === 'trained' && rung === record.rung);
  const next = record.rungs[record.rung + 1];
  if (!next) return null;
  const best =
    method.kind === 'search'
      ? bestByGoals(trained, (point) => goalsOf(point, method.costs), next.count)
      : bestOf(trained, next.count);
  if (best.length === 0) return null;
  const chosen = new Set(best.map(({ point }) => point));
  return {
    ...record,
    rung: record.rung + 1,
    points: record.points.map((point) =>
      chosen.has(point.point)
        ? { ...point, state: 'waiting' }
        : trained.includes(point)
          ? { ...point, state: 'dropped' }
          : point,
    ),
  };
}
