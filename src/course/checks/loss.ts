import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';

/** The training loss of the run's last epoch is below a number. */
export const loss = defineCheck({
  id: 'loss',
  parameters: z.strictObject({ below: z.coerce.number().positive() }),
  describe: ({ below }) => message('course.loss', { limit: below }),
  passes: ({ run }, { below }) => (run?.epochs.at(-1)?.loss ?? Number.POSITIVE_INFINITY) < below,
});
