import { z } from 'zod';
import type { NetworkLayer } from '../../../network/network.ts';
import { EngineError } from '../../../protocol/client.ts';
import { message } from '../../../text/message.ts';
import { bestAssignment } from '../../assignment.ts';
import type { Figure, FigureOf } from '../../figure.ts';
import { filterMaps } from '../../maps.ts';
import { paintMap } from '../../paint/paint.ts';
import { rangeOfAll } from '../../paint/range.ts';
import { scaleOf } from '../../paint/scale.ts';
import { mapsOf } from '../../paint/tiles.ts';
import { defineView, type Examples, type Tools } from '../../view.ts';
import { spread } from '../space/activations.ts';
import { hasWeights } from '../training/moments.ts';

const caption = (name: string) => message('members.caption', { view: 'matched-filters', name });

/** Channels that are matched at most: the time grows with their cube. */
const maxChannels = 256;
const portion = 64;

/** Responses of each channel over all places and examples, centered and of length 1. */
async function responsesOf(
  tools: Tools,
  layer: NetworkLayer,
  examples: Examples,
  indices: readonly number[],
): Promise<readonly Float32Array[]> {
  const channels = Math.min(maxChannels, layer.outputShape.at(-1) ?? 1);
  const all = layer.outputShape.at(-1) ?? 1;
  const places = layer.outputShape.slice(0, -1).reduce((size, side) => size * side, 1);
  // Places are thinned, so that 4096 of them are enough.
  const every = Math.max(1, Math.ceil((places * indices.length) / 65_536));
  const found: number[][] = Array.from({ length: channels }, () => []);
  for (let start = 0; start < indices.length; start += portion) {
    const x = examples.inputs(indices.slice(start, start + portion));
    const results = tools.outputs(x, [layer.id]);
    const values = results.get(layer.id)!.dataSync();
    for (let at = 0; at * all < values.length; at += every)
      for (let channel = 0; channel < channels; channel++) found[channel]!.push(values[at * all + channel]!);
    x.dispose();
    for (const tensor of results.values()) tensor.dispose();
    await tools.yieldToTraining();
  }
  return found.map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    return Float32Array.from(values, (value) => (length > 0 ? (value - mean) / length : 0));
  });
}

/** Pearson's correlation of each channel with each of the other's. */
const correlations = (one: readonly Float32Array[], other: readonly Float32Array[]) =>
  one.map((a) =>
    other.map((b) => {
      let sum = 0;
      for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
      return sum;
    }),
  );

/** Kernels of matched filters side by side, each on its own run's scale. */
function pairs(
  tools: readonly [Tools, Tools],
  layers: readonly [NetworkLayer, NetworkLayer],
  matches: readonly { readonly own: number; readonly other: number; readonly correlation: number }[],
): FigureOf<'gallery'> | null {
  const kernels = layers.map((layer, at) =>
    Object.values(tools[at]!.weights(layer)).find(({ shape }) => shape.length === 4),
  );
  const [first, second] = kernels;
  if (!first || !second || first.shape[0] !== second.shape[0] || first.shape[1] !== second.shape[1])
    return null;
  const figures = [filterMaps(first), filterMaps(second)];
  const { height, width } = figures[0]!;
  const images = new Uint8Array(2 * matches.length * height * width * 3);
  matches.forEach((match, index) => {
    [match.own, match.other].forEach((filter, side) => {
      const maps = mapsOf(figures[side]!);
      const { colors, range } = scaleOf('weight', rangeOfAll(maps));
      const pixels = paintMap(maps, filter, range, colors);
      for (let at = 0; at < height * width; at++)
        images.set(pixels.subarray(at * 4, at * 4 + 3), ((2 * index + side) * height * width + at) * 3);
    });
  });
  return {
    figure: 'gallery',
    title: caption('kernels'),
    height,
    width,
    channels: 3,
    images,
    captions: matches.flatMap(({ own, other, correlation }) => [
      message('insight.this-filter', { filter: own }),
      message('insight.matched-filter', { filter: other, correlation }),
    ]),
  };
}

/**
 * Which channel of another run's layer does what a channel of this one does: matched one to one so that their responses
 * to the same examples correlate most in all (Li et al. 2016).
 */
export const matchedFilters = defineView({
  group: 'experiments',
  needs: ['layer', 'other'],
  usualLayer: ({ layers }) => layers.find(hasWeights)?.id ?? null,
  parameters: z.object({
    split: z.enum(['test', 'train']).default('test'),
    examples: z.int().min(4).max(2000).default(200),
    count: z.int().min(1).max(256).default(32),
  }),
  async *compute(tools, { layer, other }, { split, examples: wanted, count }) {
    const theirs =
      other.network.layers.find(({ id }) => id === layer.id) ??
      other.network.layers.find(({ name }) => name === layer.name);
    const spatial = (own: NetworkLayer) => own.outputShape.slice(0, -1).join();
    if (!theirs || spatial(theirs) !== spatial(layer))
      throw new EngineError('refused', message('insight.no-such-layer-there', { layer: layer.name }));
    const [examples, others] = [await tools.examples(split), await other.examples(split)];
    try {
      const indices = spread(Math.min(examples.count, others.count), wanted);
      const own = await responsesOf(tools, layer, examples, indices);
      const their = await responsesOf(other, theirs, others, indices);
      const table = correlations(own, their);
      const turned = own.length > their.length;
      const found = bestAssignment(turned ? their.map((_, at) => table.map((row) => row[at]!)) : table);
      const matches = found
        .map((to, from) => (turned ? { own: to, other: from } : { own: from, other: to }))
        .map((match) => ({ ...match, correlation: table[match.own]![match.other]! }))
        .sort((a, b) => b.correlation - a.correlation || a.own - b.own);
      const shown = matches.slice(0, count);
      const gallery = pairs([tools, other], [layer, theirs], shown);
      const figures: Figure[] = [
        ...(gallery ? [gallery] : []),
        {
          figure: 'table',
          of: 'rows',
          title: caption('matches'),
          columns: ['this', 'that', 'correlation'].map(caption),
          rows: shown.map((match) => [String(match.own), String(match.other), match.correlation]),
        },
        {
          figure: 'table',
          of: 'measures',
          title: null,
          columns: [message('insight.measure'), message('insight.value')],
          rows: [
            [
              caption('mean'),
              matches.reduce((sum, { correlation }) => sum + correlation, 0) / Math.max(1, matches.length),
            ],
            [caption('alike'), matches.filter(({ correlation }) => correlation > 0.8).length],
            [caption('channels'), matches.length],
          ],
        },
      ];
      yield figures;
    } finally {
      examples.close();
      others.close();
    }
  },
});
