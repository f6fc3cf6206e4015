import { z } from 'zod';
import { spanAt } from '../../../network/axis-field.ts';
import { fieldsOf } from '../../../network/fields.ts';
import type { FieldState } from '../../../network/receptive-field.ts';
import { message } from '../../../text/message.ts';
import { layoutOf } from '../../maps.ts';
import { defineView } from '../../view.ts';
import { layerBeforeAnswer, spread } from '../space/activations.ts';
import { channelOf, checkChannel } from './channel.ts';

/** Examples that are computed at once. */
const portion = 128;

interface Found {
  readonly example: number;
  /** Of the layer's places, in reading order. */
  readonly place: number;
  readonly value: number;
}

interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The part of the input that a place sees; the whole where that is not known or not smaller. */
function boxOf(
  field: FieldState | null | undefined,
  shape: readonly number[],
  place: number,
  whole: Box,
): Box {
  if (field?.along.length !== 2 || shape.length !== 3) return whole;
  const columns = shape[1]!;
  const [rows, cols] = [
    spanAt(field.along[0]!, Math.floor(place / columns)),
    spanAt(field.along[1]!, place % columns),
  ];
  const [height, width] = [rows[1] - rows[0] + 1, cols[1] - cols[0] + 1];
  if (!Number.isFinite(height + width) || height >= whole.height || width >= whole.width) return whole;
  return { top: rows[0], left: cols[0], height, width };
}

/** The parts of the data to which a channel responds most, one of each example (Zeiler, Fergus 2014). */
export const topPatches = defineView({
  group: 'units',
  needs: ['layer'],
  usualLayer: layerBeforeAnswer,
  parameters: z.object({
    channel: z.int().min(0).default(0),
    split: z.enum(['test', 'train']).default('test'),
    examples: z.int().min(1).max(60_000).default(2000),
    count: z.int().min(1).max(100).default(16),
  }),
  async *compute(tools, { layer }, { channel, split, examples: wanted, count }) {
    const { tf, network, labels, outputs, yieldToTraining } = tools;
    checkChannel(layer, channel);
    const examples = await tools.examples(split);
    try {
      const indices = spread(examples.count, wanted);
      const field = fieldsOf(network).get(layer.id);
      let best: readonly Found[] = [];
      for (let start = 0; start < indices.length; start += portion) {
        const own = indices.slice(start, start + portion);
        const x = examples.inputs(own);
        const result = outputs(x, [layer.id]);
        const [places, values] = tf.tidy(() => {
          const responses = channelOf(tools, result.get(layer.id)!, channel);
          return [tf.argMax(responses, 1), tf.max(responses, 1)] as const;
        });
        const [at, value] = [places.dataSync(), values.dataSync()];
        const found = own.map((example, row) => ({ example, place: at[row]!, value: value[row]! }));
        tf.dispose([x, places, values, ...result.values()]);
        best = [...best, ...found].sort((a, b) => b.value - a.value || a.example - b.example).slice(0, count);
        await yieldToTraining();
      }
      const x = examples.inputs(best.map(({ example }) => example));
      const [height, width, channels] = layoutOf(x.shape.slice(1), x.size / best.length);
      const pixels = new Float32Array(x.dataSync());
      x.dispose();
      const whole = { top: 0, left: 0, height, width };
      const boxes = best.map(({ place }) => boxOf(field, layer.outputShape, place, whole));
      const size = boxes[0] ?? whole;
      const low = pixels.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
      const high = pixels.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
      const shown = channels === 3 ? 3 : 1;
      const images = new Uint8Array(best.length * size.height * size.width * shown);
      let to = 0;
      boxes.forEach(({ top, left }, example) => {
        for (let row = 0; row < size.height; row++)
          for (let column = 0; column < size.width; column++)
            for (let own = 0; own < shown; own++, to++) {
              const [y, z] = [top + row, left + column];
              const inside = y >= 0 && z >= 0 && y < height && z < width;
              const value = inside ? pixels[((example * height + y) * width + z) * channels + own]! : low;
              images[to] = high > low ? Math.round((255 * (value - low)) / (high - low)) : 0;
            }
      });
      yield [
        {
          figure: 'gallery',
          title: message('insight.patches', {
            layer: layer.name,
            channel,
            height: size.height,
            width: size.width,
          }),
          height: size.height,
          width: size.width,
          channels: shown,
          images,
          captions: best.map(({ example, value }) =>
            message('insight.patch-answer', { label: labels[examples.labels[example]!] ?? '', value }),
          ),
          of: { split, examples: Float32Array.from(best, ({ example }) => example) },
        },
      ];
    } finally {
      examples.close();
    }
  },
});
