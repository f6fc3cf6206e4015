import { z } from 'zod';
import { factsOfActivation } from '../../../layers/activations.ts';
import type { Tensor, TF } from '../../../layers/tensorflow.ts';
import type { NetworkLayer } from '../../../network/network.ts';
import { defineAttribution, perPixel } from './attribution.ts';

/** Whether a layer ends in a ReLU: one that is 0 for a whole half of its input. */
const rectifies = ({ params, kind }: NetworkLayer): boolean =>
  kind.family !== 'recurrent' &&
  typeof params['activation'] === 'string' &&
  factsOfActivation(params['activation'])?.switchesOff === true;

/** Hands values on, and of gradients those that are positive. */
const onlyRising = (tf: TF, values: Tensor): Tensor =>
  tf.customGrad((x) => ({
    value: tf.clone(x as Tensor),
    gradFunc: (slope: Tensor) => tf.relu(slope),
  }))(values);

/**
 * The gradient of the score, of which each ReLU lets only what is positive pass on the way back as well (Springenberg et
 * al. 2015). Sharp, but nearly the same for every class and with random weights (Adebayo et al. 2018).
 */
export const guidedBackpropagation = defineAttribution({
  parameters: z.object({ signed: z.boolean().default(false) }),
  refuse: ({ layers }) => (layers.some(rectifies) ? null : 'needs-relu'),
  async *explain(tools, x, { class: index }, { signed }) {
    const { tf, network, scores } = tools;
    const rectified = new Set(network.layers.filter(rectifies).map(({ id }) => id));
    const slope = tf.grad((value: Tensor) => {
      const own = scores(value, {
        output: (layer, output) => (rectified.has(layer) ? onlyRising(tf, output) : output),
      });
      return tf.sum(tf.gather(own, [index], 1));
    })(x);
    yield perPixel(tools, slope, signed);
  },
});
