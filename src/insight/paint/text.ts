import type { Figure, FigureOf, FigureType } from '../figure.ts';
import { imageOfFigure } from './image.ts';
import type { RgbImage } from './tiles.ts';

type Row = readonly (string | number)[];

/** A row for each value of `[height, width, count]`. */
const valueRows = (height: number, width: number, count: number, values: Float32Array): readonly Row[] =>
  Array.from({ length: height * width * count }, (_, at): Row => {
    const pixel = Math.floor(at / count);
    return [at % count, Math.floor(pixel / width), pixel % width, values[at]!];
  });

type Tables = { readonly [T in FigureType]: (figure: FigureOf<T>) => readonly Row[] };

/** Places are counted from 0. */
const tables: Tables = {
  maps: ({ height, width, rows, columns, values }) => [
    ['map', 'row', 'column', 'value'],
    ...valueRows(height, width, rows * columns, values),
  ],
  picture: ({ height, width, channels, values }) => [
    ['channel', 'row', 'column', 'value'],
    ...valueRows(height, width, channels, values),
  ],
  overlay: ({ height, width, heat }) => [
    ['row', 'column', 'value'],
    ...valueRows(height, width, 1, heat).map(([, ...rest]) => rest),
  ],
  bars: ({ labels, values, meaning }) => [
    ['class', meaning],
    ...values.map((value, at) => [labels[at] ?? at, value]),
  ],
  histogram: ({ bins, min, max }) => {
    const width = (max - min) / bins.length;
    return [
      ['from', 'to', 'count'],
      ...bins.map((count, at) => [min + at * width, min + (at + 1) * width, count]),
    ];
  },
  table: ({ columns, rows }) => [columns, ...rows],
};

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A figure's values as CSV (RFC 4180), with a header. */
export const csvOf = (figure: Figure): string =>
  (tables[figure.figure] as (figure: Figure) => readonly Row[])(figure)
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');

/** Figures as JSON: values as plain arrays, those that are not finite as null. */
export const jsonOf = (figures: readonly Figure[]): string =>
  `${JSON.stringify(figures, (_, value: unknown) => (value instanceof Float32Array ? [...value] : value))}\n`;

/** A line of pixels as rectangles, those of one color side by side as one. */
function svgOfLine({ width, data }: RgbImage, y: number, height: number): string {
  const color = (x: number): string => {
    const from = (y * width + x) * 3;
    return `#${[...data.subarray(from, from + 3)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  };
  let rects = '';
  for (let x = 0; x < width; ) {
    const from = x;
    const fill = color(x);
    while (x < width && color(x) === fill) x++;
    rects += `<rect x="${from}" y="${y}" width="${x - from}" height="${height}" fill="${fill}"/>`;
  }
  return rects;
}

function svgOfImage(image: RgbImage): string {
  const { width, height, data } = image;
  const line = (y: number): Uint8Array => data.subarray(y * width * 3, (y + 1) * width * 3);
  let rects = '';
  for (let y = 0; y < height; ) {
    const from = y;
    // Lines that are alike are one: a value is a square of many pixels.
    while (y < height && line(y).every((value, at) => value === line(from)[at])) y++;
    rects += svgOfLine(image, from, y - from);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" shape-rendering="crispEdges">${rects}</svg>\n`;
}

/** A figure as SVG; null for one that is made of words and numbers alone. */
export const svgOf = (figure: Figure): string | null => {
  const image = imageOfFigure(figure);
  return image && svgOfImage(image);
};
