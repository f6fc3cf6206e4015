import type { DataReference } from '../document/schema.ts';
import type { Image } from '../protocol/data.ts';
import { message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import type { PixelSource } from './dataset.ts';

export interface Preprocessing {
  /** What the network takes, `[height, width, channels]`. */
  readonly inputShape: readonly number[];
  readonly fit: DataReference['fit'];
  readonly scaling: DataReference['scaling'];
}

/** What each byte becomes. `lecun`: background (0) -0.1, full ink (255) 1.175. */
const scale: Readonly<Record<DataReference['scaling'], (byte: number) => number>> = {
  'zero-one': (byte) => byte / 255,
  'minus-one-one': (byte) => byte / 127.5 - 1,
  lecun: (byte) => -0.1 + (byte / 255) * 1.275,
  none: (byte) => byte,
};

type Dimensions = readonly [height: number, width: number, channels: number];

function dimensions(shape: readonly number[]): Dimensions {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || !height || !width || (channels !== 1 && channels !== 3)) {
    throw new TextError(message('datasets.input-not-image', { shape: shape.join(' × ') || null }));
  }
  return [height, width, channels];
}

/** One output channel's share of the source: bytes in, floats through the table. Grey is the mean of R, G, B. */
function createReader(source: Dimensions, channels: number, table: Float32Array) {
  const [, , stored] = source;
  if (stored === channels || stored === 1) {
    return (images: Uint8Array, pixel: number, channel: number): number =>
      table[images[pixel + (stored === 1 ? 0 : channel)]!]!;
  }
  return (images: Uint8Array, pixel: number): number =>
    (table[images[pixel]!]! + table[images[pixel + 1]!]! + table[images[pixel + 2]!]!) / 3;
}

/** Weights of two neighbouring source positions for each output one: bilinear, half-pixel centres. */
function taps(from: number, to: number) {
  const low = new Int32Array(to);
  const high = new Int32Array(to);
  const share = new Float32Array(to);
  for (let index = 0; index < to; index++) {
    const position = Math.min(from - 1, Math.max(0, ((index + 0.5) * from) / to - 0.5));
    low[index] = Math.floor(position);
    high[index] = Math.min(from - 1, low[index]! + 1);
    share[index] = position - low[index]!;
  }
  return { low, high, share };
}

/** Writes one image, at byte `start` of `images`, as floats at `offset` of `out`. */
type Write = (images: Uint8Array, start: number, out: Float32Array, offset: number) => void;

function createResize(source: Dimensions, target: Dimensions, table: Float32Array): Write {
  const [height, width, channels] = target;
  const read = createReader(source, channels, table);
  const rows = taps(source[0], height);
  const columns = taps(source[1], width);
  const [, sourceWidth, stored] = source;
  return (images, start, out, offset) => {
    let at = offset;
    for (let y = 0; y < height; y++) {
      const top = start + rows.low[y]! * sourceWidth * stored;
      const bottom = start + rows.high[y]! * sourceWidth * stored;
      const v = rows.share[y]!;
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

/** Centres the image in a field of zero bytes; what sticks out is cropped evenly. */
function createPad(source: Dimensions, target: Dimensions, table: Float32Array): Write {
  const [height, width, channels] = target;
  const [sourceHeight, sourceWidth, stored] = source;
  const top = Math.floor((height - sourceHeight) / 2);
  const left = Math.floor((width - sourceWidth) / 2);
  const firstRow = Math.max(0, top);
  const lastRow = Math.min(height, top + sourceHeight);
  const firstColumn = Math.max(0, left);
  const lastColumn = Math.min(width, left + sourceWidth);
  const size = height * width * channels;
  const covers = firstRow === 0 && lastRow === height && firstColumn === 0 && lastColumn === width;
  const background = table[0]!;
  const same = stored === channels;
  const read = createReader(source, channels, table);
  const run = (lastColumn - firstColumn) * channels;
  return (images, start, out, offset) => {
    if (!covers) out.fill(background, offset, offset + size);
    for (let y = firstRow; y < lastRow; y++) {
      let from = start + ((y - top) * sourceWidth + firstColumn - left) * stored;
      let at = offset + (y * width + firstColumn) * channels;
      const end = at + run;
      if (same) {
        while (at < end) out[at++] = table[images[from++]!]!;
      } else {
        for (; at < end; from += stored) {
          for (let c = 0; c < channels; c++) out[at++] = read(images, from, c);
        }
      }
    }
  };
}

function createWrite(source: Dimensions, preprocessing: Preprocessing): { write: Write; size: number } {
  const target = dimensions(preprocessing.inputShape);
  const table = Float32Array.from({ length: 256 }, (_, byte) => scale[preprocessing.scaling](byte));
  const alike = source[0] === target[0] && source[1] === target[1];
  const create = alike || preprocessing.fit === 'pad' ? createPad : createResize;
  return { write: create(source, target, table), size: target[0] * target[1] * target[2] };
}

export interface Batcher {
  /** Floats an example takes. */
  readonly exampleSize: number;
  /**
   * Writes the examples at `indices` of the split, one after the other:
   * `[indices.length, height, width, channels]` of the network's input.
   */
  fill(indices: ArrayLike<number>, out: Float32Array): void;
  /** Closes the reader, where the pixels are behind one. */
  close(): void;
}

/**
 * Turns bytes of a split into a network's input; reads them through the reader where they are not in memory.
 * @throws TextError where the network takes no image
 */
export function createBatcher(source: PixelSource, preprocessing: Preprocessing): Batcher {
  const { write, size } = createWrite(source.shape, preprocessing);
  const stride = source.shape[0] * source.shape[1] * source.shape[2];
  const check = (indices: ArrayLike<number>, out: Float32Array): void => {
    if (out.length < indices.length * size) throw new RangeError('the batch does not fit its array');
    for (let i = 0; i < indices.length; i++) {
      if (!(indices[i]! >= 0 && indices[i]! < source.count)) {
        throw new RangeError(`there is no example ${indices[i]}`);
      }
    }
  };
  if ('images' in source) {
    return {
      exampleSize: size,
      fill(indices, out) {
        check(indices, out);
        for (let i = 0; i < indices.length; i++) write(source.images, indices[i]! * stride, out, i * size);
      },
      close: () => {},
    };
  }
  let bytes = new Uint8Array(0);
  return {
    exampleSize: size,
    fill(indices, out) {
      check(indices, out);
      if (bytes.length < indices.length * stride) bytes = new Uint8Array(indices.length * stride);
      source.read(indices, bytes.subarray(0, indices.length * stride));
      for (let i = 0; i < indices.length; i++) write(bytes, i * stride, out, i * size);
    },
    close: () => source.close(),
  };
}

/** One image on the same path, `[1, height, width, channels]`. @throws TextError on a wrong amount of data */
export function prepareImage(image: Image, preprocessing: Preprocessing): Float32Array {
  const { height, width, channels, data } = image;
  if (data.length !== height * width * channels) {
    throw new TextError(
      message('datasets.image-bytes', { shape: `${height} × ${width} × ${channels}`, bytes: data.length }),
    );
  }
  const { write, size } = createWrite([height, width, channels], preprocessing);
  const out = new Float32Array(size);
  write(data, 0, out, 0);
  return out;
}
