import { isMessage, sentence, type Text } from '../../text/message.ts';
import type { Figure, FigureOf, FigureType } from '../figure.ts';
import { applyTo, type Drawing, type ForEachMark } from './drawing.ts';
import { drawingOf } from './drawings.ts';
import { imageOfFigure } from './image.ts';
import { paperPalette } from './palette.ts';
import type { RgbImage } from './tiles.ts';

type Row = readonly (string | number)[];

/** A row for each value of `[height, width, count]`. */
const valueRows = (height: number, width: number, count: number, values: Float32Array): readonly Row[] =>
  Array.from({ length: height * width * count }, (_, at): Row => {
    const pixel = Math.floor(at / count);
    return [at % count, Math.floor(pixel / width), pixel % width, values[at]!];
  });

const inWords = (cell: Text | number): string | number => (typeof cell === 'number' ? cell : sentence(cell));

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
  table: ({ columns, rows }) => [columns.map(inWords), ...rows.map((row) => row.map(inWords))],
  lines: ({ x, y, series }) => [
    ['series', sentence(x.label), sentence(y.label)],
    ...series.flatMap((each) =>
      Array.from(each.x, (across, at): Row => [sentence(each.label), across, each.y[at]!]),
    ),
  ],
  scatter: ({ xs, ys, classes, labels, of }) => [
    ['x', 'y', 'class', ...(of ? ['example'] : [])],
    ...Array.from(xs, (x, at): Row => {
      const label = labels[classes[at]!];
      return [
        x,
        ys[at]!,
        label === undefined ? classes[at]! : sentence(label),
        ...(of ? [of.examples[at]!] : []),
      ];
    }),
  ],
  gallery: ({ captions }) => [
    ['image', 'caption'],
    ...captions.map((caption, at): Row => [at, sentence(caption).replaceAll('\n', ', ')]),
  ],
  unit: ({ window, terms, others, bias, sum, value }) => [
    ['from', 'channel', 'row', 'column', 'input', 'weight', 'product'],
    ...terms.flatMap(({ from, channel, patch, weights }) =>
      Array.from(patch, (input, at): Row => {
        const place = [window.top + Math.floor(at / window.width), window.left + (at % window.width)];
        return [sentence(from), channel, ...place, input, weights[at]!, input * weights[at]!];
      }),
    ),
    ['other channels', others.count, '', '', '', '', others.sum],
    ['bias', '', '', '', '', '', bias],
    ['sum', '', '', '', '', '', sum],
    ['value', '', '', '', '', '', value],
  ],
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

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Float32Array || value instanceof Uint8Array) return [...value];
  return isMessage(value) ? sentence(value) : value;
}

/** Figures as JSON: values as plain arrays, those that are not finite as null; texts in the language in use. */
export const jsonOf = (figures: readonly Figure[]): string => `${JSON.stringify(figures, plain)}\n`;

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

/** Rectangles of one unit a pixel. */
function rectsOfImage(image: RgbImage): string {
  const { width, height, data } = image;
  const line = (y: number): Uint8Array => data.subarray(y * width * 3, (y + 1) * width * 3);
  let rects = '';
  for (let y = 0; y < height; ) {
    const from = y;
    // Lines that are alike are one: a value is a square of many pixels.
    while (y < height && line(y).every((value, at) => value === line(from)[at])) y++;
    rects += svgOfLine(image, from, y - from);
  }
  return rects;
}

const svg = (width: number, height: number, more: string, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"${more}>${content}</svg>\n`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const short = (value: number): string => String(Math.round(value * 100) / 100);

const elements: ForEachMark<string> = {
  path: ({ points, color, width, dashed }) =>
    `<polyline points="${points.map((point) => point.map(short).join()).join(' ')}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linejoin="round"${dashed ? ' stroke-dasharray="4 3"' : ''}/>`,
  dot: ({ x, y, radius, color }) =>
    `<circle cx="${short(x)}" cy="${short(y)}" r="${radius}" fill="${color}"/>`,
  box: ({ x, y, width, height, color }) =>
    `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${color}"/>`,
  text: ({ x, y, text, color, anchor, turned }) =>
    `<text x="${short(x)}" y="${short(y)}" fill="${color}" text-anchor="${anchor}"${turned ? ` transform="rotate(-90 ${short(x)} ${short(y)})"` : ''}>${escaped(text)}</text>`,
  image: ({ x, y, scale, image }) =>
    `<g transform="translate(${short(x)} ${short(y)}) scale(${scale})" shape-rendering="crispEdges">${rectsOfImage(image)}</g>`,
};

function svgOfDrawing({ width, height, marks }: Drawing): string {
  const paper = `<rect width="${width}" height="${height}" fill="${paperPalette.paper}"/>`;
  const content = marks.map((mark) => applyTo(mark, elements)).join('');
  return svg(width, height, ' font-family="Inter, sans-serif" font-size="11"', paper + content);
}

/** A figure as SVG: lines and words as such, pixels as rectangles. */
export function svgOf(figure: Figure): string {
  const drawing = drawingOf(figure, paperPalette);
  if (drawing) return svgOfDrawing(drawing);
  const image = imageOfFigure(figure);
  return svg(image.width, image.height, ' shape-rendering="crispEdges"', rectsOfImage(image));
}
