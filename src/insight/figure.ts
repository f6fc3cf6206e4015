import { z } from 'zod';
import { textSchema } from '../text/schema.ts';

const shape = z.array(z.int().min(0));
const floats = z.instanceof(Float32Array);
const side = z.int().min(1);

/** Pictures of equal size in a table: of a kernel a row for each input and a column for each filter. */
export const mapsFigure = z.object({
  figure: z.literal('maps'),
  of: z.enum(['outputs', 'filters', 'units', 'matrix', 'difference']),
  /** Of the tensor that they come from, without the batch dimension. */
  shape,
  height: side,
  width: side,
  /** Map `row * columns + column`. */
  rows: side,
  columns: side,
  /** `[height, width, rows * columns]`, raw. */
  values: floats,
  /** Where there are several, what distinguishes them. */
  title: textSchema.optional(),
  /** The span of colors, where it is not that of the values. */
  range: z.object({ min: z.number(), max: z.number() }).optional(),
});

/** Which examples of the run's own data something is of. */
const ofExamples = z.object({ split: z.enum(['train', 'test']), examples: floats });

/** Numbers as one picture. */
export const pictureFigure = z.object({
  figure: z.literal('picture'),
  of: z.enum(['input', 'reconstruction', 'difference', 'mask', 'preferred']),
  shape,
  /** `[height, width, channels]`, raw; a vector is laid out in rows. */
  height: side,
  width: side,
  channels: side,
  values: floats,
  /** The span from black to white, or around zero. */
  range: z.object({ min: z.number(), max: z.number() }),
});

/** What matters in an image, over the image. */
export const overlayFigure = z.object({
  figure: z.literal('overlay'),
  height: side,
  width: side,
  channels: side,
  /** The image as the network gets it, `[height, width, channels]`, raw. */
  image: floats,
  /** `[height, width]`, raw. */
  heat: floats,
  quantity: z.enum(['magnitude', 'signed']),
  /** The class that it is about; null where it is what a place of a layer sees. */
  class: z.object({ index: z.int(), label: z.string() }).nullable(),
  /** What a place could see at most, in pixels; it may lie partly outside. */
  frame: z
    .object({ top: z.number(), left: z.number(), height: z.number(), width: z.number() })
    .nullable()
    .default(null),
});

/** A value for each class. */
export const barsFigure = z.object({
  figure: z.literal('bars'),
  of: z.literal('classes'),
  labels: z.array(z.string()),
  /** A value for each class. Of scores the largest is the answer, of distances the smallest. */
  meaning: z.enum(['probabilities', 'scores', 'distances']),
  values: z.array(z.number()),
  /** The class that is answered. */
  answer: z.int(),
});

/** How the values of a tensor are spread. */
export const histogramFigure = z.object({
  figure: z.literal('histogram'),
  /** The weight's name. */
  of: z.string(),
  shape,
  /** Counts in bins of equal width from `min` to `max`. */
  bins: z.array(z.int()),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  std: z.number(),
  /** NaN and infinities, left out of all else. */
  notFinite: z.int(),
});

/** Rows of named numbers: the first column names the row. */
export const tableFigure = z.object({
  figure: z.literal('table'),
  /** A line for each measure; a row for each of many things; or numbers of one quantity, to be colored. */
  of: z.enum(['reconstruction-error', 'measures', 'rows', 'matrix']),
  title: textSchema.nullable(),
  columns: z.array(textSchema),
  rows: z.array(z.array(z.union([textSchema, z.number()]))),
});

const axis = z.object({
  label: textSchema,
  /** The ends of the axis; null to end where the values do. */
  min: z.number().nullable(),
  max: z.number().nullable(),
});

/** Values over values, each series a line. */
export const linesFigure = z.object({
  figure: z.literal('lines'),
  title: textSchema.nullable(),
  x: axis,
  y: axis,
  series: z.array(
    z.object({
      label: textSchema,
      /** A reference is thin and dashed: chance, or perfection. */
      style: z.enum(['line', 'points', 'reference']),
      /** Of equal length, in the order in which they are joined. */
      x: floats,
      y: floats,
    }),
  ),
});

