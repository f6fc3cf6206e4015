import { z } from 'zod';
import { defineLayerAttribution } from './attribution.ts';
import { classActivation } from './class-activation.ts';

/**
 * Where a layer's maps speak for a class: their sum, each weighted with the mean of the gradient of the score before the
 * softmax over its places (Selvaraju et al. 2017); of it what is positive, unless both signs are asked for.
 */
export const gradCam = defineLayerAttribution({
  parameters: z.object({ rectified: z.boolean().default(true) }),
  explain: (tools, x, subject, { rectified }) =>
    classActivation(tools, x, subject, rectified, (_maps, slopes) => tools.tf.mean(slopes, 0)),
});
