import type { Figure, FigureOf, FigureType } from '../figure.ts';
import { viridis } from './colormap.ts';
import { drawingOf } from './drawings.ts';
import { type Pixels, paintImage, paintMap } from './paint.ts';
import { paperPalette } from './palette.ts';
import { type Maps, position, rangeOfAll } from './range.ts';
import { rasterize } from './raster.ts';
import { scaleOf } from './scale.ts';
import { gridImage, type RgbImage, tilesOf } from './tiles.ts';

/** Pixels that a picture should reach on its longer side, by whole steps. */
const target = 512;

/** Each pixel a square of whole pixels. @param pixels `[height, width, 4]` */
function enlarged(pixels: Pixels, height: number, width: number): RgbImage {
  const scale = Math.max(1, Math.floor(target / Math.max(height, width)));
  const image = { width: width * scale, height: height * scale };
  const data = new Uint8Array(image.width * image.height * 3);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const from = (Math.floor(y / scale) * width + Math.floor(x / scale)) * 4;
      data.set(pixels.subarray(from, from + 3), (y * image.width + x) * 3);
    }
  }
  return { ...image, data };
}

/** @returns `[height, width, 4]` */
export function paintPicture({ height, width, channels, values, range, of }: FigureOf<'picture'>): Pixels {
  const maps: Maps = { height, width, maps: channels, values };
  return of === 'difference'
    ? paintMap(maps, 0, range, scaleOf('weight', range).colors)
    : paintImage(maps, range);
}

/** The heat of an overlay and the colors of its values. */
export function heatScale({ height, width, heat, quantity }: FigureOf<'overlay'>) {
  const range = rangeOfAll({ height, width, maps: 1, values: heat });
  return quantity === 'signed'
    ? scaleOf('weight', range)
    : { colors: viridis, range: { min: 0, max: range.max } };
}

/** How much of the image's light is left in an overlay. */
const imageShare = 0.35;

/** The colors of the heat, darkened and lightened by the image. @returns `[height, width, 4]` */
export function paintOverlay(figure: FigureOf<'overlay'>): Pixels {
  const { height, width, channels, image, heat } = figure;
  const { colors, range } = heatScale(figure);
  const pixels = paintMap({ height, width, maps: 1, values: heat }, 0, range, colors);
  const span = rangeOfAll({ height, width, maps: channels, values: image });
  for (let at = 0; at < height * width; at++) {
    let light = 0;
    for (let channel = 0; channel < channels; channel++)
      light += position(image[at * channels + channel]!, span) / channels;
    for (let color = 0; color < 3; color++) {
      const own = pixels[at * 4 + color]!;
      pixels[at * 4 + color] = own * (1 - imageShare) + 255 * light * imageShare;
    }
  }
  return pixels;
}

const ink = [47, 98, 190] as const;

/** Upright bars of heights from 0 to 1, on white. */
function barImage(heights: readonly number[]): RgbImage {
  const [bar, gap, height] = [12, 4, 160];
  const width = heights.length * (bar + gap) + gap;
  const data = new Uint8Array(width * height * 3).fill(255);
  heights.forEach((share, index) => {
    const top = height - Math.round(share * (height - gap));
    for (let y = top; y < height; y++)
      for (let x = 0; x < bar; x++) data.set(ink, (y * width + gap + index * (bar + gap) + x) * 3);
  });
  return { width, height, data };
}

/** How long the bar of each class is, from 0 to 1. */
export const barShares = ({ meaning, values }: FigureOf<'bars'>): readonly number[] => {
  const lowest = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const highest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const shares: Readonly<Record<typeof meaning, (value: number) => number>> = {
    probabilities: (value) => value,
    // Scores have no end on either side: the bars reach from the lowest to the highest.
    scores: (value) => (highest > lowest ? (value - lowest) / (highest - lowest) : 0),
    distances: (value) => (highest > 0 ? value / highest : 0),
  };
  return values.map((value) => Math.min(1, Math.max(0, shares[meaning](value))));
};

/** With a frame of two pixels around a part, in red. @param scale pixels a unit of the part */
function framed(image: RgbImage, part: NonNullable<FigureOf<'overlay'>['frame']>, scale: number): RgbImage {
  const data = image.data.slice();
  const [left, top] = [Math.round(part.left * scale), Math.round(part.top * scale)];
  const [right, bottom] = [
    Math.round((part.left + part.width) * scale) - 1,
    Math.round((part.top + part.height) * scale) - 1,
  ];
  for (let y = Math.max(0, top); y <= Math.min(image.height - 1, bottom); y++) {
    for (let x = Math.max(0, left); x <= Math.min(image.width - 1, right); x++) {
      const inside = x > left + 1 && x < right - 1 && y > top + 1 && y < bottom - 1;
      if (!inside) data.set([229, 72, 77], (y * image.width + x) * 3);
    }
  }
  return { ...image, data };
}

/** A figure of lines and words, as pixels. */
function drawn(figure: Figure): RgbImage {
  const drawing = drawingOf(figure, paperPalette);
  if (!drawing) throw new Error(`${figure.figure} is made of pixels.`);
  return rasterize(drawing, paperPalette.paper);
}

type Painters = { readonly [T in FigureType]: (figure: FigureOf<T>) => RgbImage };

const painters: Painters = {
  maps: (figure) => gridImage(tilesOf(figure)),
  picture: (figure) => enlarged(paintPicture(figure), figure.height, figure.width),
  overlay(figure) {
    const image = enlarged(paintOverlay(figure), figure.height, figure.width);
    return figure.frame ? framed(image, figure.frame, image.width / figure.width) : image;
  },
  bars: (figure) => barImage(barShares(figure)),
  histogram({ bins }) {
    const highest = bins.reduce((most, count) => Math.max(most, count), 1);
    return barImage(bins.map((count) => count / highest));
  },
  table: drawn,
  lines: drawn,
  scatter: drawn,
  gallery: drawn,
  unit: drawn,
};

/** A figure as pixels. */
export const imageOfFigure = (figure: Figure): RgbImage =>
  (painters[figure.figure] as (figure: Figure) => RgbImage)(figure);
