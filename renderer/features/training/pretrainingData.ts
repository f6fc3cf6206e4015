import type { PretrainedLayer } from '../../../src/protocol/data.ts';
import type { StageProgress } from '../../stores/runs/runMachine.ts';
import type { SeriesView } from '../../stores/runs/trainingSeries.ts';

type Cell = number | null | undefined;

/**
 * Columns as uPlot takes them: place, the error of each batch, the mean of each epoch. Null ends a line; undefined is
 * no value there, and the line continues.
 */
export type PretrainingColumns = [number[], Cell[], Cell[]];

/** The stretch of the chart that belongs to a layer. */
export interface LayerSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export interface PretrainingCurve {
  readonly columns: PretrainingColumns;
  readonly stretches: readonly LayerSpan[];
}

/** How much of the horizontal axis a layer takes. */
interface Measure {
  readonly layer: number;
  readonly epoch: number;
}

function measureOf(layers: readonly PretrainedLayer[], at: StageProgress | null): Measure {
  if (at) return { layer: at.epochs * at.batches, epoch: at.batches };
  // Of a kept run the epochs are known, not each batch.
  return { layer: Math.max(1, ...layers.map(({ losses }) => losses.length)), epoch: 1 };
}

/**
 * The pretraining as one curve, layer after layer, each layer's line on its own.
 * @param view each batch's error, by the steps of all layers one after the other
 * @param at the layer under way, or the last; null for a kept run
 */
export function pretrainingCurve(
  view: SeriesView | null,
  layers: readonly PretrainedLayer[],
  at: StageProgress | null,
): PretrainingCurve {
  const measure = measureOf(layers, at);
  const names = layers.map(({ name }) => name);
  if (at && !names.includes(at.name)) names.push(at.name);
  const rows = new Map<number, [Cell, Cell]>();
  const row = (place: number): [Cell, Cell] => {
    const known = rows.get(place) ?? [undefined, undefined];
    rows.set(place, known);
    return known;
  };
  if (view && at) {
    for (const [index, step] of view.steps.entries()) {
      const loss = view.loss[index]!;
      row(step)[0] = Number.isFinite(loss) ? loss : null;
    }
  }
  for (const [index, { losses }] of layers.entries()) {
    for (const [epoch, loss] of losses.entries()) {
      row(index * measure.layer + (epoch + 1) * measure.epoch)[1] = Number.isFinite(loss) ? loss : null;
    }
  }
  // Between two layers both lines end.
  for (let index = 1; index < names.length; index++) rows.set(index * measure.layer + 0.5, [null, null]);
  const places = [...rows.keys()].sort((one, other) => one - other);
  // A line ends where a row says so until the next value: until then every row of the next layer has to.
  let ended = true;
  for (const place of places) {
    const cells = rows.get(place)!;
    if (typeof cells[1] === 'number') ended = false;
    else if (cells[1] === null) ended = true;
    else if (ended) cells[1] = null;
  }
  return {
    columns: [places, places.map((place) => rows.get(place)![0]), places.map((place) => rows.get(place)![1])],
    stretches: names.map((name, index) => ({
      name,
      from: index * measure.layer + (at ? 0 : 0.5),
      to: (index + 1) * measure.layer + (at ? 0 : 0.5),
    })),
  };
}

/** The layer at a place of the chart. */
export const stretchAt = (stretches: readonly LayerSpan[], place: number): LayerSpan | undefined =>
  stretches.find(({ from, to }) => place > from && place <= to);
