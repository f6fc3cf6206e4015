import { metricOf } from './metrics/registry.ts';

/** What is known of a finished epoch, as runs record it. */
export interface EpochFigures {
  readonly epoch: number;
  readonly loss: number;
  /** Null where the network is to give back its input. */
  readonly accuracy: number | null;
  /** Null without a validation split. */
  readonly valLoss: number | null;
  readonly valAccuracy: number | null;
  /** On the validation split, by the name of the metric. */
  readonly metrics?: Readonly<Record<string, number>> | undefined;
}

interface Figure {
  readonly better: 'larger' | 'smaller';
  read(record: EpochFigures): number | null;
}

// Without a validation split the training figures are all there is.
const ofEveryRun: ReadonlyMap<string, Figure> = new Map<string, Figure>([
  ['loss', { better: 'smaller', read: (record) => record.loss }],
  ['accuracy', { better: 'larger', read: (record) => record.accuracy }],
  ['valLoss', { better: 'smaller', read: (record) => record.valLoss ?? record.loss }],
  ['valAccuracy', { better: 'larger', read: (record) => record.valAccuracy ?? record.accuracy }],
]);

/** What can be watched in every run, whatever metrics it has. */
export const watchable: readonly string[] = [...ofEveryRun.keys()];

/** The watched figure of an epoch: one of `watchable` or a metric's name; null where the epoch has none. */
export function figureOf(name: string, record: EpochFigures): number | null {
  const known = ofEveryRun.get(name);
  const value = known ? known.read(record) : (record.metrics?.[name] ?? null);
  return value !== null && Number.isFinite(value) ? value : null;
}

/** Whether `value` of a watched figure is better than `best` by more than `minDelta`. */
export function improves(name: string, value: number, best: number, minDelta: number): boolean {
  const better = (ofEveryRun.get(name) ?? metricOf(name))?.better;
  return better === 'smaller' ? value < best - minDelta : value > best + minDelta;
}
