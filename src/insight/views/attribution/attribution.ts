import type { z } from 'zod';
import type { Tensor } from '../../../layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../../../network/network.ts';
import type { OutputReading } from '../../../network/outputs.ts';
import type { TargetKind } from '../../../training/target.ts';
import type { Figure, FigureOf } from '../../figure.ts';
import { layoutOf } from '../../maps.ts';
import { defineView, type Refusal, type Subject, type Tools, type View } from '../../view.ts';

/** How much each pixel matters. */
export interface Attribution {
  /** `[height * width]` of the input as it is drawn. */
  readonly heat: Float32Array<ArrayBuffer>;
  readonly quantity: FigureOf<'overlay'>['quantity'];
  /** What is shown below. */
  readonly more?: readonly Figure[];
}

/** Scores of classes are explained; a network that answers with something else has none. */
export const needsClasses = (
  _network: Network,
  { meaning }: OutputReading,
  _layer: NetworkLayer | null,
  target: TargetKind,
): Refusal | null =>
  meaning === 'reconstruction' || meaning === 'numbers' || target === 'mask' ? 'needs-classes' : null;

/** Answers are compared with the class of each example. */
export const needsLabels = (
  network: Network,
  reading: OutputReading,
  layer: NetworkLayer | null,
  target: TargetKind,
): Refusal | null =>
  target === 'class' ? needsClasses(network, reading, layer, target) : 'predicts-no-classes';

/** How an input is drawn: an image as it is, a sequence in a row, a vector in reading order. @param x `[1, ...input]` */
export const frameOf = (x: Tensor): readonly [height: number, width: number, channels: number] =>
  layoutOf(x.shape.slice(1), x.size);

/**
 * The gradient of the sum of a class's scores, before the softmax, by the inputs.
 * @param x `[count, ...input]`
 * @returns of that shape
 */
export const gradientOf = ({ tf, scores }: Tools, x: Tensor, index: number): Tensor =>
  tf.grad((value: Tensor) => tf.sum(tf.gather(scores(value), [index], 1)))(x);

/** The score of a class of each example, `[count]`. @param x `[count, ...input]` */
export const scoresOf = ({ tf, scores }: Tools, x: Tensor, index: number): Float32Array<ArrayBuffer> =>
  tf.tidy(() => new Float32Array(tf.reshape(tf.gather(scores(x), [index], 1), [-1]).dataSync()));

/**
 * One number a pixel: the sum over its channels, or the largest magnitude.
 * @param values of the input's shape; is disposed of
 */
export function perPixel({ tf }: Tools, values: Tensor, signed: boolean): Attribution {
  const [height, width] = frameOf(values);
  const heat = tf.tidy(() => {
    const pixels = tf.reshape(values, [height * width, -1]);
    return new Float32Array((signed ? tf.sum(pixels, -1) : tf.max(tf.abs(pixels), -1)).dataSync());
  });
  values.dispose();
  return { heat, quantity: signed ? 'signed' : 'magnitude' };
}

interface AttributionSpec<P extends z.ZodObject> {
  readonly parameters: P;
  refuse?(network: Network): Refusal | null;
  /** Each yield replaces the one before. @param x the network's input, `[1, ...input]`; stays the caller's */
  explain(
    tools: Tools,
    x: Tensor,
    subject: Subject<'image' | 'class'>,
    parameters: z.output<P>,
  ): AsyncIterable<Attribution>;
}

const overlayOf = (
  { labels }: Tools,
  x: Tensor,
  index: number,
  { heat, quantity, more = [] }: Attribution,
): readonly Figure[] => {
  const [height, width, channels] = frameOf(x);
  const image = new Float32Array(x.dataSync());
  const about = { index, label: labels[index] ?? String(index) };
  return [
    { figure: 'overlay', height, width, channels, image, heat, quantity, class: about, frame: null },
    ...more,
  ];
};

/** A view of how much each pixel of an image matters to the score of a class, drawn over the image. */
export const defineAttribution = <P extends z.ZodObject>({
  parameters,
  refuse,
  explain,
}: AttributionSpec<P>): View =>
  defineView({
    group: 'explanation',
    needs: ['image', 'class'],
    parameters,
    refuse: (network, reading, layer, target) =>
      needsClasses(network, reading, layer, target) ?? refuse?.(network) ?? null,
    async *compute(tools, subject, chosen) {
      const x = tools.input(subject.image);
      try {
        for await (const attribution of explain(tools, x, subject, chosen))
          yield overlayOf(tools, x, subject.class, attribution);
      } finally {
        x.dispose();
      }
    },
  });

/** A view as `defineAttribution` makes, of a layer's maps. */
export const defineLayerAttribution = <P extends z.ZodObject>({
  parameters,
  explain,
}: {
  readonly parameters: P;
  explain(
    tools: Tools,
    x: Tensor,
    subject: Subject<'image' | 'class' | 'layer'>,
    parameters: z.output<P>,
  ): Attribution;
}): View =>
  defineView({
    group: 'explanation',
    needs: ['layer', 'image', 'class'],
    parameters,
    usualLayer: (network) => network.layers.findLast(hasMaps)?.id ?? null,
    refuse: (network, reading, layer, target) =>
      needsClasses(network, reading, layer, target) ?? (layer && !hasMaps(layer) ? 'needs-maps' : null),
    async *compute(tools, subject, chosen) {
      const x = tools.input(subject.image);
      try {
        yield overlayOf(tools, x, subject.class, explain(tools, x, subject, chosen));
      } finally {
        x.dispose();
      }
    },
  });

/** Whether a layer puts out maps that still have places: of an image or along a sequence. */
const hasMaps = ({ outputShape, kind }: NetworkLayer): boolean =>
  kind.family !== 'input' && outputShape.length >= 2 && outputShape.slice(0, -1).some((side) => side > 1);
