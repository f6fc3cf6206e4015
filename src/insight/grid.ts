import type { TensorValue } from '../protocol/data.ts';
import { paintColor, paintMap } from './paint/paint.ts';
import { type Maps, rangeOfAll } from './paint/range.ts';
import { type Quantity, scaleOf } from './paint/scale.ts';

/** One map in the colors of its quantity, or three as red, green and blue. */
export type TilePicture = number | readonly [red: number, green: number, blue: number];

/** Pictures of equal size to be laid out side by side, raw values kept. */
export interface Tiles {
  /** Of the tensor they come from. */
  readonly shape: readonly number[];
  readonly columns: number;
  readonly maps: Maps;
  readonly pictures: readonly TilePicture[];
  readonly min: number;
  readonly max: number;
  readonly quantity: Quantity;
  /** How values became colors, in words. */
  readonly normalisation: string;
}

/** An RGB image, 8 bits a sample. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

const signed = 'symmetric around zero: blue is negative, white is 0, red is positive';

const weightTiles = (
  shape: readonly number[],
  maps: Maps,
  parts: Pick<Tiles, 'columns' | 'pictures' | 'normalisation'>,
): Tiles => ({ shape, maps, quantity: 'weight', ...rangeOfAll(maps), ...parts });

/** A convolution's kernel `[height, width, in, out]`: a row an input channel, a column a filter. */
export function filterTiles({ shape, values }: TensorValue): Tiles {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = shape;
  return weightTiles(
    shape,
    { height, width, maps: inputs * outputs, values },
    {
      // One input channel needs no row of its own: the filters fold into a square.
      columns: inputs === 1 ? Math.ceil(Math.sqrt(outputs)) : outputs,
      pictures: range(inputs * outputs),
      normalisation: `one scale for all filters, ${signed}`,
    },
  );
}

/** The most pixels that the pictures of a dense layer's units take together. */
const mostPixels = 2 ** 24;

/**
 * A dense layer's kernel `[height * width * channels, units]`, a picture a unit in the shape of the image that its input
 * was. Of three channels in color; of more a row a channel and a column a unit.
 *
 * @param image `[height, width, channels]` of the input before it was flattened
 */
export function unitTiles(
  { shape, values }: TensorValue,
  [height, width, channels]: readonly [number, number, number],
): Tiles {
  const units = shape[1] ?? 1;
  const maps = { height, width, maps: channels * units, values };
  const drawn = Math.min(units, Math.max(1, Math.floor(mostPixels / (height * width * channels))));
  const cut = drawn < units ? `; the first ${drawn} of ${units} units` : '';
  const square = Math.ceil(Math.sqrt(drawn));
  if (channels === 3) {
    return weightTiles(shape, maps, {
      columns: square,
      pictures: range(drawn).map((unit) => [unit, units + unit, 2 * units + unit] as const),
      normalisation:
        'one scale for all units, a picture each: red, green and blue are the weights of the three channels, ' +
        `symmetric around zero: dark is negative, middle gray is 0, bright is positive${cut}`,
    });
  }
  return weightTiles(shape, maps, {
    columns: channels === 1 ? square : drawn,
    pictures: range(channels).flatMap((channel) => range(drawn).map((unit) => channel * units + unit)),
    normalisation:
      channels === 1
        ? `one scale for all units, a picture each, ${signed}${cut}`
        : `one scale for all, a column for each unit and a row for each of the ${channels} channels, ${signed}${cut}`,
  });
}

/** A matrix `[in, out]` of weights as one picture. */
export function matrixTiles({ shape, values }: TensorValue): Tiles {
  const [height = 1, width = 1] = shape;
  return weightTiles(
    shape,
    { height, width, maps: 1, values },
    { columns: 1, pictures: [0], normalisation: `a row for each input, a column for each unit, ${signed}` },
  );
}

/** Feature maps `[height, width, maps]`, or a vector `[units]` as one row. */
export function featureMapTiles({ shape, values }: TensorValue): Tiles {
  const [height, width, count] =
    shape.length === 3 ? (shape as [number, number, number]) : [1, values.length, 1];
  const maps = { height, width, maps: count, values };
  return {
    shape,
    columns: Math.ceil(Math.sqrt(count)),
    maps,
    pictures: range(count),
    ...rangeOfAll(maps),
    quantity: 'activation',
    normalisation: 'one scale for all maps: dark is the least value, yellow the largest (viridis)',
  };
}

const gap = 1;
const background = 128;
/** Pixels that the whole should reach on its longer side, by whole steps. */
const target = 512;

/** Lays the pictures out with one pixel between them, each value a square of whole pixels. */
export function gridImage({ pictures, columns, maps, min, max, quantity }: Tiles): RgbImage {
  const rows = Math.ceil(pictures.length / columns);
  const longest = Math.max(columns * maps.width, rows * maps.height);
  const scale = Math.max(1, Math.min(32, Math.floor(target / longest)));
  const cellWidth = maps.width * scale + gap;
  const cellHeight = maps.height * scale + gap;
  const width = columns * cellWidth + gap;
  const height = rows * cellHeight + gap;
  const data = new Uint8Array(width * height * 3).fill(background);
  const { colours, range: span } = scaleOf(quantity, { min, max });
  pictures.forEach((picture, index) => {
    const pixels =
      typeof picture === 'number' ? paintMap(maps, picture, span, colours) : paintColor(maps, picture, span);
    const left = gap + (index % columns) * cellWidth;
    const top = gap + Math.floor(index / columns) * cellHeight;
    for (let y = 0; y < maps.height * scale; y++) {
      const line = Math.floor(y / scale) * maps.width;
      for (let x = 0; x < maps.width * scale; x++) {
        const from = (line + Math.floor(x / scale)) * 4;
        data.set(pixels.subarray(from, from + 3), ((top + y) * width + left + x) * 3);
      }
    }
  });
  return { width, height, data };
}
