import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';

/** The latest run has trained for that many epochs. */
export const trained = defineCheck({
  id: 'trained',
  parameters: z.strictObject({ epochs: z.coerce.number().int().min(1) }),
  describe: ({ epochs }) => message('course.trained', { epochs }),
  passes: ({ run }, { epochs }) => (run?.epochs.length ?? 0) >= epochs,
});
