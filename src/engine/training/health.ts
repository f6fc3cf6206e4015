import type { HealthRow } from '../../protocol/health.ts';
import { type StepPlan, trainedWeights } from '../model/step.ts';
import type { WeightTensors } from '../model/weights.ts';
import { type ActivationSamplerParts, createActivationSampler } from './activation-sampler.ts';
import type { Cursor } from './cursor.ts';

/** Rows within the first epoch, beside that of its first step: there gradients vanish or explode. Then one an epoch. */
const early = 8;

/** Follows a run's gradients from step to step and its activations from row to row. */
export interface Health {
  /** Called after each step that counts. @param norms of each trained weight's gradient, as `trainedWeights` has them */
  step(norms: readonly number[]): void;
  /** Called at an epoch's end before it is closed, and where the run diverges. */
  close(): void;
}

export interface HealthParts extends Omit<ActivationSamplerParts, 'backend' | 'network'> {
  readonly plan: StepPlan;
  readonly cursor: Cursor;
  /** Batches an epoch. */
  readonly batches: number;
  readonly steps: () => number;
  readonly borrow: <T>(use: (weights: WeightTensors) => T) => T;
  readonly onRow: (row: HealthRow) => void;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export function createHealth({ plan, cursor, batches, steps, borrow, onRow, ...rest }: HealthParts): Health {
  const { backend, network } = plan;
  const trained = trainedWeights(plan);
  const look = createActivationSampler({ backend, network, ...rest });
  const params = new Map<string, number>();
  for (const { layer, spec } of trained) {
    const size = spec.shape.reduce((product, dimension) => product * dimension, 1);
    params.set(layer.id, (params.get(layer.id) ?? 0) + size);
  }
  const ids = [...params.keys()];
  const places = trained.map(({ layer }) => ids.indexOf(layer.id));
  const squares = new Float64Array(ids.length);
  const sums = new Float64Array(ids.length);
  const peaks = new Float64Array(ids.length);
  let counted = 0;
  let seen: ReturnType<typeof look> = new Map();

  /** Whether a row is due after the present batch of the first epoch, before its end. */
  const due = (): boolean => {
    const { epoch, batch } = cursor;
    if (epoch !== 1 || batch >= batches) return false;
    if (batch === 1) return true;
    return Math.floor((batch * early) / batches) > Math.floor(((batch - 1) * early) / batches);
  };

  /** @param looks whether activations are looked at: that costs as much as a step or two */
  const take = (looks: boolean): void => {
    if (looks) seen = borrow(look);
    onRow({
      epoch: cursor.epoch,
      step: steps(),
      layers: network.layers.flatMap(({ id, name }) => {
        const at = ids.indexOf(id);
        const activation = seen.get(id) ?? null;
        if (at < 0 && !activation) return [];
        const measured = at >= 0 && counted > 0;
        return {
          layer: id,
          name,
          params: params.get(id) ?? 0,
          gradient: measured ? finite(sums[at]! / counted) : null,
          gradientPeak: measured ? finite(peaks[at]!) : null,
          activation,
        };
      }),
    });
    sums.fill(0);
    peaks.fill(0);
    counted = 0;
  };

  return {
    step(norms) {
      squares.fill(0);
      for (const [at, norm] of norms.entries()) squares[places[at]!]! += norm * norm;
      for (let at = 0; at < ids.length; at++) {
        const norm = Math.sqrt(squares[at]!);
        sums[at]! += norm;
        // NaN stays: what is no number is the largest there is.
        peaks[at] = norm > peaks[at]! || Number.isNaN(norm) ? norm : peaks[at]!;
      }
      counted++;
      if (due()) take(cursor.batch === 1 || cursor.batch === Math.ceil(batches / 2));
    },
    close: () => take(true),
  };
}
