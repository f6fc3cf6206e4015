import { z } from 'zod';
import { epochs, share } from '../fields.ts';
import { defineSchedule } from '../schedule.ts';

/** As PyTorch's StepLR. */
export const step = defineSchedule({
  kind: 'step',
  title: 'Steps',
  lesson:
    'The rate stays, then drops by a factor every so many epochs: a large rate to get near, a small one to settle. ' +
    'AlexNet, VGG and ResNet were trained so, divided by 10 whenever the validation error stopped falling. The loss ' +
    'curve shows each drop as a cliff.',
  parameters: z.object({
    every: epochs(5, { title: 'Every', description: 'Epochs from one drop to the next.' }),
    factor: share(0.1, { title: 'Factor', description: 'What the rate is multiplied by at each drop.' }),
  }),
  rate: ({ every, factor }, { base, step, stepsPerEpoch }) =>
    base * factor ** Math.floor(step / (every * stepsPerEpoch)),
});
