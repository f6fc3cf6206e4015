import { z } from 'zod';
import { choice, flag, share } from '../fields.ts';
import { defineSchedule } from '../schedule.ts';

const curves = {
  cosine: (from: number, to: number, part: number) => to + ((from - to) * (1 + Math.cos(Math.PI * part))) / 2,
  linear: (from: number, to: number, part: number) => from + (to - from) * part,
};

const divisor = (initial: number, title: string, description: string) =>
  z.number().min(1).max(1e12).default(initial).meta({ title, description });

/** The 1cycle policy (Smith and Topin 2018), as PyTorch's OneCycleLR; the optimizer's rate is the peak. */
export const oneCycle = defineSchedule({
  kind: 'oneCycle',
  title: 'One cycle',
  lesson:
    'The rate climbs from a small one to a peak, then falls far below where it began (Smith and Topin 2018). The ' +
    'learning rate of the optimizer is the peak, and may be several times what a constant rate would bear: the ' +
    'climb prepares the network for it, and large steps in the middle keep it out of narrow valleys. Often the ' +
    'same accuracy in a fraction of the epochs. A run that is extended later follows a longer cycle.',
  parameters: z.object({
    climb: share(0.3, {
      title: 'Climb',
      description: 'The share of the run in which the rate rises to its peak.',
    }),
    curve: choice({ cosine: 'Cosine', linear: 'Straight' }, 'cosine', {
      title: 'Curve',
      description: 'How the rate goes from one end to the other.',
    }),
    startDivisor: divisor(25, 'Start divisor', 'The rate starts at the peak divided by this.'),
    endDivisor: divisor(1e4, 'End divisor', 'It ends at where it started, divided by this.'),
    threePhase: flag(false, {
      title: 'Three phases',
      description: 'Falls as long as it climbed, to where it started, before it falls to the end.',
    }),
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
