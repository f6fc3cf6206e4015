import { z } from 'zod';
import { defineSchedule } from '../schedule.ts';

export const constant = defineSchedule({
  kind: 'constant',
  parameters: z.object({}),
  rate: (_params, { base }) => base,
});
