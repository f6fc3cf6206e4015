import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import type { SweepPoint } from '../../protocol/sweeps.ts';
import { documentOf, type PlannedPoint } from '../../sweep/plan.ts';
import { textOf } from '../../text/text-error.ts';
import { checkTrainable, readDocument } from '../training/prepare.ts';

/** A point of which nothing is known yet. */
export const newPoint = ({ point, values }: PlannedPoint) => ({
  point,
  values,
  run: null,
  rung: -1,
  seconds: 0,
  epochs: 0,
  score: null,
  last: null,
  test: null,
});

/** The points of a plan, each waiting, or invalid with the reason in words. */
export function createPoints(base: ConvasDocument, points: readonly PlannedPoint[]): Promise<SweepPoint[]> {
  return Promise.all(
    points.map(async (planned): Promise<SweepPoint> => {
      const { values } = planned;
      const common = newPoint(planned);
      try {
        const { totals } = await checkTrainable(
          // A plan's values come from outside: they are held to what a file may hold.
          readDocument(serializeDocument(documentOf(base, values, null))),
        );
        return { ...common, params: totals.params, state: 'waiting', message: '' };
      } catch (error) {
        return { ...common, params: 0, state: 'invalid', message: textOf(error) };
      }
    }),
  );
}
