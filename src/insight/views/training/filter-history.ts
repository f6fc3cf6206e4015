import { z } from 'zod';
import { imageOfInput } from '../../../network/dense-input.ts';
import { EngineError } from '../../../protocol/client.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { filterMaps, matrixMap, unitMaps } from '../../maps.ts';
import { paintMap } from '../../paint/paint.ts';
import { rangeOfAll } from '../../paint/range.ts';
import { scaleOf } from '../../paint/scale.ts';
import { mapsOf } from '../../paint/tiles.ts';
import { defineView } from '../../view.ts';
import { hasWeights, needsWeights } from './moments.ts';

/** Pictures that are shown at most. */
const maxPictures = 240;

/** How the filters of a layer, or what the units of a dense layer look for, change over the checkpoints of a run. */
export const filterHistory = defineView({
  group: 'training',
  needs: ['layer'],
  usualLayer: ({ layers }) => layers.find(hasWeights)?.id ?? null,
  refuse: needsWeights,
  parameters: z.object({
    filters: z.int().min(1).max(64).default(8),
    input: z.int().min(0).default(0),
  }),
  async *compute({ network, moments, yieldToTraining }, { layer }, { filters: wanted, input }) {
    const image = imageOfInput(network, layer.id);
    const seen: { readonly steps: number; readonly maps: ReturnType<typeof filterMaps> }[] = [];
    const show = (): readonly Figure[] => {
      const [first] = seen;
      if (!first) return [];
      const { height, width, columns, rows } = first.maps;
      const count = Math.min(wanted, columns);
      const channel = Math.min(input, rows - 1);
      // One scale over time, so that growing weights are seen to grow.
      const range = seen.reduce(
        (all, { maps }) => {
          const own = rangeOfAll(mapsOf(maps));
          return { min: Math.min(all.min, own.min), max: Math.max(all.max, own.max) };
        },
        { min: 0, max: 0 },
      );
      const { colors, range: span } = scaleOf('weight', range);
      const kept = seen.slice(-Math.max(1, Math.floor(maxPictures / count)));
      const images = new Uint8Array(kept.length * count * height * width * 3);
      kept.forEach(({ maps }, moment) => {
        for (let filter = 0; filter < count; filter++) {
          const pixels = paintMap(mapsOf(maps), channel * columns + filter, span, colors);
          const start = (moment * count + filter) * height * width;
          for (let at = 0; at < height * width; at++)
            images.set(pixels.subarray(at * 4, at * 4 + 3), (start + at) * 3);
        }
      });
      return [
        {
          figure: 'gallery',
          title: message('insight.filters-over-time', { layer: layer.name, count, input: channel }),
          height,
          width,
          channels: 3,
          images,
          captions: kept.flatMap(({ steps }) =>
            Array.from({ length: count }, (_, filter) =>
              message('insight.filter-at-step', { filter, step: steps }),
            ),
          ),
        },
      ];
    };
    for await (const { steps, weights } of moments()) {
      const own = Object.values(weights(layer));
      const [first] = own;
      if (!first) continue;
      const units = image && unitMaps(first, image);
      const kernel = own.find(({ shape }) => shape.length === 4);
      const matrix = own.find(({ shape }) => shape.length === 2);
      const maps =
        units ||
        (kernel ? filterMaps(kernel) : matrixMap(matrix ?? { ...first, shape: [1, first.values.length] }));
      seen.push({ steps, maps });
      yield show();
      await yieldToTraining();
    }
    // An imported model, for one, was not trained here.
    if (seen.length === 0) throw new EngineError('refused', message('insight.nothing-kept'));
    yield show();
  },
});
