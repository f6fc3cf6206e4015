import { z } from 'zod';
import { defineLayerAttribution } from './attribution.ts';
import { classActivation } from './class-activation.ts';

/**
 * Grad-CAM with a weight for each place, which finds several objects of a class (Chattopadhay et al. 2018, equations 10
 * to 12 and 19). The score's exponential, a factor of all, is left out.
 */
export const gradCamPlusPlus = defineLayerAttribution({
  parameters: z.object({ rectified: z.boolean().default(true) }),
  explain: (tools, x, subject, { rectified }) =>
    classActivation(tools, x, subject, rectified, (maps, slopes) => {
      const { tf } = tools;
      const squares = tf.square(slopes);
      const below = tf.add(tf.mul(squares, 2), tf.mul(tf.mul(squares, slopes), tf.sum(maps, 0)));
      const shares = tf.div(squares, tf.where(tf.notEqual(below, 0), below, tf.onesLike(below)));
      return tf.sum(tf.mul(shares, tf.relu(slopes)), 0);
    }),
});
