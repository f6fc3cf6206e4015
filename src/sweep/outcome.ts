/** What a trained combination is judged by; higher is better. */
export interface ScoredPoint {
  readonly point: string;
  /** Null where it has none: it failed, or diverged. */
  readonly score: number | null;
}

/** The best `count`, best first; of equals the earlier. What has no score does not continue. */
export function bestOf<T extends ScoredPoint>(points: readonly T[], count: number): readonly T[] {
  return points
    .filter(({ score }) => score !== null && Number.isFinite(score))
    .map((point, at) => ({ point, at }))
    .sort((a, b) => b.point.score! - a.point.score! || a.at - b.at)
    .slice(0, count)
    .map(({ point }) => point);
}

interface SizedPoint extends ScoredPoint {
  readonly params: number;
}

/** The points that no other beats: none has at most as many parameters and at least the score, and one of both better. */
export function paretoFront<T extends SizedPoint>(points: readonly T[]): readonly T[] {
  const known = points.filter(({ score }) => score !== null && Number.isFinite(score));
  const sorted = [...known].sort((a, b) => a.params - b.params || b.score! - a.score!);
  let best = Number.NEGATIVE_INFINITY;
  let last: T | null = null;
  return sorted.filter((point) => {
    const level = last !== null && last.params === point.params && last.score === point.score;
    if (point.score! <= best && !level) return false;
    best = Math.max(best, point.score!);
    last = point;
    return true;
  });
}
