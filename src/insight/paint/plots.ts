import { sentence } from '../../text/message.ts';
import type { FigureOf } from '../figure.ts';
import { axisMarks, type Frame, legendMarks, numberText, placeIn, spanOf } from './axes.ts';
import { type Drawing, fitText, letter, type Mark, type Palette, seriesColor } from './drawing.ts';

/** Most names in a legend. */
const maxNamed = 24;

const titleMark = (title: string, width: number, palette: Palette): Mark => ({
  mark: 'text',
  x: 8,
  y: 16,
  text: fitText(title, width - 16),
  color: palette.ink,
  anchor: 'start',
  turned: false,
});

const margins = { left: 58, right: 14, below: 42 };

interface Plot {
  readonly title: string | null;
  readonly frame: Frame;
  /** The frame, the title and the legend; height of all. */
  readonly around: Drawing;
}

/** Everything of a plot but its points. */
function plotOf(
  figure: FigureOf<'lines'> | FigureOf<'scatter'>,
  spans: Pick<Frame, 'x' | 'y'>,
  entries: readonly { readonly text: string; readonly color: string }[],
  palette: Palette,
  width: number,
): Plot {
  const title = figure.title && sentence(figure.title);
  const top = title ? 28 : 12;
  const across = width - margins.left - margins.right;
  const height = Math.max(140, Math.round(across * (figure.figure === 'scatter' ? 0.8 : 0.62)));
  const frame = { left: margins.left, top, width: across, height, ...spans };
  const named = entries.length > maxNamed ? [] : entries;
  const legend = legendMarks(named, margins.left, top + height + margins.below, across, palette);
  return {
    title,
    frame,
    around: {
      width,
      height: top + height + margins.below + legend.height + 4,
      marks: [
        ...(title ? [titleMark(title, width, palette)] : []),
        ...axisMarks(frame, { x: sentence(figure.x.label), y: sentence(figure.y.label) }, palette),
        ...legend.marks,
      ],
    },
  };
}

/** The parts of a series between values that are not finite. */
function runs({
  x,
  y,
}: FigureOf<'lines'>['series'][number]): readonly (readonly (readonly [number, number])[])[] {
  const parts: (readonly [number, number])[][] = [[]];
  x.forEach((across, at) => {
    const up = y[at]!;
    if (Number.isFinite(across) && Number.isFinite(up)) parts.at(-1)!.push([across, up]);
    else parts.push([]);
  });
  return parts.filter(({ length }) => length > 0);
}

/** Series of values over values. @param width in units */
export function drawLines(figure: FigureOf<'lines'>, palette: Palette, width: number): Drawing {
  const spans = {
    x: spanOf(
      figure.x,
      figure.series.map(({ x }) => x),
    ),
    y: spanOf(
      figure.y,
      figure.series.map(({ y }) => y),
    ),
  };
  const colors = figure.series.map(({ style }, index) =>
    style === 'reference' ? palette.dim : seriesColor(palette, index),
  );
  const entries = figure.series.map(({ label }, index) => ({ text: sentence(label), color: colors[index]! }));
  const { frame, around } = plotOf(figure, spans, entries, palette, width);
  const marks = figure.series.flatMap((series, index): readonly Mark[] => {
    const color = colors[index]!;
    const reference = series.style === 'reference';
    return runs(series).flatMap((part): readonly Mark[] => {
      const points = part.map(([across, up]) => placeIn(frame, across, up));
      const path: Mark = { mark: 'path', points, color, width: reference ? 1 : 1.8, dashed: reference };
      const dots = points.map(([x, y]): Mark => ({ mark: 'dot', x, y, radius: 3, color }));
      return [path, ...(series.style === 'points' || points.length === 1 ? dots : [])];
    });
  });
  return { ...around, marks: [...around.marks, ...marks] };
}

