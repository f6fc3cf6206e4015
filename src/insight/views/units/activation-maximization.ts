import { z } from 'zod';
import type { Tensor, Tensor2D, TF } from '../../../layers/tensorflow.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { layoutOf } from '../../maps.ts';
import { createRandom } from '../../random.ts';
import { defineView } from '../../view.ts';
import { needsClasses } from '../attribution/attribution.ts';
import { channelOf, checkChannel } from './channel.ts';

/** Frequencies of a side in cycles: 0, then each as a cosine and a sine. */
const frequencyOf = (at: number): number => Math.ceil(at / 2);

/** Waves along a side as columns of an orthonormal matrix, `[side, side]`. */
function waves(tf: TF, side: number): Tensor2D {
  const values = new Float32Array(side * side);
  for (let place = 0; place < side; place++) {
    for (let at = 0; at < side; at++) {
      const angle = (2 * Math.PI * frequencyOf(at) * place) / side;
      const alone = at === 0 || 2 * frequencyOf(at) === side;
      const wave = at % 2 === 1 || at === 0 ? Math.cos(angle) : Math.sin(angle);
      values[place * side + at] = wave * Math.sqrt((alone ? 1 : 2) / side);
    }
  }
  return tf.tensor2d(values, [side, side]);
}

/** What an image is made of, and the image made of it, of any values. */
interface ImageParametrization {
  readonly start: Tensor;
  image(parts: Tensor): Tensor;
  dispose(): void;
}

type Size = readonly [height: number, width: number, channels: number];

const noiseOf = (tf: TF, [height, width, channels]: Size, deviation: number): Tensor => {
  const { normal } = createRandom(1);
  const values = Float32Array.from({ length: height * width * channels }, () => deviation * normal());
  return tf.tensor(values, [channels, height, width]);
};

/** The pixels themselves. */
const ofPixels = (tf: TF, size: Size): ImageParametrization => ({
  start: noiseOf(tf, size, 0.1),
  image: (parts) => parts,
  dispose: () => {},
});

/** Waves, each as strong as it is long, so that all are learned at one pace (Olah, Mordvintsev, Schubert 2017). */
function ofWaves(tf: TF, size: Size): ImageParametrization {
  const [height, width] = size;
  const [down, across] = [waves(tf, height), waves(tf, width)];
  const least = 1 / Math.max(height, width);
  const scale = tf.tensor2d(
    Float32Array.from({ length: height * width }, (_, at) => {
      const [y, x] = [frequencyOf(Math.floor(at / width)) / height, frequencyOf(at % width) / width];
      return Math.sqrt(height * width) / 4 / (Math.max(least, Math.hypot(y, x)) * Math.max(height, width));
    }),
    [height, width],
  );
  return {
    start: noiseOf(tf, size, 0.01),
    image(parts) {
      const planes = tf.unstack(tf.mul(parts, scale)) as Tensor2D[];
      return tf.stack(planes.map((plane) => tf.matMul(tf.matMul(down, plane), across, false, true)));
    },
    dispose: () => tf.dispose([down, across, scale]),
  };
}

/** Moved round by some rows and columns. @param x `[channels, height, width]` */
function rolled(tf: TF, x: Tensor, by: readonly [rows: number, columns: number]): Tensor {
  return by.reduce((moved, steps, at) => {
    const axis = at + 1;
    const side = moved.shape[axis]!;
    const split = ((steps % side) + side) % side;
    if (split === 0) return moved;
    const [first, second] = tf.split(moved, [side - split, split], axis) as [Tensor, Tensor];
    return tf.concat([second, first], axis);
  }, x);
}

/** Steps between two pictures of how far it is. */
const shownEvery = 16;

/**
 * An image to which a channel of a layer responds most, made by climbing its gradient (Erhan et al. 2009), with Adam. Of
 * the last layer it is the score of a class before the softmax.
 */
