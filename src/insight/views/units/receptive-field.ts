import { z } from 'zod';
import type { Tensor } from '../../../layers/tensorflow.ts';
import { fieldsOf } from '../../../network/fields.ts';
import type { FieldState } from '../../../network/receptive-field.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { outputMaps } from '../../maps.ts';
import { defineView, type Subject, type Tools } from '../../view.ts';
import { frameOf } from '../attribution/attribution.ts';
import { layerBeforeAnswer } from '../space/activations.ts';

const caption = (name: string) => message('members.caption', { view: 'receptive-field', name });

/** The place that lies this far along a side. */
const placeAt = (share: number, side: number): number => Math.min(side - 1, Math.floor(share * side));

/** How a layer's output has places: those of an image, along a sequence, or a single one. */
const sidesOf = (shape: readonly number[]): readonly [height: number, width: number] => {
  const [first = 1, second = 1] = shape;
  if (shape.length >= 3) return [first, second];
  return shape.length === 2 ? [1, first] : [1, 1];
};

const measures = (rows: readonly (readonly [string, string | number])[]): Figure => ({
  figure: 'table',
  of: 'measures',
  title: null,
  columns: [message('insight.measure'), message('insight.value')],
  rows: rows.map(([name, value]) => [caption(name), value]),
});

/** A pixel counts as seen where its gradient is at least this share of the largest (Luo et al. 2016). */
const seenFrom = 0.0455;

interface Place {
  readonly down: number;
  readonly across: number;
}

/** The theoretical field of a place, in pixels. */
function frameAt({ size, stride, start }: FieldState, row: number, column: number) {
  const along = (axis: number, at: number) => start[axis]! + at * stride[axis]!;
  if (size.length === 1) return { top: 0, left: along(0, column), height: 1, width: size[0]! };
  if (size.length !== 2) return null;
  return { top: along(0, row), left: along(1, column), height: size[0]!, width: size[1]! };
}

/** The pixels that a place of the layer sees, by the gradient of its outputs. */
function field(
  tools: Tools,
  x: Tensor,
  { layer }: Subject<'layer'>,
  { down, across }: Place,
): readonly Figure[] {
  const { tf, network, differentiable } = tools;
  const [rows, columns] = sidesOf(layer.outputShape);
  const [row, column] = [placeAt(down, rows), placeAt(across, columns)];
  const [height, width, channels] = frameOf(x);
  const heat = tf.tidy(() => {
    const slope = tf.grad((value: Tensor) => {
      const places = tf.reshape(differentiable(value, [layer.id]).get(layer.id)!, [rows * columns, -1]);
      return tf.sum(tf.slice(places, [row * columns + column, 0], [1, -1]));
    })(x);
    return new Float32Array(tf.sum(tf.abs(tf.reshape(slope, [height * width, -1])), -1).dataSync());
  });
  const largest = heat.reduce((most, value) => Math.max(most, value), 0);
  const seen = heat.reduce((sum, value) => sum + Number(largest > 0 && value >= seenFrom * largest), 0);
  const theory = fieldsOf(network).get(layer.id);
  return [
    {
      figure: 'overlay',
      height,
      width,
      channels,
      image: new Float32Array(x.dataSync()),
      heat,
      quantity: 'magnitude',
      class: null,
      frame: theory ? frameAt(theory, row, column) : null,
    },
    measures([
      ['place', `${row}, ${column}`],
      ['theoretical', theory ? theory.size.join(' × ') : '—'],
      ['stride', theory ? theory.stride.join(' × ') : '—'],
      ['effective', seen],
    ]),
  ];
}

/** The places of the layer that a pixel influences, by how much they change with it. */
function influence(
  tools: Tools,
  x: Tensor,
  { layer }: Subject<'layer'>,
  { down, across }: Place,
): readonly Figure[] {
  const { tf, differentiable } = tools;
  const [height, width, channels] = frameOf(x);
  const [row, column] = [placeAt(down, height), placeAt(across, width)];
  const [rows, columns] = sidesOf(layer.outputShape);
  const values = new Float32Array(x.dataSync());
  const step = 0.05;
  const pixel = (row * width + column) * channels;
  const moved = values.map((value, at) => (at >= pixel && at < pixel + channels ? value + step : value));
  const changes = tf.tidy(() => {
    const both = tf.tensor([...values, ...moved], [2, ...x.shape.slice(1)]);
    const [before, after] = tf.unstack(differentiable(both, [layer.id]).get(layer.id)!) as [Tensor, Tensor];
    const change = tf.reshape(tf.abs(tf.sub(after, before)), [rows * columns, -1]);
    return new Float32Array(tf.div(tf.sum(change, -1), step).dataSync());
  });
  const reached = changes.reduce((sum, value) => sum + Number(value > 0), 0);
  return [
    {
      figure: 'overlay',
      height,
      width,
      channels,
      image: values,
      heat: Float32Array.from({ length: height * width }, (_, at) => Number(at === row * width + column)),
      quantity: 'magnitude',
      class: null,
      frame: { top: row, left: column, height: 1, width: 1 },
    },
    outputMaps({ shape: [rows, columns, 1], values: changes }),
    measures([
      ['pixel', `${row}, ${column}`],
      ['reached', `${reached} / ${rows * columns}`],
    ]),
  ];
}

const directions = { field, influence };

/**
 * What a place of a layer sees of the image, theoretically (Araujo, Norris, Sim 2019) and effectively, by its gradient
 * (Luo, Li, Urtasun, Zemel 2016); or which places a pixel influences.
 */
export const receptiveField = defineView({
  group: 'units',
  needs: ['layer', 'image'],
  usualLayer: layerBeforeAnswer,
  parameters: z.object({
    direction: z.enum(['field', 'influence']).default('field'),
    down: z.number().min(0).max(1).default(0.5),
    across: z.number().min(0).max(1).default(0.5),
  }),
  async *compute(tools, subject, { direction, ...place }) {
    const x = tools.input(subject.image);
    try {
      yield directions[direction](tools, x, subject, place);
    } finally {
      x.dispose();
    }
  },
});
