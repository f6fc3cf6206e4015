import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';
import { layerNamed } from '../find-layer.ts';

/** A layer has so many parameters. */
export const weights = defineCheck({
  id: 'weights',
  parameters: z.strictObject({ layer: z.string(), equals: z.coerce.number().int().min(0) }),
  describe: ({ layer, equals }) => message('course.weights', { layer, count: equals }),
  passes: (subject, { layer, equals }) => layerNamed(subject, layer)?.params === equals,
});
