import { message, sentence } from '../../text/message.ts';
import type { FigureOf } from '../figure.ts';
import { numberText } from './axes.ts';
import type { ColorTable } from './colormap.ts';
import { type Drawing, fitText, letter, type Mark, type Palette } from './drawing.ts';
import { paintMap } from './paint.ts';
import { position, rangeOfAll, type ValueRange } from './range.ts';
import { scaleOf } from './scale.ts';

type Unit = FigureOf<'unit'>;
type Term = Unit['terms'][number];

interface Grid {
  readonly height: number;
  readonly width: number;
  readonly values: Float32Array;
}

/** Where the map of the layer's channel lies in the drawing, and the side of each of its values. */
interface OutputPlace {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
}

interface UnitDrawing extends Drawing {
  readonly output: OutputPlace;
}

const edge = 8;
/** Between two grids: a sign. */
const between = 22;
const mapSide = 124;
const line = 18;
/** A cell that a number fits into. */
const written = { width: 5 * letter.width, height: 15 };
const maxCellSize = 36;

const hex = (colors: ColorTable, share: number): readonly [string, boolean] => {
  const at = Math.round(share * 255) * 3;
  const [red, green, blue] = [colors[at]!, colors[at + 1]!, colors[at + 2]!];
  const code = [red, green, blue].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [`#${code}`, 0.3 * red + 0.59 * green + 0.11 * blue < 130];
};

/** A number in few letters: two digits that count, none before the point where that is 0. */
function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  const size = Math.abs(value);
  if (size < 0.005) return '0';
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return numberText(Number(value.toFixed(digits)));
}

const words = (
  x: number,
  y: number,
  text: string,
  color: string,
  anchor: 'start' | 'middle' | 'end',
): Mark => ({
  mark: 'text',
  x,
  y,
  text,
  color,
  anchor,
  turned: false,
});

const frame = (x: number, y: number, width: number, height: number, color: string, thick = 1): Mark => ({
  mark: 'path',
  points: [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ],
  color,
  width: thick,
  dashed: false,
});

/** Cells with their numbers; a cell without a value is empty. */
function gridMarks(
  { height, width, values }: Grid,
  [x, y, cell]: readonly [number, number, number],
  { colors, range }: { readonly colors: ColorTable; readonly range: ValueRange },
  palette: Palette,
): readonly Mark[] {
  const numbered = cell >= written.width && cell >= written.height;
  const marks: Mark[] = [];
  for (let at = 0; at < height * width; at++) {
    const value = values[at]!;
    const [left, top] = [x + (at % width) * cell, y + Math.floor(at / width) * cell];
    if (!Number.isFinite(value)) continue;
    const [color, dark] = hex(colors, position(value, range));
    marks.push({ mark: 'box', x: left, y: top, width: cell, height: cell, color });
    if (numbered)
      marks.push(
        words(
          left + cell / 2,
          top + cell / 2 + 4,
          shortNumber(value),
          dark ? '#ffffff' : '#000000',
          'middle',
        ),
      );
  }
  return [...marks, frame(x, y, width * cell, height * cell, palette.grid)];
}

/** A whole map as pixels. */
function mapMarks(
  { height, width, values }: Grid,
  x: number,
  y: number,
  range: ValueRange,
): { readonly marks: readonly Mark[]; readonly cell: number } {
  const cell = Math.min(mapSide / Math.max(height, width), 16);
  const { colors, range: span } = scaleOf('activation', range);
  const pixels = paintMap({ height, width, maps: 1, values }, 0, span, colors);
  const data = Uint8Array.from(
    { length: height * width * 3 },
    (_, at) => pixels[Math.floor(at / 3) * 4 + (at % 3)]!,
  );
  return { marks: [{ mark: 'image', x, y, scale: cell, image: { height, width, data } }], cell };
}

const nameOf = ({ from, channel }: Term): string =>
  sentence(message('insight.unit-channel', { layer: sentence(from), channel }));