export const activationMaximization = defineView({
  group: 'units',
  needs: ['layer'],
  usualLayer: ({ outputs }) => outputs[0] ?? null,
  parameters: z.object({
    channel: z.int().min(0).default(0),
    steps: z.int().min(1).max(2000).default(128),
    rate: z.number().min(0.001).max(1).default(0.05),
    fourier: z.boolean().default(true),
    jitter: z.int().min(0).max(32).default(2),
  }),
  async *compute(tools, { layer }, { channel, steps, rate, fourier, jitter }) {
    const { tf, network, reading, target, input, differentiable, scores, yieldToTraining } = tools;
    const isAnswer = layer.id === network.outputs[0] && !needsClasses(network, reading, null, target);
    if (!(isAnswer && reading.single)) checkChannel(layer, channel);
    const shape = network.layers.find(({ id }) => id === network.inputs[0])!.outputShape;
    const size = layoutOf(
      shape,
      shape.reduce((product, side) => product * side, 1),
    ) as Size;
    const [height, width, channels] = size;
    // The values that black and white are to the network are as far as an image may go.
    const plain = (value: number): readonly [number, number] => {
      const own = channels === 3 ? 3 : 1;
      const x = input({
        height,
        width,
        channels: own,
        data: new Uint8Array(height * width * own).fill(value),
      });
      const span = tf.tidy(() => [tf.min(x).dataSync()[0]!, tf.max(x).dataSync()[0]!] as [number, number]);
      x.dispose();
      return span;
    };
    const ends = [...plain(0), ...plain(255)];
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    const making = (fourier ? ofWaves : ofPixels)(tf, size);
    const { uniform } = createRandom(2);
    let parts = making.start;
    let first = tf.zerosLike(parts);
    let second = tf.zerosLike(parts);
    const imageOf = (own: Tensor): Tensor => tf.add(tf.mul(tf.sigmoid(making.image(own)), high - low), low);
    const response = (own: Tensor, by: readonly [number, number]): Tensor => {
      const moved = tf.transpose(rolled(tf, imageOf(own), by), [1, 2, 0]);
      const x = tf.reshape(moved, [1, ...shape]);
      const output = isAnswer ? scores(x) : differentiable(x, [layer.id]).get(layer.id)!;
      return tf.mean(channelOf(tools, output, channel));
    };
    const responses: number[] = [];
    const show = (): readonly Figure[] => {
      const values = tf.tidy(() => new Float32Array(tf.transpose(imageOf(parts), [1, 2, 0]).dataSync()));
      return [
        {
          figure: 'picture',
          of: 'preferred',
          shape: [...shape],
          height,
          width,
          channels,
          values,
          range: { min: low, max: high },
        },
        {
          figure: 'lines',
          title: null,
          x: {
            label: message('members.caption', { view: 'activation-maximization', name: 'step' }),
            min: null,
            max: null,
          },
          y: {
            label: message('members.caption', { view: 'activation-maximization', name: 'response' }),
            min: null,
            max: null,
          },
          series: [
            {
              label: message('insight.channel', { layer: layer.name, channel }),
              style: 'line',
              x: Float32Array.from(responses, (_, at) => at + 1),
              y: Float32Array.from(responses),
            },
          ],
        },
      ];
    };
    const draw = (): number => Math.floor(uniform() * (2 * jitter + 1)) - jitter;
    try {
      for (let step = 1; step <= steps; step++) {
        const by = [height > 1 ? draw() : 0, width > 1 ? draw() : 0] as const;
        const before = [parts, first, second];
        const climbed = tf.tidy(() => {
          const { value, grad } = tf.valueAndGrad((own: Tensor) => response(own, by))(parts);
          const mean = tf.add(tf.mul(first, 0.9), tf.mul(grad, 0.1));
          const square = tf.add(tf.mul(second, 0.999), tf.mul(tf.square(grad), 0.001));
          const up = tf.div(
            tf.div(mean, 1 - 0.9 ** step),
            tf.add(tf.sqrt(tf.div(square, 1 - 0.999 ** step)), 1e-8),
          );
          return [value, tf.add(parts, tf.mul(up, rate)), mean, square] as [Tensor, Tensor, Tensor, Tensor];
        });
        responses.push(climbed[0].dataSync()[0]!);
        climbed[0].dispose();
        tf.dispose(before);
        [, parts, first, second] = climbed;
        if (step % shownEvery === 0 && step < steps) yield show();
        await yieldToTraining();
      }
      yield show();
    } finally {
      tf.dispose([parts, first, second]);
      making.dispose();
    }
  },
});
