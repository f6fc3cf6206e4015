import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';

/** After its last epoch, the run's validation loss lies above its training loss by a factor: it overfits. */
export const gap = defineCheck({
  id: 'gap',
  parameters: z.strictObject({ above: z.coerce.number().positive() }),
  describe: ({ above }) => message('course.gap', { factor: above }),
  passes({ run }, { above }) {
    const last = run?.epochs.at(-1);
    return last !== undefined && last.valLoss !== null && last.valLoss > above * last.loss;
  },
});
