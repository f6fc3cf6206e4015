import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';

const limit = z.coerce.number().int().min(0);

/** The network can be trained and has a number of parameters within bounds. */
export const size = defineCheck({
  id: 'size',
  parameters: z.strictObject({ least: limit.default(0), most: limit.default(Number.MAX_SAFE_INTEGER) }),
  describe: ({ least, most }) =>
    most === Number.MAX_SAFE_INTEGER
      ? message('course.size-least', { least })
      : message('course.size', { least, most }),
  passes: ({ analysis: { network, totals } }, { least, most }) =>
    network !== null && totals.params >= least && totals.params <= most,
});