/** Where the points of a scatter plot lie, and what is around them. @param width in units */
export function scatterPlot(figure: FigureOf<'scatter'>, palette: Palette, width: number): Plot {
  const padded = (axis: FigureOf<'scatter'>['x'], values: Float32Array) => {
    const span = spanOf(axis, [values]);
    const room = 0.03 * (span.max - span.min);
    return { min: axis.min ?? span.min - room, max: axis.max ?? span.max + room };
  };
  const spans = { x: padded(figure.x, figure.xs), y: padded(figure.y, figure.ys) };
  const entries = figure.labels.map((text, index) => ({
    text: sentence(text),
    color: seriesColor(palette, index),
  }));
  const plot = plotOf(figure, spans, entries, palette, width);
  const { reference } = figure;
  if (!reference) return plot;
  const points = Array.from(reference.x, (across, at) => placeIn(plot.frame, across, reference.y[at]!));
  const line: Mark = { mark: 'path', points, color: palette.dim, width: 1, dashed: true };
  return { ...plot, around: { ...plot.around, marks: [...plot.around.marks, line] } };
}

/** Radius of a point in units: smaller the more there are. */
export const pointRadius = (count: number): number => (count > 10_000 ? 0.7 : count > 2000 ? 1.2 : 2);

export function drawScatter(figure: FigureOf<'scatter'>, palette: Palette, width: number): Drawing {
  const { frame, around } = scatterPlot(figure, palette, width);
  const radius = pointRadius(figure.xs.length);
  const dots = Array.from(figure.xs, (across, at): Mark => {
    const [x, y] = placeIn(frame, across, figure.ys[at]!);
    return { mark: 'dot', x, y, radius, color: seriesColor(palette, figure.classes[at]!) };
  });
  return {
    ...around,
    marks: [...around.marks, ...dots.filter((dot) => dot.mark === 'dot' && Number.isFinite(dot.x + dot.y))],
  };
}

type Cell = FigureOf<'table'>['rows'][number][number];

export const cellText = (cell: Cell): string =>
  typeof cell === 'number' ? numberText(cell) : sentence(cell);

/** How strongly each cell of a matrix is colored, 0 to 1; null where the table has no colors. */
export function tableShades({ of, rows }: FigureOf<'table'>): readonly (readonly (number | null)[])[] | null {
  if (of !== 'matrix') return null;
  const highest = rows
    .flat()
    .reduce((most: number, cell) => (typeof cell === 'number' ? Math.max(most, cell) : most), 0);
  return rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? Math.max(0, highest > 0 ? cell / highest : 0) : null)),
  );
}

export function drawTable(figure: FigureOf<'table'>, palette: Palette): Drawing {
  const texts = [
    figure.columns.map((column) => sentence(column)),
    ...figure.rows.map((row) => row.map(cellText)),
  ];
  const widths = figure.columns.map(
    (_, column) =>
      Math.min(40, Math.max(...texts.map((row) => row[column]?.length ?? 0))) * (letter.width + 0.5) + 18,
  );
  const lefts = widths.map((_, column) => 8 + widths.slice(0, column).reduce((sum, each) => sum + each, 0));
  const title = figure.title && sentence(figure.title);
  const top = title ? 28 : 8;
  const line = 20;
  const shades = tableShades(figure);
  const width = Math.max(120, 16 + widths.reduce((sum, each) => sum + each, 0));
  const marks = texts.flatMap((row, at): readonly Mark[] =>
    row.flatMap((text, column): readonly Mark[] => {
      const [left, own] = [lefts[column]!, widths[column]!];
      const shade = at > 0 ? shades?.[at - 1]?.[column] : null;
      const y = top + at * line;
      const first = column === 0;
      return [
        ...(typeof shade === 'number'
          ? [{ mark: 'box', x: left, y, width: own, height: line, color: palette.shade(shade) } as const]
          : []),
        {
          mark: 'text',
          x: first ? left + 4 : left + own - 6,
          y: y + 14,
          text: fitText(text, own - 6),
          color: at === 0 || first ? palette.dim : palette.ink,
          anchor: first ? 'start' : 'end',
          turned: false,
        },
      ];
    }),
  );
  return {
    width,
    height: top + texts.length * line + 8,
    marks: [...(title ? [titleMark(title, width, palette)] : []), ...marks],
  };
}
