import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';

/** The document trains on that dataset. */
export const dataset = defineCheck({
  id: 'dataset',
  parameters: z.strictObject({ is: z.string() }),
  describe: ({ is }) => message('course.dataset', { dataset: is }),
  passes: ({ document }, { is }) => document.data?.dataset === is,
});
