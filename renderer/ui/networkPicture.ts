import type { Shape } from '../../src/layers/shape.ts';
import type { Analysis } from '../../src/network/network.ts';

export interface PictureLayer {
  readonly id: string;
  readonly kind: string;
  readonly shape: Shape;
  /** Top left corner, and the extent across all planes. */
  readonly x: number;
  readonly y: number;
  readonly spread: number;
  /** One plane: how far it reaches to the right, how high its edges are, how far its left edge lies lower. */
  readonly width: number;
  readonly height: number;
  readonly slant: number;
  readonly planes: number;
  readonly step: number;
}

export interface PictureGeometry {
  readonly width: number;
  readonly height: number;
  readonly layers: readonly PictureLayer[];
}

const tall = 116;
const gap = 30;
const step = 7;
/** Room for a label wider than its stack, at the first and the last. */
const margin = 28;
/** Most stacks drawn: of a deep network those where the shape changes, evenly chosen. */
const most = 14;

/** Height, width and channels as they are drawn; a vector is one thin, tall plane. */
const sizes = (shape: Shape): { height: number; width: number; channels: number } => {
  const [height = 1, width = 1, channels = 1] = shape;
  if (shape.length >= 3) return { height, width, channels };
  return { height: 0, width: 0, channels: shape.at(-1) ?? 1 };
};

function chosen<T>(items: readonly T[]): readonly T[] {
  if (items.length <= most) return items;
  const picked = Array.from({ length: most }, (_, index) =>
    Math.round((index * (items.length - 1)) / (most - 1)),
  );
  return picked.map((index) => items[index]!);
}

/** Between the labels of neighbors. */
const labelGap = 10;

/**
 * The layers at which the shape of the signal changes, in order, laid out from left to right.
 *
 * @param labelWidth of what is written below a layer; where labels would touch, their layers stand further apart
 */
export function pictureOf(analysis: Analysis, labelWidth?: (shape: Shape) => number): PictureGeometry {
  const known = analysis.layers.filter(({ outputShape }) => outputShape !== null);
  const changes = known.filter(
    ({ outputShape }, index) => index === 0 || String(outputShape) !== String(known[index - 1]!.outputShape),
  );
  const side = Math.max(1, ...changes.map(({ outputShape }) => sizes(outputShape!).height));
  const longest = Math.max(2, ...changes.map(({ outputShape }) => vectorLength(outputShape!)));
  let x = margin;
  let labelEnd = Number.NEGATIVE_INFINITY;
  const layers = chosen(changes).map(({ id, kind, outputShape }): PictureLayer => {
    const shape = outputShape!;
    const { height, width, channels } = sizes(shape);
    const isMap = height > 0;
    // Square roots keep a 5 x 5 map visible beside a 224 x 224 image.
    const scale = (extent: number): number => Math.max(6, tall * Math.sqrt(extent / side));
    const high = isMap
      ? scale(height) * 0.82
      : 24 + (tall - 30) * (Math.log(vectorLength(shape)) / Math.log(longest));
    const wide = isMap ? scale(width) * 0.36 : 7;
    const slant = isMap ? scale(width) * 0.18 : 3;
    const planes = isMap ? Math.min(8, 1 + Math.round(Math.log2(channels))) : 1;
    const spread = wide + (planes - 1) * step;
    const half = labelWidth ? labelWidth(shape) / 2 : 0;
    x = Math.max(x, labelEnd + labelGap + half - spread / 2);
    labelEnd = labelWidth ? x + spread / 2 + half : labelEnd;
    const layer = { id, kind, shape, x, y: 0, spread, width: wide, height: high, slant, planes, step };
    x += spread + gap;
    return { ...layer, y: 4 + (tall - high - slant) / 2 };
  });
  return { width: Math.max(1, x - gap + margin), height: tall + 8, layers };
}

const vectorLength = (shape: Shape): number => (shape.length < 3 ? Math.max(2, shape.at(-1) ?? 2) : 1);
