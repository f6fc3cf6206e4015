import { glyphs } from './code/glyphs.ts';

export type Point = readonly [x: number, y: number];

/** What a figure is made of; units of a CSS pixel, from the upper left corner; later marks cover earlier ones. */
export type Mark =
  | {
      readonly mark: 'area';
      readonly points: readonly Point[];
      readonly fill: string;
      /** Null for none. */
      readonly stroke: string | null;
      readonly width: number;
    }
  | {
      readonly mark: 'line';
      readonly points: readonly Point[];
      readonly stroke: string;
      readonly width: number;
      readonly dashed: boolean;
      readonly arrow: boolean;
    }
  /** `y` is the line that letters stand on. */
  | {
      readonly mark: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly color: string;
    };

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

const usualAdvance = 556;

/** How wide a text is in Helvetica. */
export const textWidth = (text: string, size: number): number =>
  ([...text].reduce((sum, sign) => sum + (glyphs[sign]?.[0] ?? usualAdvance), 0) * size) / 1000;

/** Where a text begins. */
export const startOf = ({ x, text, size, anchor }: Extract<Mark, { mark: 'text' }>): number =>
  x - textWidth(text, size) * { start: 0, middle: 0.5, end: 1 }[anchor];

/** The head of an arrow at the end of a line: a triangle. */
export function arrowHead(points: readonly Point[], width: number): readonly Point[] {
  const [x, y] = points.at(-1)!;
  const [fromX, fromY] = points.findLast(([px, py]) => Math.hypot(px - x, py - y) > 0.01) ?? [x - 1, y];
  const length = Math.hypot(x - fromX, y - fromY);
  const [alongX, alongY] = [(x - fromX) / length, (y - fromY) / length];
  const size = 3 + 2.5 * width;
  const half = size * 0.42;
  const [backX, backY] = [x - alongX * size, y - alongY * size];
  return [
    [x, y],
    [backX - alongY * half, backY + alongX * half],
    [backX + alongY * half, backY - alongX * half],
  ];
}

/** The corners of what is drawn, texts included. */
function boundsOf(marks: readonly Mark[]) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const reach = (x: number, y: number): void => {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  };
  for (const mark of marks) {
    if (mark.mark === 'text') {
      const start = startOf(mark);
      reach(start, mark.y - mark.size * 0.8);
      reach(start + textWidth(mark.text, mark.size), mark.y + mark.size * 0.25);
    } else for (const [x, y] of mark.points) reach(x, y);
  }
  return { left, top, right, bottom };
}

const moved = (mark: Mark, by: Point, scale: number): Mark => {
  const place = ([x, y]: Point): Point => [(x + by[0]) * scale, (y + by[1]) * scale];
  if (mark.mark === 'text') {
    const [x, y] = place([mark.x, mark.y]);
    return { ...mark, x, y, size: mark.size * scale };
  }
  return { ...mark, points: mark.points.map(place), width: mark.width * scale };
};

/** The marks with a margin around them, as large as they are or as wide as is asked. @param width 0: as they are */
export function sceneOf(marks: readonly Mark[], margin: number, width: number): Scene {
  const { left, top, right, bottom } = boundsOf(marks);
  const scale = width === 0 ? 1 : width / (right - left + 2 * margin);
  return {
    width: (right - left + 2 * margin) * scale,
    height: (bottom - top + 2 * margin) * scale,
    marks: marks.map((mark) => moved(mark, [margin - left, margin - top], scale)),
  };
}
