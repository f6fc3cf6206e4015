import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';

/** The test accuracy of the latest run is above a share. */
export const accuracy = defineCheck({
  id: 'accuracy',
  parameters: z.strictObject({ above: z.coerce.number().min(0).max(1) }),
  describe: ({ above }) => message('course.accuracy', { share: above }),
  passes: ({ run }, { above }) => (run?.test?.accuracy ?? 0) > above,
});
