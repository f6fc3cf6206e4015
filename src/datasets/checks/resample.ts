/** A filter that images are resized with: its weight at a distance, and how far it reaches. */
interface Filter {
  readonly support: number;
  weight(distance: number): number;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI));

export const lanczos: Filter = {
  support: 3,
  weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0),
};

export const bicubic: Filter = {
  support: 2,
  weight(distance) {
    const x = Math.abs(distance);
    if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? ((x - 5) * x + 8) * x * -0.5 + 2 : 0;
  },
};

/** Bits of a weight behind the point: weights are whole numbers, as Pillow's are. */
const one = 2 ** 22;

/** For each output position: the first input, and the weights from there. */
interface Taps {
  readonly first: Int32Array;
  readonly weights: readonly Float64Array[];
}

function tapsOf(from: number, to: number, { support, weight }: Filter): Taps {
  const scale = from / to;
  const stretch = Math.max(1, scale);
  const reach = support * stretch;
  const first = new Int32Array(to);
  const weights = Array.from({ length: to }, (_, at) => {
    const center = (at + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - reach + 0.5));
    const end = Math.min(from, Math.trunc(center + reach + 0.5));
    const own = Float64Array.from({ length: end - start }, (_tap, x) =>
      weight((x + start - center + 0.5) / stretch),
    );
    const sum = own.reduce((total, value) => total + value, 0);
    first[at] = start;
    return own.map((value) => Math.trunc((value / sum) * one + (value < 0 ? -0.5 : 0.5)));
  });
  return { first, weights };
}

const tapsCache = new Map<Filter, Map<string, Taps>>();

function tapsFor(from: number, to: number, filter: Filter): Taps {
  const own = tapsCache.get(filter) ?? new Map<string, Taps>();
  tapsCache.set(filter, own);
  const key = `${from}:${to}`;
  const taps = own.get(key) ?? tapsOf(from, to, filter);
  own.set(key, taps);
  return taps;
}

const clipped = (sum: number): number => Math.min(255, Math.max(0, Math.floor((sum + one / 2) / one)));

/** Resizes along one axis: `lines` lines of `from` values, `step` apart within a line, `stride` from line to line. */
function alongAxis(
  pixels: Uint8Array,
  { lines, from, to }: { readonly lines: number; readonly from: number; readonly to: number },
  isAcross: boolean,
  filter: Filter,
): Uint8Array {
  const out = new Uint8Array(lines * to);
  const { first, weights } = tapsFor(from, to, filter);
  // Across: a line is a row of pixels. Else it is a column, whose pixels lie `lines` apart.
  const [step, stride] = isAcross ? [1, from] : [lines, 1];
  const [outStep, outStride] = isAcross ? [1, to] : [lines, 1];
  for (let line = 0; line < lines; line++) {
    for (let at = 0; at < to; at++) {
      const own = weights[at]!;
      const start = line * stride + first[at]! * step;
      let sum = 0;
      for (let tap = 0; tap < own.length; tap++) sum += own[tap]! * pixels[start + tap * step]!;
      out[line * outStride + at * outStep] = clipped(sum);
    }
  }
  return out;
}

/**
 * A plane of bytes at another size, bit for bit as Pillow resizes images of 8 bits (`libImaging/Resample.c`): rows first,
 * rounded to bytes, then columns.
 * @param plane `[height, width]`
 */
export function resample(
  plane: Uint8Array,
  [height, width]: readonly [number, number],
  [toHeight, toWidth]: readonly [number, number],
  filter: Filter,
): Uint8Array {
  const wide =
    width === toWidth ? plane : alongAxis(plane, { lines: height, from: width, to: toWidth }, true, filter);
  return height === toHeight
    ? wide
    : alongAxis(wide, { lines: toWidth, from: height, to: toHeight }, false, filter);
}
