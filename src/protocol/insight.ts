import { z } from 'zod';
import { figure } from '../insight/figure.ts';
import { floats, image } from './data.ts';

/** Characters of a text that is given to a network: a long book. */
const maxTextLength = 2 ** 24;

const figures = z.object({ figures: z.array(figure) });

/** Looks into the networks of runs. */
export const insightCalls = {
  /**
   * What a view shows of a run: figures, each report in the place of the one before, the last as the result. Works on a
   * training run between steps. Can be canceled.
   */
  'insight.show': {
    params: z.object({
      run: z.string(),
      /** An id of `insight/views`. */
      view: z.string(),
      /** The steps of a checkpoint that was kept; null for the weights that the run is used with. */
      checkpoint: z.int().min(0).nullable().default(null),
      /** By id, or by the name that a person knows it by. Needed where the view needs a layer. */
      layer: z.string().nullable().default(null),
      /** Fitted and scaled as the run's document says; null for one of the test split. */
      image: image.nullable().default(null),
      /** Where no image is given: which example of the test split, counted from 0; also where examples are no images. */
      example: z.int().min(0).default(0),
      /** In the place of an example where the run's data are texts. */
      text: z.string().max(maxTextLength).nullable().default(null),
      /** In the place of an example that is a row of a table or a series: its numbers as the data have them, `[...example]`. */
      values: floats.nullable().default(null),
      /** By index, or by name; null for the class that the network answers. */
      class: z
        .union([z.int().min(0), z.string()])
        .nullable()
        .default(null),
      /** The run to compare with, where the view compares, and the steps of its checkpoint. */
      other: z.string().nullable().default(null),
      otherCheckpoint: z.int().min(0).nullable().default(null),
      parameters: z.record(z.string(), z.unknown()).default({}),
    }),
    result: figures,
    progress: figures,
  },
  /**
   * Keeps a changed network as a new run, with its weights: without some channels of a layer, of which that layer and all
   * that takes from it become smaller, with a kernel in the place of a filter's, or with the layer frozen.
   */
  'insight.keep': {
    params: z.object({
      run: z.string(),
      checkpoint: z.int().min(0).nullable().default(null),
      /** By id or by name. */
      layer: z.string(),
      change: z.union([
        z.object({ channels: z.array(z.int().min(0)).min(1).max(65_536) }),
        z.object({
          filter: z.int().min(0),
          /** A square, row by row. */
          kernel: z.array(z.number()).min(1).max(225),
        }),
        /** The same network, its layer not trained any more. */
        z.object({ frozen: z.literal(true) }),
      ]),
    }),
    result: z.object({
      run: z.string(),
      params: z.object({ before: z.number(), after: z.number() }),
      /** Multiplications and additions of one example. */
      macs: z.object({ before: z.number(), after: z.number() }),
      /** Share of right answers over at most 1000 test examples; null where there is none, or the data are not at hand. */
      accuracy: z.object({ before: z.number(), after: z.number() }).nullable(),
    }),
  },
} as const;
