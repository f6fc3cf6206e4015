export type PlotPoint = readonly [x: number, y: number];

/** Whether a point lies inside of a closed line, by how often a ray from it crosses that (even-odd rule). */
export function isInside([x, y]: PlotPoint, line: readonly PlotPoint[]): boolean {
  let inside = false;
  for (let at = 0, before = line.length - 1; at < line.length; before = at++) {
    const [ax, ay] = line[at]!;
    const [bx, by] = line[before]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The points inside of a closed line, by their places. */
export const circledBy = (line: readonly PlotPoint[], points: readonly PlotPoint[]): readonly number[] =>
  points.flatMap((point, index) => (isInside(point, line) ? [index] : []));
