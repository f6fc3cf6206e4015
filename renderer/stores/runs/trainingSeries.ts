import type { PretrainingReport } from '../../../src/protocol/data.ts';
import { activeTab, onActiveTab } from '../tabs/activeTab.ts';
import { eachTab, type Tab } from '../tabs/tab.ts';

/**
 * Every step's loss and accuracy, outside React: reports come faster than a page may render. A chart
 * subscribes, and draws once a frame.
 */

/** Parallel arrays, oldest first. Views into the store: read them at once, do not keep them. */
export interface SeriesView {
  readonly steps: Float64Array;
  readonly loss: Float64Array;
  readonly accuracy: Float64Array;
}

/**
 * Points of a curve in bounded memory. When it is full every two neighbors become their mean, so that the
 * whole run stays in sight, ever coarser.
 */
export class Series {
  private readonly columns: readonly [Float64Array, Float64Array, Float64Array];
  private length = 0;
  /** Steps a kept point stands for, and the sum of those not yet kept. */
  private stride = 1;
  private waiting = 0;
  private last = 0;
  private readonly sum: [number, number, number] = [0, 0, 0];

  private readonly capacity: number;

  /** @param capacity most points kept; even */
  constructor(capacity = 16_384) {
    this.capacity = capacity;
    this.columns = [new Float64Array(capacity), new Float64Array(capacity), new Float64Array(capacity)];
  }

  push(step: number, loss: number, accuracy: number): void {
    const [steps, losses, accuracies] = this.columns;
    if (step <= this.last) this.rewind(step);
    this.last = step;
    this.sum[0] = step;
    this.sum[1] += loss;
    this.sum[2] += accuracy;
    this.waiting++;
    if (this.waiting === this.stride && this.length === this.capacity) this.halve();
    if (this.waiting < this.stride) return;
    steps[this.length] = this.sum[0];
    losses[this.length] = this.sum[1] / this.waiting;
    accuracies[this.length] = this.sum[2] / this.waiting;
    this.length++;
    this.waiting = 0;
    this.sum[1] = 0;
    this.sum[2] = 0;
  }

  view(): SeriesView {
    const [steps, loss, accuracy] = this.columns;
    return {
      steps: steps.subarray(0, this.length),
      loss: loss.subarray(0, this.length),
      accuracy: accuracy.subarray(0, this.length),
    };
  }

  clear(): void {
    this.length = 0;
    this.stride = 1;
    this.last = 0;
    this.waiting = 0;
    this.sum.fill(0);
  }

  /** A run that continues from its last checkpoint takes some steps again: their first takes are forgotten. */
  private rewind(step: number): void {
    while (this.length > 0 && this.columns[0][this.length - 1]! >= step) this.length--;
    this.waiting = 0;
    this.sum.fill(0);
  }

  private halve(): void {
    const [steps, losses, accuracies] = this.columns;
    for (let kept = 0; kept < this.length / 2; kept++) {
      steps[kept] = steps[2 * kept + 1]!;
      losses[kept] = (losses[2 * kept]! + losses[2 * kept + 1]!) / 2;
      accuracies[kept] = (accuracies[2 * kept]! + accuracies[2 * kept + 1]!) / 2;
    }
    this.length /= 2;
    this.stride *= 2;
  }
}

/** Steps of the layers before this one. */
const stepsBefore = ({
  index,
  epochs,
  batches,
}: Pick<PretrainingReport, 'index' | 'epochs' | 'batches'>): number => (index - 1) * epochs * batches;

/** A training run's batch points. */
class TrainingSeries {
  readonly #series = new Series();
  /** Of the pretraining: the error of each batch, by the steps of all layers one after the other. */
  readonly #pretraining = new Series();
  readonly #listeners = new Set<() => void>();

  view(): SeriesView {
    return this.#series.view();
  }

  /** The errors are the `loss`; there is no accuracy. */
  pretraining(): SeriesView {
    return this.#pretraining.view();
  }

  appendPretraining(report: PretrainingReport): void {
    const before = stepsBefore(report);
    report.steps.forEach((step, index) => {
      this.#pretraining.push(before + step, report.loss[index] ?? Number.NaN, Number.NaN);
    });
    this.#notify();
  }

  /** Called after each report (many steps at once); returns the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  append(report: {
    readonly steps: readonly number[];
    readonly loss: readonly number[];
    readonly accuracy: readonly (number | null)[];
  }): void {
    report.steps.forEach((step, index) => {
      this.#series.push(step, report.loss[index] ?? Number.NaN, report.accuracy[index] ?? Number.NaN);
    });
    this.#notify();
  }

  clear(): void {
    this.#series.clear();
    this.#pretraining.clear();
    this.#notify();
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const of: (tab: Tab) => TrainingSeries = eachTab(() => new TrainingSeries());

/** The batch points of the active tab's run, and of each tab's. */
export const trainingSeries = {
  of,
  view: (): SeriesView => of(activeTab()).view(),
  pretraining: (): SeriesView => of(activeTab()).pretraining(),
  /** Called after each report, and when another tab becomes active. */
  subscribe(listener: () => void): () => void {
    let end = of(activeTab()).subscribe(listener);
    const endFollowing = onActiveTab(() => {
      end();
      end = of(activeTab()).subscribe(listener);
      listener();
    });
    return () => {
      endFollowing();
      end();
    };
  },
};
