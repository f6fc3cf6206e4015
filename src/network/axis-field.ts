/**
 * What the positions along one axis see of the network's input along one of its own axes, in pixels, exactly and
 * unclipped: padding counts as pixels before 0. The pattern repeats: position `i + period` sees what position `i` sees,
 * `period * stride` further on. Where nothing lies between a convolution and the image, the period is 1; after a stride
 * of one half it is 2, for then neighbors may see the same pixels; where branches are joined it is as long as the axis.
 */
export interface AxisField {
  /** How many positions there are. */
  readonly count: number;
  /** Distance at the input between neighbors, on average. */
  readonly stride: number;
  /** First pixel that each position of a period sees; `Infinity` where it sees none. */
  readonly firsts: readonly number[];
  /** The last one; `-Infinity` where it sees none. */
  readonly lasts: readonly number[];
}

export type Span = readonly [first: number, last: number];

const nothing: Span = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

const union = (a: Span, b: Span): Span => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];

/** The pixels that a position sees; those outside the axis, in its padding, continue as it does. */
export function spanAt({ stride, firsts, lasts }: AxisField, position: number): Span {
  const period = firsts.length;
  const rounds = Math.floor(position / period);
  const moved = rounds * period * stride;
  const at = position - rounds * period;
  return [firsts[at]! + moved, lasts[at]! + moved];
}

/** Each pixel sees itself. */
export const pixels = (count: number): AxisField => ({ count, stride: 1, firsts: [0], lasts: [0] });

/** Everything that any position sees. */
export function everything(field: AxisField): Span {
  const period = Math.min(field.count, field.firsts.length);
  let all = nothing;
  for (let at = 0; at < period; at++) {
    const last = at + Math.floor((field.count - 1 - at) / period) * period;
    all = union(all, union(spanAt(field, at), spanAt(field, last)));
  }
  return all;
}

/** The same of every position. */
export const same = (count: number, [first, last]: Span): AxisField => ({
  count,
  stride: 0,
  firsts: [first],
  lasts: [last],
});

/** The largest number of pixels that a position sees, from the first to the last. */
export function sizeOfField(field: AxisField): number {
  const sizes = field.firsts
    .slice(0, field.count)
    .map((first, at) => Math.max(0, field.lasts[at]! - first + 1));
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

/** Where the first position begins that sees anything. */
export const startOfField = ({ firsts }: AxisField): number => firsts.find(Number.isFinite) ?? 0;

/** A field of a span for each position, written as short as possible. */
export function listed(spans: readonly Span[], stride: number): AxisField {
  const firsts = spans.map(([first]) => first);
  const lasts = spans.map(([, last]) => last);
  const count = spans.length;
  const step = count > 1 ? firsts[1]! - firsts[0]! : stride;
  const even = spans.every(
    ([first, last], at) =>
      first === firsts[0]! + at * step && last === lasts[0]! + at * step && Number.isFinite(first),
  );
  if (even) return { count, stride: step, firsts: [firsts[0]!], lasts: [lasts[0]!] };
  return { count, stride, firsts, lasts };
}

/** A window along one axis; see `Window` in `layers/kind.ts`. */
export interface AxisWindow {
  readonly size: number;
  readonly stride: number;
  readonly padStart: number;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Far above what rounding does to a position, far below the least fraction of one. */
const rounding = 1e-6;

/** After how many positions of a window's results the pattern of its input begins again; null if that is not known. */
function periodAfter(period: number, stride: number): number | null {
  const steps = stride < 1 ? Math.round(1 / stride) : 1;
  const advance = stride * steps;
  if (Math.abs(advance - Math.round(advance)) > rounding) return null;
  return (steps * period) / divisor(period, Math.round(advance));
}

/** The field after a window that looks at some positions: `count` of them. */
export function through(before: AxisField, window: AxisWindow, count: number): AxisField {
  const stride = before.stride * window.stride;
  const period = periodAfter(before.firsts.length, window.stride);
  const length = period === null ? count : Math.min(period, count);
  const spans = Array.from({ length }, (_, position): Span => {
    const from = Math.ceil(position * window.stride - window.padStart - rounding);
    const to = Math.floor(position * window.stride - window.padStart + window.size - 1 + rounding);
    // Along a pattern of one, only the ends matter.
    if (before.firsts.length === 1 && to > from) return union(spanAt(before, from), spanAt(before, to));
    let seen = nothing;
    for (let at = from; at <= to; at++) seen = union(seen, spanAt(before, at));
    return seen;
  });
  if (length === count) return listed(spans, stride);
  return { count, stride, firsts: spans.map(([first]) => first), lasts: spans.map(([, last]) => last) };
}

/** The field of a layer that takes several inputs position by position; an input of one position serves them all. */
export function together(fields: readonly AxisField[], count: number): AxisField {
  const spread = fields.map((field) => (field.count === count ? field : same(count, everything(field))));
  const [first, ...others] = spread;
  const alike = others.every(
    (field) => field.stride === first!.stride && field.firsts.length === first!.firsts.length,
  );
  const length = alike ? Math.min(count, first!.firsts.length) : count;
  const spans = Array.from({ length }, (_, at) =>
    spread.reduce((seen, field) => union(seen, spanAt(field, at)), nothing),
  );
  const stride = spread.reduce((most, field) => Math.max(most, field.stride), 0);
  if (!alike || length === count) return listed(spans, stride);
  return { count, stride, firsts: spans.map(([from]) => from), lasts: spans.map(([, to]) => to) };
}

/** The field of a layer that puts its inputs one after the other along this axis. */
export function oneAfterTheOther(fields: readonly AxisField[]): AxisField {
  const spans = fields.flatMap((field) =>
    Array.from({ length: field.count }, (_, position) => spanAt(field, position)),
  );
  return listed(
    spans,
    fields.reduce((most, field) => Math.max(most, field.stride), 0),
  );
}
