import type { EpochRecord } from '../../../src/protocol/data.ts';
import type { SeriesView } from '../../stores/trainingSeries.ts';

export type Metric = 'loss' | 'accuracy';

/** Columns of equal length, as uPlot takes them: steps, each batch, training and validation each epoch. */
export type CurveColumns = [number[], (number | null)[], (number | null)[], (number | null)[]];

const epochValue: Readonly<Record<Metric, (record: EpochRecord) => readonly [number | null, number | null]>> =
  {
    loss: (record) => [record.loss, record.valLoss],
    accuracy: (record) => [record.accuracy, record.valAccuracy],
  };

/** What is no number makes a gap, not a line to nowhere. */
const drawable = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;

/**
 * Puts each epoch's values at the step that ended it.
 * @param batches steps an epoch
 */
export function curveColumns(
  view: SeriesView,
  records: readonly EpochRecord[],
  batches: number,
  metric: Metric,
): CurveColumns {
  const steps = [...view.steps];
  const each = Array.from(view[metric], drawable);
  const train = new Array<number | null>(steps.length).fill(null);
  const validation = new Array<number | null>(steps.length).fill(null);
  const columns: CurveColumns = [steps, each, train, validation];
  for (const record of records) {
    const at = placeOf(columns, record.epoch * batches);
    const [own, held] = epochValue[metric](record);
    train[at] = drawable(own);
    validation[at] = drawable(held);
  }
  return columns;
}

/** The row of a step; a new one where the batches were thinned out around it or have not come. */
function placeOf(columns: CurveColumns, step: number): number {
  const [steps] = columns;
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]! < step) low = middle + 1;
    else high = middle;
  }
  if (steps[low] !== step) {
    steps.splice(low, 0, step);
    // A gap in the batch curve would break its line: the row takes its neighbour's value.
    columns[1].splice(low, 0, columns[1][low - 1] ?? null);
    columns[2].splice(low, 0, null);
    columns[3].splice(low, 0, null);
  }
  return low;
}
