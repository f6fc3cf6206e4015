import { z } from 'zod';
import type { Tensor } from '../../layers/tensorflow.ts';
import { defineView } from '../view.ts';

/**
 * How the score of a class changes with each pixel: the gradient of the score before the softmax, of the channels the
 * largest magnitude or the sum (Simonyan, Vedaldi, Zisserman 2014).
 */
export const saliency = defineView({
  group: 'explanation',
  needs: ['image', 'class'],
  parameters: z.object({
    signed: z.boolean().default(false),
  }),
  refuse: (_network, { meaning }) => (meaning === 'reconstruction' ? 'needs-classes' : null),
  async *compute({ tf, labels, input, scores }, { image, class: index }, { signed }) {
    const x = input(image);
    const slope = tf.grad((value: Tensor) => tf.gather(scores(value), [index], 1))(x);
    const [height = 1, width = 1, channels = 1] = x.shape.slice(1);
    const heat = tf.tidy(() => {
      const pixels = tf.reshape(slope, [height * width, -1]);
      return signed ? tf.sum(pixels, -1) : tf.max(tf.abs(pixels), -1);
    });
    const values = { image: new Float32Array(x.dataSync()), heat: new Float32Array(heat.dataSync()) };
    tf.dispose([x, slope, heat]);
    const quantity = signed ? 'signed' : 'magnitude';
    const about = { index, label: labels[index] ?? String(index) };
    yield [{ figure: 'overlay', height, width, channels, ...values, quantity, class: about }];
  },
});
