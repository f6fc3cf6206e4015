import type { EpochFigures } from './monitor.ts';
import type { ResolvedSettings } from './resolve.ts';

/** Where a run stands before a step. */
export interface RunPlace {
  /** Steps taken before this one; 0 in the first. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** The finished epochs, in order. */
  readonly history: readonly EpochFigures[];
}

type RateSettings = Pick<ResolvedSettings, 'schedule' | 'warmup' | 'epochs' | 'learningRate'>;

/** Steps that the learning rate rises for before its schedule begins. */
function warmupSteps({ warmup }: RateSettings, stepsPerEpoch: number): number {
  return Math.round(warmup.unit === 'steps' ? warmup.length : warmup.length * stepsPerEpoch);
}

/**
 * The learning rate of one step. Warm-up comes first: the rate rises in equal steps to where the schedule begins,
 * which then has the rest of the run, as PyTorch's SequentialLR of LinearLR and the schedule. A function of its
 * arguments alone: a resumed run has the rates that it would have had.
 * @param base the optimizer's learning rate; another one where it was changed while the run continued
 */
export function rateAt(settings: RateSettings, place: RunPlace, base = settings.learningRate): number {
  const { kind, params } = settings.schedule;
  const { step, stepsPerEpoch, history } = place;
  const warm = warmupSteps(settings, stepsPerEpoch);
  const steps = Math.max(1, settings.epochs * stepsPerEpoch - warm);
  const at = (own: number): number => kind.rate(params, { step: own, stepsPerEpoch, steps, base, history });
  return step < warm ? (at(0) * (step + 1)) / warm : at(step - warm);
}

/**
 * What the optimizer's learning rate has to be for this step to have the `wanted` one: schedules and warm-up multiply
 * it. A reduction on plateaus keeps above its own floor all the same.
 */
export function baseFor(settings: RateSettings, place: RunPlace, wanted: number): number {
  const factor = rateAt(settings, place, 1);
  return factor > 0 ? wanted / factor : wanted;
}
