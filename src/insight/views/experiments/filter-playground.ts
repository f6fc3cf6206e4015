import { z } from 'zod';
import { padBefore } from '../../../layers/sliding.ts';
import type { Tensor4D, TF } from '../../../layers/tensorflow.ts';
import { EngineError } from '../../../protocol/client.ts';
import { message } from '../../../text/message.ts';
import type { FigureOf } from '../../figure.ts';
import { outputMaps } from '../../maps.ts';
import { defineView } from '../../view.ts';
import { frameOf } from '../attribution/attribution.ts';
import { filterNames, type Kernel, kernelOf } from './kernels.ts';

const caption = (name: string) => message('members.caption', { view: 'filter-playground', name });

/** The mean over the channels, `[1, height, width, 1]`. */
const gray = (tf: TF, x: Tensor4D): Tensor4D => tf.mean(x, -1, true) as Tensor4D;

interface FilterResponse {
  readonly rows: number;
  readonly columns: number;
  readonly row: number;
  readonly column: number;
  readonly top: number;
  readonly left: number;
  readonly rectified: boolean;
}

/** One value of the result with its numbers. */
function unitOf(
  image: { readonly height: number; readonly width: number; readonly values: Float32Array<ArrayBuffer> },
  { side, values }: Kernel,
  output: Float32Array<ArrayBuffer>,
  { rows, columns, row, column, top, left, rectified }: FilterResponse,
): FigureOf<'unit'> {
  const patch = Float32Array.from({ length: side * side }, (_, at) => {
    const [y, x] = [top + Math.floor(at / side), left + (at % side)];
    const inside = y >= 0 && x >= 0 && y < image.height && x < image.width;
    return inside ? image.values[y * image.width + x]! : Number.NaN;
  });
  const weights = Float32Array.from(values);
  const sum = patch.reduce((all, value, at) => all + (Number.isNaN(value) ? 0 : value * weights[at]!), 0);
  return {
    figure: 'unit',
    layer: caption('kernel'),
    row,
    column,
    channel: 0,
    output: { height: rows, width: columns, values: output },
    window: { top, left, height: side, width: side },
    terms: [{ from: caption('input'), channel: 0, map: image, patch, weights, sum }],
    others: { count: 0, sum: 0 },
    bias: 0,
    sum,
    activation: rectified ? 'relu' : null,
    value: output[row * columns + column]!,
    exact: true,
  };
}

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
    row: z.int().min(0).default(8),
    column: z.int().min(0).default(8),
  }),
  async *compute({ tf, input }, { image }, { filter, numbers, stride, padding, rectified, row, column }) {
    const kernel = kernelOf(filter, numbers);
    if (!kernel)
      throw new EngineError('invalid', message('insight.kernel-not-square', { count: numbers.length }));
    const { side, values } = kernel;
    const x = input(image);
    try {
      const [height, width, channels] = frameOf(x);
      if (padding === 'valid' && side > Math.min(height, width))
        throw new EngineError('invalid', message('insight.kernel-too-large', { side, height, width }));
      const seen = tf.tidy(
        () => new Float32Array(gray(tf, tf.reshape(x, [1, height, width, channels]) as Tensor4D).dataSync()),
      );
      const slid = tf.tidy(() => {
        const own = tf.tensor4d([...values], [side, side, 1, 1]);
        const result = tf.conv2d(tf.tensor4d(seen, [1, height, width, 1]), own, stride, padding);
        return rectified ? tf.relu(result) : result;
      });
      const [, rows = 1, columns = 1] = slid.shape;
      const output = { shape: [rows, columns, 1], values: new Float32Array(slid.dataSync()) };
      slid.dispose();
      const before = [height, width].map((length) => padBefore(length, side, stride, padding)) as [
        number,
        number,
      ];
      yield [
        outputMaps(output),
        unitOf({ height, width, values: seen }, { side, values }, output.values, {
          rows,
          columns,
          row: Math.min(row, rows - 1),
          column: Math.min(column, columns - 1),
          top: Math.min(row, rows - 1) * stride - before[0],
          left: Math.min(column, columns - 1) * stride - before[1],
          rectified,
        }),
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
