import { z } from 'zod';
import { classAnswer } from '../../../network/outputs.ts';
import { message } from '../../../text/message.ts';
import { confusionOf } from '../../classification.ts';
import { numberCell } from '../../paint/axes.ts';
import { defineView, type Tools } from '../../view.ts';
import { spread } from '../space/activations.ts';
import { outputsFor } from './outputs-of.ts';

const caption = (name: string) => message('members.caption', { view: 'mask-errors', name });

/**
 * Intersection over union of each class, as scikit-learn's `jaccard_score`; NaN where a class neither occurs nor is
 * predicted. @param confusion a row for each true class, a column for each predicted one
 */
export const intersectionOverUnion = (confusion: readonly (readonly number[])[]): readonly number[] =>
  confusion.map((row, own) => {
    const [all, printed] = [
      row.reduce((sum, count) => sum + count, 0),
      confusion.reduce((sum, other) => sum + other[own]!, 0),
    ];
    return row[own]! / (all + printed - row[own]!);
  });

/** The class of each pixel. @param values `[pixels, depth]` */
export function classesOf(
  { reading }: Pick<Tools, 'reading'>,
  values: Float32Array,
  pixels: number,
): Int32Array {
  const depth = values.length / pixels;
  if (depth > 1)
    return Int32Array.from({ length: pixels }, (_, at) => {
      let best = 0;
      for (let own = 1; own < depth; own++)
        if (values[at * depth + own]! > values[at * depth + best]!) best = own;
      return best;
    });
  // What a single output means was computed already.
  const single = { ...reading, single: true, apply: 'nothing' } as const;
  return Int32Array.from({ length: pixels }, (_, at) => classAnswer(single, [values[at]!]).label);
}

/** Red where a class is missed, blue where it is wrongly seen, on the image in gray. */
function overlaid(
  image: Uint8Array,
  channels: number,
  [height, width]: readonly [number, number],
  found: { readonly truth: ArrayLike<number>; readonly predicted: ArrayLike<number> },
  [rows, columns]: readonly [number, number],
): Uint8Array {
  const pixels = new Uint8Array(height * width * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const place = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
      const [truth, predicted] = [found.truth[place]!, found.predicted[place]!];
      let gray = 0;
      for (let own = 0; own < channels; own++) gray += image[(y * width + x) * channels + own]! / channels;
      const tint =
        truth === predicted ? (truth > 0 ? [60, 180, 90] : null) : truth > 0 ? [225, 60, 50] : [60, 110, 225];
      for (let own = 0; own < 3; own++)
        pixels[(y * width + x) * 3 + own] = Math.round(tint ? 0.5 * gray + 0.5 * tint[own]! : gray);
    }
  return pixels;
}

/** How well masks are predicted: intersection over union of each class, and the images with the worst masks. */
export const maskErrors = defineView({
  group: 'errors',
  needs: [],
  refuse: (_network, _reading, _layer, target) => (target === 'mask' ? null : 'needs-masks'),
  parameters: z.object({
    split: z.enum(['test', 'train']).default('test'),
    examples: z.int().min(1).max(5000).default(200),
    count: z.int().min(1).max(100).default(12),
  }),
  async *compute(tools, _subject, { split, examples: wanted, count }) {
    const { labels, network } = tools;
    const examples = await tools.examples(split);
    try {
      const indices = spread(examples.count, wanted);
      const classes = labels.length;
      const total = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
      const each: {
        readonly index: number;
        readonly share: number;
        readonly truth: Int32Array;
        readonly predicted: Int32Array;
      }[] = [];
      for await (const { predicted, truth } of outputsFor(tools, examples, indices)) {
        const own = classesOf(tools, predicted, truth.length);
        const confusion = confusionOf(Int32Array.from(truth), own, classes);
        confusion.forEach((row, at) => {
          row.forEach((value, other) => {
            total[at]![other]! += value;
          });
        });
        const known = intersectionOverUnion(confusion).filter(Number.isFinite);
        each.push({
          index: indices[each.length]!,
          share: known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length),
          truth: Int32Array.from(truth),
          predicted: own,
        });
      }
      const pixels = total.flat().reduce((sum, value) => sum + value, 0);
      const right = total.reduce((sum, row, at) => sum + row[at]!, 0);
      const shares = intersectionOverUnion(total);
      const known = shares.filter(Number.isFinite);
      const worst = [...each].sort((a, b) => a.share - b.share || a.index - b.index).slice(0, count);
      const [rows = 1, columns = 1] = network.layers.find(({ id }) => id === network.outputs[0])!.outputShape;
      const shape = examples.shape;
      const images = shape ? examples.pixels(worst.map(({ index }) => index)) : null;
      yield [
        {
          figure: 'table',
          of: 'rows',
          title: caption('iou'),
          columns: [message('insight.class'), caption('share'), caption('dice'), caption('pixels')],
          rows: labels.map((label, at) => [
            label,
            numberCell(shares[at]!),
            numberCell((2 * shares[at]!) / (1 + shares[at]!)),
            total[at]!.reduce((sum, value) => sum + value, 0),
          ]),
        },
        {
          figure: 'table',
          of: 'measures',
          title: null,
          columns: [message('insight.measure'), message('insight.value')],
          rows: [
            [caption('mean'), known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)],
            [caption('accuracy'), right / Math.max(1, pixels)],
            [caption('examples'), indices.length],
          ],
        },
        ...(shape && images
          ? [
              {
                figure: 'gallery',
                title: caption('worst'),
                height: shape[0],
                width: shape[1],
                channels: 3,
                images: Uint8Array.from(
                  worst.flatMap((own, at) => {
                    const size = shape[0] * shape[1] * shape[2];
                    const image = images.subarray(at * size, (at + 1) * size);
                    return [...overlaid(image, shape[2], [shape[0], shape[1]], own, [rows, columns])];
                  }),
                ),
                captions: worst.map(({ index, share }) =>
                  message('insight.mask-overlap', { example: index + 1, share }),
                ),
              } as const,
            ]
          : []),
      ];
    } finally {
      examples.close();
    }
  },
});
