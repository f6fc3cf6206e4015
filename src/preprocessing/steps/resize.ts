import { z } from 'zod';
import { openAntialiased, type Span } from '../antialias.ts';
import type { Dimensions } from '../example.ts';
import type { PlainOperation } from '../plain.ts';
import { defineStep, type Opening, type Write } from '../step.ts';

const parameters = z.object({
  method: z.enum(['stretch', 'fit', 'fill']).default('stretch'),
  /** Pixels; 0: as many as the network's input has. */
  height: z.int().min(0).max(8192).default(0),
  width: z.int().min(0).max(8192).default(0),
  antialias: z.boolean().default(false),
});

type Resize = z.output<typeof parameters>;

/** Halves go to the even number, as Python and Pillow round. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Which part of the source is resized to which size, and where that lies in the target. */
interface Placement {
  readonly rows: Span;
  readonly columns: Span;
  readonly inner: readonly [height: number, width: number];
  readonly top: number;
  readonly left: number;
}

/** `fit` is Pillow's `ImageOps.pad`, `fill` its `ImageOps.fit`, both centered. */
function placementOf(method: Resize['method'], source: Dimensions, [height, width]: Dimensions): Placement {
  const [from, across] = source;
  const whole = { rows: { start: 0, length: from }, columns: { start: 0, length: across } };
  const ratio = across / from;
  const wanted = width / height;
  if (method === 'stretch' || ratio === wanted) return { ...whole, inner: [height, width], top: 0, left: 0 };
  const wider = ratio > wanted;
  if (method === 'fill') {
    const kept = wider ? wanted * from : across / wanted;
    const span = { start: ((wider ? across : from) - kept) / 2, length: kept };
    return { ...whole, [wider ? 'columns' : 'rows']: span, inner: [height, width], top: 0, left: 0 };
  }
  const inner = wider
    ? ([Math.max(1, roundHalfEven((from / across) * width)), width] as const)
    : ([height, Math.max(1, roundHalfEven((across / from) * height))] as const);
  const top = roundHalfEven((height - inner[0]) / 2);
  const left = roundHalfEven((width - inner[1]) / 2);
  return { ...whole, inner, top, left };
}

/** Weights of two neighboring source positions for each output one: bilinear, half-pixel centers. */
export function taps(from: number, to: number, { start, length }: Span) {
  const low = new Int32Array(to);
  const high = new Int32Array(to);
  const share = new Float32Array(to);
  for (let index = 0; index < to; index++) {
    const position = Math.min(from - 1, Math.max(0, start + ((index + 0.5) * length) / to - 0.5));
    low[index] = Math.floor(position);
    high[index] = Math.min(from - 1, low[index]! + 1);
    share[index] = position - low[index]!;
  }
  return { low, high, share };
}

function openBilinear({ source, target, read }: Opening, placement: Placement): Write {
  const [, targetWidth, channels] = target;
  const [height, width] = placement.inner;
  const rows = taps(source[0], height, placement.rows);
  const columns = taps(source[1], width, placement.columns);
  const [, sourceWidth, stored] = source;
  return (images, start, out, offset) => {
    for (let y = 0; y < height; y++) {
      const top = start + rows.low[y]! * sourceWidth * stored;
      const bottom = start + rows.high[y]! * sourceWidth * stored;
      const v = rows.share[y]!;
      let at = offset + ((placement.top + y) * targetWidth + placement.left) * channels;
      for (let x = 0; x < width; x++) {
        const left = columns.low[x]! * stored;
        const right = columns.high[x]! * stored;
        const u = columns.share[x]!;
        for (let c = 0; c < channels; c++) {
          const a = read(images, top + left, c) * (1 - u) + read(images, top + right, c) * u;
          const b = read(images, bottom + left, c) * (1 - u) + read(images, bottom + right, c) * u;
          out[at++] = a * (1 - v) + b * v;
        }
      }
    }
  };
}

function openResize(opening: Opening, { method, antialias }: Resize): Write {
  const { source, target, range } = opening;
  const placement = placementOf(method, source, target);
  const { rows, columns, inner, top, left } = placement;
  const write = antialias
    ? openAntialiased(opening, [rows, columns], inner, { top, left })
    : openBilinear(opening, placement);
  if (inner[0] === target[0] && inner[1] === target[1]) return write;
  const size = target[0] * target[1] * target[2];
  return (images, start, out, offset) => {
    out.fill(range[0], offset, offset + size);
    write(images, start, out, offset);
  };
}

function plainResize({ method, antialias }: Resize, source: Dimensions, target: Dimensions, black: number) {
  const { rows, columns, inner, top, left } = placementOf(method, source, target);
  const [height, width] = inner;
  const isWhole = rows.length === source[0] && columns.length === source[1];
  const box = isWhole ? null : ([rows.start, columns.start, rows.length, columns.length] as const);
  const resized: PlainOperation = { op: 'resize', height, width, antialias, box };
  const frame = { top, left, bottom: target[0] - height - top, right: target[1] - width - left };
  if (height === target[0] && width === target[1]) return [resized];
  return [resized, { op: 'pad', ...frame, value: black } as const];
}

/**
 * Brings the image to a size: stretched, whole with black around it, or filling it with what sticks out cut off.
 * Bilinear with half-pixel centers; with antialiasing as Pillow's BILINEAR, without as `tf.image.resize`.
 */
export const resize = defineStep({
  step: 'resize',
  group: 'size',
  mixes: true,
  fits: true,
  sparse: true,
  parameters,
  infer: ({ shape }, { height, width }, input) => ({
    dtype: 'float32',
    shape: [height || input[0], width || input[1], shape[2]!],
  }),
  open: openResize,
  plain: (params, { source, target, range }) => plainResize(params, source, target, range[0]),
});
