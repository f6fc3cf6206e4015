import type { HealthRow } from '../../protocol/health.ts';
import { message } from '../../text/message.ts';
import { clipping, normalization, rate } from './remedies.ts';
import { type Detector, knownLayers, type Trouble } from './trouble.ts';

/** How many times what it was at first, and at least how large: a norm that grows from little is learning. */
const grown = 30;
const large = 100;

/** The norm of all gradients together; null where one is not finite. */
function peakOf(row: HealthRow): number | null {
  let squares = 0;
  for (const { gradientPeak, params } of row.layers) {
    if (params === 0) continue;
    if (gradientPeak === null) return null;
    squares += gradientPeak ** 2;
  }
  return Math.sqrt(squares);
}

/** Bengio, Simard and Frasconi 1994; Pascanu, Mikolov and Bengio 2013. */
export const explodingGradient: Detector = {
  code: 'exploding-gradient',
  find(input): readonly Trouble[] {
    const { rows } = input;
    const newest = rows.at(-1);
    const first = rows[0];
    if (!newest || !first) return [];
    const peak = peakOf(newest);
    const mean = Math.sqrt(first.layers.reduce((sum, { gradient }) => sum + (gradient ?? 0) ** 2, 0));
    if (peak !== null && (peak < large || peak < grown * mean)) return [];
    const layers = knownLayers(input, newest).filter(({ health }) => health.params > 0);
    const worst = layers.reduce<(typeof layers)[number] | null>((most, layer) => {
      const size = (of: typeof layer) => of.health.gradientPeak ?? Number.POSITIVE_INFINITY;
      return most === null || size(layer) > size(most) ? layer : most;
    }, null);
    const layer = worst?.layer.name ?? null;
    return [
      {
        code: 'exploding-gradient',
        severity: 'warning',
        layer: worst?.layer.id ?? null,
        epoch: newest.epoch,
        message:
          peak === null
            ? message('troubles.gradient-infinite', { layer })
            : message('troubles.gradient-explodes', { layer, now: peak, first: mean }),
        repairs: [
          ...rate(input, 0.1),
          ...clipping(input),
          ...(worst ? normalization(input, [worst.layer]) : []),
        ],
      },
    ];
  },
};
