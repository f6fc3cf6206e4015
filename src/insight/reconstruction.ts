import type { TensorValue } from '../protocol/evaluation.ts';
import { message } from '../text/message.ts';
import type { Figure, FigureOf } from './figure.ts';
import { layoutOf } from './maps.ts';
import { aroundZero, rangeOfAll, type ValueRange } from './paint/range.ts';

/** A tensor as a picture, its values on a scale. */
function pictureOf(
  of: FigureOf<'picture'>['of'],
  { shape, values }: TensorValue,
  range: ValueRange,
): FigureOf<'picture'> {
  const [height, width, channels] = layoutOf(shape, values.length);
  return { figure: 'picture', of, shape, height, width, channels, values, range };
}

const rangeOf = (values: Float32Array): ValueRange => rangeOfAll({ height: 1, width: 1, maps: 1, values });

/** How much brighter (above zero) or darker each pixel came back, the mean over its channels. */
function difference(from: FigureOf<'picture'>, to: FigureOf<'picture'>): FigureOf<'picture'> {
  const { height, width, channels } = from;
  const values = new Float32Array(height * width);
  for (let at = 0; at < from.values.length; at++)
    values[Math.floor(at / channels)]! += (to.values[at]! - from.values[at]!) / channels;
  return pictureOf('difference', { shape: [height, width, 1], values }, aroundZero(rangeOf(values)));
}

/** An image as it went in, as it came back, on the same scale, and where the two differ. */
export function reconstruction(given: TensorValue, put: TensorValue): readonly Figure[] {
  const range = rangeOf(given.values);
  const from = pictureOf('input', given, range);
  const back = pictureOf('reconstruction', put, range);
  const squares = put.values.reduce((sum, value, at) => sum + (value - given.values[at]!) ** 2, 0);
  const error = squares / Math.max(1, put.values.length);
  return [
    from,
    back,
    difference(from, back),
    {
      figure: 'table',
      of: 'reconstruction-error',
      title: null,
      columns: [message('insight.measure'), message('insight.value')],
      rows: [['meanSquaredError', error]],
    },
  ];
}
