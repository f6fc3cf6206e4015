import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';
import { layerNamed } from '../find-layer.ts';

/** A layer's output has a shape, written `28x28x6`. */
export const shape = defineCheck({
  id: 'shape',
  parameters: z.strictObject({ layer: z.string(), equals: z.string().regex(/^\d+(x\d+)*$/) }),
  describe: ({ layer, equals }) => message('course.shape', { layer, shape: equals.replaceAll('x', ' × ') }),
  passes: (subject, { layer, equals }) => layerNamed(subject, layer)?.outputShape?.join('x') === equals,
});