/** Where the input is looked at, and where the value goes. */
function maps(unit: Unit, palette: Palette, width: number) {
  const { terms, output, window, row, column, layer, channel } = unit;
  const marks: Mark[] = [];
  const top = 2 * line;
  const half = width / 2;
  let height = 0;
  const term = [...terms].sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum))[0];
  if (term) {
    const map = mapMarks(term.map, edge, top, rangeOfAll({ ...term.map, maps: 1 }));
    marks.push(
      words(edge, 14, fitText(nameOf(term), half - 2 * edge), palette.ink, 'start'),
      words(
        edge,
        28,
        fitText(
          sentence(message('insight.unit-window', { height: window.height, width: window.width })),
          half - edge,
        ),
        palette.dim,
        'start',
      ),
      ...map.marks,
      frame(
        edge + window.left * map.cell,
        top + window.top * map.cell,
        window.width * map.cell,
        window.height * map.cell,
        '#e5484d',
        2,
      ),
    );
    height = Math.max(height, term.map.height * map.cell);
  }
  const x = half + edge;
  const own = mapMarks(output, x, top, rangeOfAll({ ...output, maps: 1 }));
  marks.push(
    words(
      x,
      14,
      fitText(
        sentence(message('insight.unit-channel', { layer: sentence(layer), channel })),
        half - 2 * edge,
      ),
      palette.ink,
      'start',
    ),
    words(x, 28, sentence(message('insight.unit-place', { row, column })), palette.dim, 'start'),
    ...own.marks,
    frame(x + column * own.cell, top + row * own.cell, own.cell, own.cell, '#e5484d', 2),
  );
  height = Math.max(height, output.height * own.cell);
  return { marks, below: top + height + 14, output: { x, y: top, cell: own.cell } };
}

/** One channel's part: what is seen, times the weights, is the products. */
function termMarks(
  unit: Unit,
  term: Term,
  y: number,
  palette: Palette,
  width: number,
): { readonly marks: readonly Mark[]; readonly below: number } {
  const { height, width: across } = unit.window;
  const room = (count: number): number => (width - 2 * edge - (count - 1) * between) / count / across;
  const fits = (cell: number): boolean => cell >= written.width;
  // In two rows where the numbers would not fit in one.
  const columns = fits(room(3)) || !fits(room(2)) ? 3 : 2;
  const cell = Math.min(maxCellSize, room(columns));
  const products = term.patch.map((value, at) => value * term.weights[at]!);
  const activation = scaleOf('activation', rangeOfAll({ ...term.map, maps: 1 }));
  const weight = scaleOf('weight', rangeOfAll({ height, width: across, maps: 1, values: term.weights }));
  const product = scaleOf('weight', rangeOfAll({ height, width: across, maps: 1, values: products }));
  const top = y + line + 2;
  const at = (index: number): readonly [number, number] => [
    edge + (index % columns) * (across * cell + between) + (index >= columns ? between : 0),
    top + Math.floor(index / columns) * (height * cell + 10),
  ];
  const sign = (index: number, text: string): Mark =>
    words(at(index)[0] - between / 2, at(index)[1] + (height * cell) / 2 + 4, text, palette.ink, 'middle');
  const grid = (index: number, values: Float32Array, scale: Parameters<typeof gridMarks>[2]) =>
    gridMarks({ height, width: across, values }, [...at(index), cell], scale, palette);
  const last = at(2);
  return {
    marks: [
      words(edge, y + 13, nameOf(term), palette.ink, 'start'),
      words(
        width - edge,
        y + 13,
        sentence(message('insight.unit-adds', { sum: term.sum })),
        palette.dim,
        'end',
      ),
      ...grid(0, term.patch, activation),
      sign(1, '×'),
      ...grid(1, term.weights, weight),
      sign(2, '='),
      ...grid(2, products, product),
    ],
    below: last[1] + height * cell + 12,
  };
}

/** The sum, line by line. */
function sumMarks(unit: Unit, y: number, palette: Palette, width: number) {
  const { terms, others, bias, sum, activation, value, exact } = unit;
  const right = Math.min(width - edge, 340);
  const marks: Mark[] = [];
  let at = y;
  const entry = (name: string, number: number, color: string): void => {
    at += line;
    marks.push(
      words(edge, at, fitText(name, right - edge - 70), color, 'start'),
      words(right, at, numberText(number), color, 'end'),
    );
  };
  for (const term of terms) entry(nameOf(term), term.sum, palette.dim);
  if (others.count > 0)
    entry(sentence(message('insight.unit-others', { count: others.count })), others.sum, palette.dim);
  entry(sentence(message(exact ? 'insight.unit-bias' : 'insight.unit-rest')), bias, palette.dim);
  at += 6;
  marks.push({
    mark: 'path',
    points: [
      [edge, at],
      [right, at],
    ],
    color: palette.grid,
    width: 1,
    dashed: false,
  });
  entry(sentence(message('insight.unit-sum')), sum, palette.ink);
  if (activation !== null) entry(`${activation}(${numberText(sum)})`, value, palette.ink);
  return { marks, below: at + 12 };
}

/** How a unit's value comes about. @param width in units */
export function drawUnit(unit: Unit, palette: Palette, width: number): UnitDrawing {
  const above = maps(unit, palette, width);
  const marks: Mark[] = [...above.marks];
  let y = above.below;
  for (const term of unit.terms) {
    const drawn = termMarks(unit, term, y, palette, width);
    marks.push(...drawn.marks);
    y = drawn.below;
  }
  const sum = sumMarks(unit, y, palette, width);
  return { width, height: sum.below, marks: [...marks, ...sum.marks], output: above.output };
}
