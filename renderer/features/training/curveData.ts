import type { EpochRecord } from '../../../src/protocol/data.ts';
import type { SeriesView } from '../../stores/runs/trainingSeries.ts';

/** `loss`, `accuracy`, `learningRate`, or the name of a metric that the run measures. */
export type Metric = string;
export type SeriesName = 'batch' | 'train' | 'validation';

/** Columns of equal length, as uPlot takes them: steps, each batch, training and validation each epoch. */
export type CurveColumns = [number[], (number | null)[], (number | null)[], (number | null)[]];

interface Drawn {
  readonly series: readonly SeriesName[];
  /** Of an epoch: in training, and on the validation images. */
  read(record: EpochRecord): readonly [number | null, number | null];
}

const everySeries: readonly SeriesName[] = ['batch', 'train', 'validation'];
const drawn: ReadonlyMap<Metric, Drawn> = new Map<Metric, Drawn>([
  ['loss', { series: everySeries, read: (record) => [record.loss, record.valLoss] }],
  ['accuracy', { series: everySeries, read: (record) => [record.accuracy, record.valAccuracy] }],
  ['learningRate', { series: ['train'], read: (record) => [record.learningRate ?? null, null] }],
]);

/** A metric is measured on the validation images alone. */
const drawnOf = (metric: Metric): Drawn =>
  drawn.get(metric) ?? {
    series: ['validation'],
    read: (record) => [null, record.metrics?.[metric] ?? null],
  };

/** The curves that a figure has. Of a kept run the epochs are known, not each batch. */
export const seriesOf = (metric: Metric, past: boolean): readonly SeriesName[] =>
  drawnOf(metric).series.filter((name) => !past || name !== 'batch');

/** What can be drawn besides loss and accuracy. */
export function otherMetrics(records: readonly EpochRecord[]): readonly Metric[] {
  const last = records.at(-1);
  return [...Object.keys(last?.metrics ?? {}), ...(last?.learningRate === undefined ? [] : ['learningRate'])];
}

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
  const { read } = drawnOf(metric);
  const values = metric === 'loss' || metric === 'accuracy' ? view[metric] : null;
  const steps = values ? [...view.steps] : [];
  const each = Array.from(values ?? [], drawable);
  const train = new Array<number | null>(steps.length).fill(null);
  const validation = new Array<number | null>(steps.length).fill(null);
  const columns: CurveColumns = [steps, each, train, validation];
  for (const record of records) {
    const at = placeOf(columns, record.epoch * batches);
    const [own, held] = read(record);
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
    // A gap in the batch curve would break its line: the row takes its neighbor's value.
    columns[1].splice(low, 0, columns[1][low - 1] ?? null);
    columns[2].splice(low, 0, null);
    columns[3].splice(low, 0, null);
  }
  return low;
}
