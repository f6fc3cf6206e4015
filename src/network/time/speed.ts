import { type Work, type WorkKind, works } from './work.ts';

/** How fast a machine trains. */
export interface Speed {
  /** Seconds for one unit of each kind of work; what was never measured takes none. */
  readonly seconds: Readonly<Partial<Record<WorkKind, number>>>;
  /** How far off what it says may be, as a factor either way. */
  readonly doubt: number;
  /** Seconds to compile a step: for the graph itself, and for each operation that layers start; left out op by op. */
  readonly compile?: { readonly graph: number; readonly operation: number } | undefined;
}

/** Seconds that some work takes. */
export const secondsFor = (work: Work, { seconds }: Pick<Speed, 'seconds'>): number =>
  works.reduce((sum, kind) => sum + (work[kind] ?? 0) * (seconds[kind] ?? 0), 0);

export interface TimedWork {
  readonly work: Work;
  readonly seconds: number;
}

/** Networks are further from the probes than these from each other. */
const extrapolationFactor = 1.3;

/** Turns of coordinate descent: a dozen coefficients settle within hundreds. */
const maxSweeps = 2000;

/**
 * The speed that explains timed work best: least squares of the relative errors, no coefficient below 0 (Lawson and
 * Hanson 1974), by coordinate descent (Franc, Hlavac, Navara 2005). Null without a time.
 */
export function fitSpeed(timed: readonly TimedWork[]): Speed | null {
  if (timed.length === 0) return null;
  // Columns scaled to at most 1, rows to a time of 1: a millisecond counts as much as a second.
  const scales = works.map((kind) => Math.max(...timed.map(({ work }) => work[kind] ?? 0)));
  const rows = timed.map(({ work, seconds }) =>
    works.map((kind, at) => (scales[at] === 0 ? 0 : (work[kind] ?? 0) / scales[at]! / seconds)),
  );
  const product = (a: number, b: number) => rows.reduce((sum, row) => sum + row[a]! * row[b]!, 0);
  const gram = works.map((_, a) => works.map((__, b) => product(a, b)));
  const target = works.map((_, a) => rows.reduce((sum, row) => sum + row[a]!, 0));
  const found = works.map(() => 0);
  for (let turn = 0; turn < maxSweeps; turn++) {
    for (const at of found.keys()) {
      if (gram[at]![at] === 0) continue;
      const slope = gram[at]!.reduce((sum, value, other) => sum + value * found[other]!, 0) - target[at]!;
      found[at] = Math.max(0, found[at]! - slope / gram[at]![at]!);
    }
  }
  const seconds = Object.fromEntries(
    works.flatMap((kind, at) => (found[at]! > 0 ? [[kind, found[at]! / scales[at]!]] : [])),
  );
  const squares = timed.map((each) => Math.log(secondsFor(each.work, { seconds }) / each.seconds) ** 2);
  const apart = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / timed.length);
  return { seconds, doubt: extrapolationFactor * Math.exp(1.5 * apart) };
}
