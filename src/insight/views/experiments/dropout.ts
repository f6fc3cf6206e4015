import { z } from 'zod';
import type { Tensor } from '../../../layers/tensorflow.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { layoutOf, outputMaps } from '../../maps.ts';
import { createRandom } from '../../random.ts';
import { type Change, defineView, type Refusal } from '../../view.ts';

const caption = (name: string) => message('members.caption', { view: 'dropout', name });

/**
 * What training's dropout does to an image: which values each draw removes, and how far the answers of the thinner
 * networks are apart (Srivastava et al. 2014; Gal and Ghahramani 2016).
 */
export const dropout = defineView({
  group: 'experiments',
  needs: ['layer', 'image'],
  usualLayer: ({ layers }) => layers.find(({ kind }) => kind.drops === true)?.id ?? null,
  refuse: (network, _reading, layer): Refusal | null => {
    if (!network.layers.some(({ kind }) => kind.drops === true)) return 'needs-dropout';
    return layer && layer.kind.drops !== true ? 'needs-dropping-layer' : null;
  },
  parameters: z.object({
    draws: z.int().min(1).max(64).default(8),
    seed: z.int().min(0).max(1_000_000).default(0),
  }),
  async *compute(tools, { layer, image }, { draws, seed }) {
    const { tf, network, input, differentiable, labels, reading } = tools;
    const { uniform, normal } = createRandom(seed + 1);
    const drawn = (next: () => number) => (shape: readonly number[]) =>
      tf.tensor(Float32Array.from({ length: shape.reduce((size, side) => size * side, 1) }, next), [
        ...shape,
      ]);
    const random = { uniform: drawn(uniform), normal: drawn(normal) };
    const dropping = new Map(
      network.layers.filter(({ kind }) => kind.drops === true).map((each) => [each.id, each]),
    );
    const change: Change = {
      output(id, output) {
        const own = dropping.get(id);
        if (!own) return output;
        // As it is used it hands on its input: that is what training drops from.
        return own.kind.forward(tf, own.params, {
          inputs: [output],
          weights: {},
          training: true,
          random,
          update: () => {},
          logits: false,
        });
      },
    };
    const x = input(image);
    try {
      const answer = network.outputs[0]!;
      const size = layer.outputShape.reduce((all, side) => all * side, 1);
      const masks = new Float32Array(size * draws);
      const answers: Float32Array[] = [];
      const removed: number[] = [];
      for (let draw = 0; draw < draws; draw++) {
        const results = tf.tidy(() => {
          const found = differentiable(x, [...new Set([layer.id, answer])], change);
          return [layer.id, answer].map((id) => new Float32Array((found.get(id) as Tensor).dataSync()));
        });
        const [values, printed] = results as [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
        // Map by map, as maps lie.
        values.forEach((value, at) => {
          masks[at * draws + draw] = value;
        });
        removed.push(values.reduce((sum, value) => sum + Number(value === 0), 0) / size);
        answers.push(printed);
        await tools.yieldToTraining();
      }
      const [height, width, channels] = layoutOf(layer.outputShape, size);
      // All channels of a draw in one picture: dropped values are dark columns or dots.
      const shape = [height * channels, width, draws];
      const laid = new Float32Array(masks.length);
      for (let at = 0; at < size; at++) {
        const [place, channel] = [Math.floor(at / channels), at % channels];
        const to = (channel * height + Math.floor(place / width)) * width + (place % width);
        for (let draw = 0; draw < draws; draw++) laid[to * draws + draw] = masks[at * draws + draw]!;
      }
      const figures: Figure[] = [
        outputMaps({ shape, values: laid }),
        {
          figure: 'table',
          of: 'rows',
          title: caption('removed'),
          columns: [caption('draw'), caption('share')],
          rows: removed.map((share, at) => [String(at + 1), share]),
        },
      ];
      const one = answers[0]!;
      if (reading.meaning === 'probabilities' && one.length === labels.length)
        figures.push({
          figure: 'table',
          of: 'matrix',
          title: caption('answers'),
          columns: [message('insight.class'), ...answers.map((_, at) => String(at + 1))],
          rows: labels.map((label, at) => [label, ...answers.map((printed) => printed[at]!)]),
        });
      yield figures;
    } finally {
      x.dispose();
    }
  },
});
