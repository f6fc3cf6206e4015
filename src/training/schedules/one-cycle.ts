import { z } from 'zod';
import { flag, share } from '../fields.ts';
import { defineSchedule } from '../schedule.ts';

const curves = {
  cosine: (from: number, to: number, part: number) => to + ((from - to) * (1 + Math.cos(Math.PI * part))) / 2,
  linear: (from: number, to: number, part: number) => from + (to - from) * part,
};

const divisor = (initial: number) => z.number().min(1).max(1e12).default(initial);

/** The 1cycle policy (Smith and Topin 2018), as PyTorch's OneCycleLR; the optimizer's rate is the peak. */
export const oneCycle = defineSchedule({
  kind: 'oneCycle',
  parameters: z.object({
    climb: share(0.3),
    curve: z.enum(['cosine', 'linear']).default('cosine'),
    startDivisor: divisor(25),
    endDivisor: divisor(1e4),
    threePhase: flag(false),
  }),
  rate({ climb, curve, startDivisor, endDivisor, threePhase }, { base, step, steps }) {
    const start = base / startDivisor;
    const end = start / endDivisor;
    const last = steps - 1;
    const top = climb * steps - 1;
    const stretches = threePhase
      ? ([
          [top, start, base],
          [2 * top, base, start],
          [last, start, end],
        ] as const)
      : ([
          [top, start, base],
          [last, base, end],
        ] as const);
    let from = 0;
    for (const [to, low, high] of stretches) {
      if (step <= to) return to === from ? high : curves[curve](low, high, (step - from) / (to - from));
      from = to;
    }
    return end;
  },
});
