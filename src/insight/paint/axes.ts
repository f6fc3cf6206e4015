import { language } from '../../text/language.ts';
import type { Mark, Palette } from './drawing.ts';
import { fitText, letter } from './drawing.ts';
import type { ValueRange } from './range.ts';

/** Where values lie in a drawing. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: ValueRange;
  readonly y: ValueRange;
}

/** The ends of an axis: those that are given, else those of the values; never without width. */
export function spanOf(
  { min, max }: { readonly min: number | null; readonly max: number | null },
  values: readonly Float32Array[],
): ValueRange {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const each of values) {
    for (const value of each) {
      if (!Number.isFinite(value)) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  const from = min ?? (Number.isFinite(least) ? least : 0);
  const to = max ?? (Number.isFinite(most) ? most : 1);
  return to > from ? { min: from, max: to } : { min: from - 0.5, max: from + 0.5 };
}

export const placeIn = ({ left, top, width, height, x, y }: Frame, across: number, up: number) =>
  [
    left + ((across - x.min) / (x.max - x.min)) * width,
    top + height - ((up - y.min) / (y.max - y.min)) * height,
  ] as const;

/** Round values within a span, about `count` of them. */
export function ticksOf({ min, max }: ValueRange, count: number): readonly number[] {
  const rough = (max - min) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough * 0.999) ?? rough;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
}

/** A number as a cell of a table; one that is not finite as a dash. */
export const numberCell = (value: number): number | string => (Number.isFinite(value) ? value : '–');

/** A number as the language in use writes it, with at most four digits that count. */
export const numberText = (value: number): string =>
  Number.isFinite(value)
    ? new Intl.NumberFormat(language(), { maximumSignificantDigits: 4 }).format(value)
    : '—';

/** Grid, numbers and titles of two axes; without numbers where a plane has no directions. */
export function axisMarks(
  frame: Frame,
  titles: { readonly x: string; readonly y: string },
  palette: Palette,
): readonly Mark[] {
  const { left, top, width, height } = frame;
  const words = { color: palette.dim, turned: false } as const;
  const line = (points: readonly (readonly [number, number])[]): Mark => ({
    mark: 'path',
    points,
    color: palette.grid,
    width: 1,
    dashed: false,
  });
  const across = ticksOf(frame.x, Math.max(2, Math.floor(width / 70))).flatMap((value): readonly Mark[] => {
    const [x] = placeIn(frame, value, frame.y.min);
    return [
      line([
        [x, top],
        [x, top + height],
      ]),
      { mark: 'text', x, y: top + height + 14, text: numberText(value), anchor: 'middle', ...words },
    ];
  });
  const upwards = ticksOf(frame.y, Math.max(2, Math.floor(height / 45))).flatMap((value): readonly Mark[] => {
    const [, y] = placeIn(frame, frame.x.min, value);
    return [
      line([
        [left, y],
        [left + width, y],
      ]),
      { mark: 'text', x: left - 6, y: y + 4, text: numberText(value), anchor: 'end', ...words },
    ];
  });
  return [
    ...across,
    ...upwards,
    {
      mark: 'text',
      x: left + width / 2,
      y: top + height + 30,
      text: fitText(titles.x, width),
      anchor: 'middle',
      ...words,
    },
    {
      mark: 'text',
      x: letter.height + 3,
      y: top + height / 2,
      text: fitText(titles.y, height),
      color: palette.dim,
      anchor: 'middle',
      turned: true,
    },
  ];
}

/** Names beside their colors, in as many rows as they need. @returns the marks, and the height that they take */
export function legendMarks(
  entries: readonly { readonly text: string; readonly color: string }[],
  left: number,
  top: number,
  width: number,
  palette: Palette,
): { readonly marks: readonly Mark[]; readonly height: number } {
  const row = 16;
  const swatch = 14;
  let x = left;
  let y = top;
  const marks = entries.flatMap(({ text, color }): readonly Mark[] => {
    const fitted = fitText(text, width - swatch);
    const taken = swatch + fitted.length * (letter.width + 0.5) + 12;
    if (x > left && x + taken > left + width) {
      x = left;
      y += row;
    }
    const own = x;
    x += taken;
    return [
      { mark: 'dot', x: own + 5, y: y + 6, radius: 3.5, color },
      {
        mark: 'text',
        x: own + swatch,
        y: y + 10,
        text: fitted,
        color: palette.ink,
        anchor: 'start',
        turned: false,
      },
    ];
  });
  return { marks, height: entries.length === 0 ? 0 : y + row - top };
}
