import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';

/** The network can be trained and has between `least` and `most` layers of a kind. */
export const layers = defineCheck({
  id: 'layers',
  parameters: z.strictObject({
    kind: z.string(),
    least: z.coerce.number().int().min(0).default(1),
    most: z.coerce.number().int().min(0).default(10_000),
  }),
  describe: ({ kind, least, most }) =>
    most === 10_000
      ? message('course.layers-least', { kind, least })
      : message('course.layers', { kind, least, most }),
  passes({ analysis: { network, layers: all } }, { kind, least, most }) {
    const count = all.filter((layer) => layer.kind === kind).length;
    return network !== null && count >= least && count <= most;
  },
});
