import { z } from 'zod';
import type { Tensor4D, TF } from '../../../layers/tensorflow.ts';
import { EngineError } from '../../../protocol/client.ts';
import { message } from '../../../text/message.ts';
import { filterMaps, outputMaps } from '../../maps.ts';
import { defineView } from '../../view.ts';
import { frameOf } from '../attribution/attribution.ts';
import { filterNames, kernelOf } from './kernels.ts';

const caption = (name: string) => message('members.caption', { view: 'filter-playground', name });

/** The mean over the channels, `[1, height, width, 1]`. */
const gray = (tf: TF, x: Tensor4D): Tensor4D => tf.mean(x, -1, true) as Tensor4D;

/**
 * A kernel chosen by hand, slid over an image as a convolution slides its own: a cross-correlation, as in all
 * deep-learning libraries. What lies outside of the image counts as 0.
 */
export const filterPlayground = defineView({
  group: 'experiments',
  needs: ['image'],
  parameters: z.object({
    filter: z.enum(filterNames).default('vertical'),
    numbers: z
      .array(z.number().min(-1000).max(1000))
      .max(225)
      .default([0, 0, 0, 0, 1, 0, 0, 0, 0])
      .meta({ only: { filter: 'custom' } }),
    stride: z.int().min(1).max(16).default(1),
    padding: z.enum(['same', 'valid']).default('same'),
    rectified: z.boolean().default(false),
  }),
  async *compute({ tf, input }, { image }, { filter, numbers, stride, padding, rectified }) {
    const kernel = kernelOf(filter, numbers);
    if (!kernel)
      throw new EngineError('invalid', message('insight.kernel-not-square', { count: numbers.length }));
    const { side, values } = kernel;
    const x = input(image);
    try {
      const [height, width, channels] = frameOf(x);
      if (padding === 'valid' && side > Math.min(height, width))
        throw new EngineError('invalid', message('insight.kernel-too-large', { side, height, width }));
      const seen = tf.tidy(() =>
        new Float32Array(gray(tf, tf.reshape(x, [1, height, width, channels]) as Tensor4D).dataSync()),
      );
      const slid = tf.tidy(() => {
        const own = tf.tensor4d([...values], [side, side, 1, 1]);
        const result = tf.conv2d(tf.tensor4d(seen, [1, height, width, 1]), own, stride, padding);
        return rectified ? tf.relu(result) : result;
      });
      const [, rows = 1, columns = 1] = slid.shape;
      const output = { shape: [rows, columns, 1], values: new Float32Array(slid.dataSync()) };
      slid.dispose();
      const span = seen.reduce(
        ({ min, max }, value) => ({ min: Math.min(min, value), max: Math.max(max, value) }),
        { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY },
      );
      yield [
        filterMaps({ shape: [side, side, 1, 1], values: Float32Array.from(values) }),
        {
          figure: 'picture',
          of: 'input',
          shape: [height, width, 1],
          height,
          width,
          channels: 1,
          values: seen,
          range: span,
        },
        outputMaps(output),
        {
          figure: 'table',
          of: 'measures',
          title: null,
          columns: [message('insight.measure'), message('insight.value')],
          rows: [
            [caption('size'), `${rows} × ${columns}`],
            [caption('sum'), values.reduce((sum, value) => sum + value, 0)],
          ],
        },
      ];
    } finally {
      x.dispose();
    }
  },
});
