import { type Hue, ink } from './colors.ts';
import type { Placed, Wire } from './layout.ts';
import type { Mark, Point } from './scene.ts';

const corners = 24;

/** A circle as an area. */
export const circle = ([x, y]: Point, radius: number): readonly Point[] =>
  Array.from({ length: corners }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / corners;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });

/** A merging layer: its sign in a circle. */
export const signMarks = (
  sign: string,
  middle: Point,
  radius: number,
  { light, line }: Hue,
  fontSize: number,
): readonly Mark[] => {
  const size = sign.length > 1 ? fontSize * 0.65 : fontSize * 1.2;
  return [
    { mark: 'area', points: circle(middle, radius), fill: light, stroke: line, width: 1 },
    {
      mark: 'text',
      x: middle[0],
      y: middle[1] + size * 0.35,
      text: sign,
      size,
      anchor: 'middle',
      color: ink,
    },
  ];
};

/** A polyline with rounded corners. */
export function rounded(points: readonly Point[], radius: number): readonly Point[] {
  return points.flatMap((point, at): readonly Point[] => {
    const [before, after] = [points[at - 1], points[at + 1]];
    if (!before || !after) return [point];
    const toward = (other: Point): Point => {
      const length = Math.hypot(other[0] - point[0], other[1] - point[1]);
      const share = Math.min(radius, length / 2) / (length || 1);
      return [point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share];
    };
    const [from, to] = [toward(before), toward(after)];
    return Array.from({ length: 7 }, (_, index): Point => {
      const t = index / 6;
      const mix = (axis: 0 | 1): number =>
        (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * point[axis] + t ** 2 * to[axis];
      return [mix(0), mix(1)];
    });
  });
}

/** A rectangle with rounded corners. */
export const roundedBox = (
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): readonly Point[] => {
  const points: Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  const around = rounded([points[3]!, ...points, points[0]!], radius);
  return around.slice(1, -1);
};

/** A wire that passes others by: out, along beside them, and in again. */
export function detourMarks(
  { from, to, detour }: Wire,
  out: (at: Placed) => Point,
  into: (at: Placed) => Point,
  stroke: string,
): readonly Mark[] {
  const [start, end] = [out(from), into(to)];
  const gap = 9;
  const points = rounded(
    [
      start,
      [start[0] + gap, start[1]],
      [start[0] + gap, detour!],
      [end[0] - gap, detour!],
      [end[0] - gap, end[1]],
      end,
    ],
    6,
  );
  return [{ mark: 'line', points, stroke, width: 1, dashed: false, arrow: true }];
}
