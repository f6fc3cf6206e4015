import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';
import { layerNamed } from '../find-layer.ts';

/** The receptive field of a layer has at least that many pixels along its shorter side. */
export const field = defineCheck({
  id: 'field',
  parameters: z.strictObject({ layer: z.string(), least: z.coerce.number().int().min(1) }),
  describe: ({ layer, least }) => message('course.field', { layer, least }),
  passes: (subject, { layer, least }) =>
    Math.min(...(layerNamed(subject, layer)?.receptiveField?.size ?? [0])) >= least,
});