/** Examples as points in a plane. */
export const scatterFigure = z.object({
  figure: z.literal('scatter'),
  title: textSchema.nullable(),
  x: axis,
  y: axis,
  /** Of each point. */
  xs: floats,
  ys: floats,
  /** Index into `labels` of each point. */
  classes: floats,
  labels: z.array(textSchema),
  /** A line to compare with, dashed. */
  reference: z.object({ x: floats, y: floats }).optional(),
  /** Which example of the run's own data each point is; left out where they are none of one part. */
  of: ofExamples.optional(),
  /** What each point is: a picture of its example, `[count, height, width, channels]`; null where there is none. */
  thumbnails: z
    .object({ height: side, width: side, channels: side, images: z.instanceof(Uint8Array) })
    .nullable(),
});

/** Images of a dataset, or made, side by side. */
export const galleryFigure = z.object({
  figure: z.literal('gallery'),
  title: textSchema.nullable(),
  height: side,
  width: side,
  channels: side,
  /** `[captions.length, height, width, channels]`, gray or red, green and blue. */
  images: z.instanceof(Uint8Array),
  /** Of each image. */
  captions: z.array(textSchema),
  /** Which example each image is, or is a part of. */
  of: ofExamples.optional(),
});

const grid = { height: side, width: side };

/** How one value of a layer comes about: what it sees, times its weights, summed up, with a bias, through a function. */
export const unitFigure = z.object({
  figure: z.literal('unit'),
  /** The layer's name. */
  layer: textSchema,
  /** The unit's place in its channel's map, counted from 0. */
  row: z.int().min(0),
  column: z.int().min(0),
  channel: z.int().min(0),
  /** The channel's map, `[height, width]`, after the activation. */
  output: z.object({ ...grid, values: floats }),
  /** What it sees of its input's maps; parts that lie outside count as 0. */
  window: z.object({ top: z.int(), left: z.int(), ...grid }),
  /** What it takes from a channel of its input. */
  terms: z.array(
    z.object({
      /** The name of the layer that it takes from. */
      from: textSchema,
      channel: z.int().min(0),
      /** The whole map, `[height, width]`. */
      map: z.object({ ...grid, values: floats }),
      /** The part in the window, `[window.height, window.width]`; NaN outside of the map. */
      patch: floats,
      /** What each value of the part is multiplied with, NaN outside of the map. */
      weights: floats,
      /** Of the products. */
      sum: z.number(),
    }),
  ),
  /** Channels that are not shown, and the sum of all their products. */
  others: z.object({ count: z.int().min(0), sum: z.number() }),
  bias: z.number(),
  /** The sum of all products and the bias. */
  sum: z.number(),
  /** The function that makes the value of the sum; null where the sum is the value. */
  activation: z.string().nullable(),
  value: z.number(),
  /** False where the layer is no sum of products: the weights are slopes at this input, the bias what is missing. */
  exact: z.boolean(),
});

/** All that a view can show, and the only thing of a view that crosses the wire. Whatever shows or writes figures is total over it. */
export const figure = z.discriminatedUnion('figure', [
  mapsFigure,
  pictureFigure,
  overlayFigure,
  barsFigure,
  histogramFigure,
  tableFigure,
  linesFigure,
  scatterFigure,
  galleryFigure,
  unitFigure,
]);

export type Figure = z.output<typeof figure>;
export type FigureType = Figure['figure'];
export type FigureOf<T extends FigureType> = Extract<Figure, { figure: T }>;

/** The first figure of a type; undefined where there is none. */
export const firstFigure = <T extends FigureType>(
  figures: readonly Figure[],
  type: T,
): FigureOf<T> | undefined => figures.find((each): each is FigureOf<T> => each.figure === type);
