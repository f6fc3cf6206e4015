import { message, type Text } from '../../text/message.ts';
import type { FigureOf } from '../figure.ts';
import { paintColor, paintMap } from './paint.ts';
import { type Maps, rangeOfAll } from './range.ts';
import { type Quantity, scaleOf } from './scale.ts';

type MapsFigure = FigureOf<'maps'>;

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
  /** How values became colors. */
  readonly normalization: Text;
}

/** An RGB image, 8 bits a sample. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

/** A figure's maps, as `paintMap` takes them. */
export const mapsOf = ({ height, width, rows, columns, values, range }: MapsFigure): Maps => ({
  height,
  width,
  maps: rows * columns,
  values,
  range,
});

/** What the values are: it decides their colors. */
export const quantityOf = ({ of }: Pick<MapsFigure, 'of'>): Quantity =>
  of === 'outputs' ? 'activation' : 'weight';

type Layout = Pick<Tiles, 'columns' | 'maps' | 'pictures' | 'normalization'>;

/** A convolution's kernel: a row an input channel, a column a filter. */
function filterLayout(figure: MapsFigure): Layout {
  const { rows, columns } = figure;
  return {
    maps: mapsOf(figure),
    // One input channel needs no row of its own: the filters fold into a square.
    columns: rows === 1 ? Math.ceil(Math.sqrt(columns)) : columns,
    pictures: range(rows * columns),
    normalization: message('insight.scale-of-filters'),
  };
}

/** The most pixels that the pictures of a dense layer's units take together. */
const maxPixels = 2 ** 24;

/** A picture a unit. Of three channels in color; of more a row a channel and a column a unit. */
function unitLayout(figure: MapsFigure): Layout {
  const { height, width, rows: channels, columns: units } = figure;
  const maps = mapsOf(figure);
  const drawn = Math.min(units, Math.max(1, Math.floor(maxPixels / (height * width * channels))));
  const square = Math.ceil(Math.sqrt(drawn));
  if (channels === 3) {
    return {
      maps,
      columns: square,
      pictures: range(drawn).map((unit) => [unit, units + unit, 2 * units + unit] as const),
      normalization: message('insight.scale-of-color-units', { drawn, units }),
    };
  }
  return {
    maps,
    columns: channels === 1 ? square : drawn,
    pictures: range(channels).flatMap((channel) => range(drawn).map((unit) => channel * units + unit)),
    normalization:
      channels === 1
        ? message('insight.scale-of-units', { drawn, units })
        : message('insight.scale-of-unit-channels', { drawn, units, channels }),
  };
}

/** Maps in a square; in a file a vector is one row. */
function outputLayout(figure: MapsFigure, normalization: Text): Layout {
  const maps =
    figure.shape.length === 3
      ? mapsOf(figure)
      : { ...mapsOf(figure), height: 1, width: figure.values.length, maps: 1 };
  return {
    maps,
    columns: Math.ceil(Math.sqrt(maps.maps)),
    pictures: range(maps.maps),
    normalization,
  };
}

const layouts: Readonly<Record<MapsFigure['of'], (figure: MapsFigure) => Layout>> = {
  filters: filterLayout,
  units: unitLayout,
  matrix: (figure) => ({
    maps: mapsOf(figure),
    columns: 1,
    pictures: [0],
    normalization: message('insight.scale-of-matrix'),
  }),
  outputs: (figure) => outputLayout(figure, message('insight.scale-of-outputs')),
  difference: (figure) => outputLayout(figure, message('insight.scale-of-difference')),
};

/** How the maps of a figure are laid out in a file. */
export function tilesOf(figure: MapsFigure): Tiles {
  const layout = layouts[figure.of](figure);
  return { shape: figure.shape, quantity: quantityOf(figure), ...rangeOfAll(layout.maps), ...layout };
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
  const { colors, range: span } = scaleOf(quantity, { min, max });
  pictures.forEach((picture, index) => {
    const pixels =
      typeof picture === 'number' ? paintMap(maps, picture, span, colors) : paintColor(maps, picture, span);
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
