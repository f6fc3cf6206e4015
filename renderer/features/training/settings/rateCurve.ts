import { rateAt } from '../../../../src/training/rate.ts';
import { resolveSettings } from '../../../../src/training/resolve.ts';
import type { TrainingSettings } from '../../../../src/training/settings.ts';

/** The learning rate over a run, read at so many places. */
export interface RateCurve {
  /** At equal distances from the first step to the last. */
  readonly rates: readonly number[];
  readonly most: number;
  readonly least: number;
}

const places = 160;

/** Null for settings that cannot be trained with. A schedule that looks at the figures is drawn as if none fell. */
export function rateCurve(settings: TrainingSettings, stepsPerEpoch: number): RateCurve | null {
  const resolution = resolveSettings(settings);
  if (!resolution.ok) return null;
  const steps = settings.epochs * stepsPerEpoch;
  const count = Math.min(places, steps);
  const rates = Array.from({ length: count }, (_, at) => {
    const step = count === 1 ? 0 : Math.round((at * (steps - 1)) / (count - 1));
    return rateAt(resolution.settings, { step, stepsPerEpoch, history: [] });
  });
  return { rates, most: Math.max(...rates), least: Math.min(...rates) };
}

/** The curve as the path of an SVG, zero at the bottom. */
export function pathOf({ rates, most }: RateCurve, width: number, height: number): string {
  const x = (at: number): number => (rates.length === 1 ? 0 : (at * width) / (rates.length - 1));
  const y = (rate: number): number => height - (most === 0 ? 0 : (rate / most) * height);
  const points = rates.map((rate, at) => `${x(at).toFixed(1)} ${y(rate).toFixed(1)}`);
  return `M${points.join('L')}${rates.length === 1 ? `L${width} ${y(rates[0]!).toFixed(1)}` : ''}`;
}
