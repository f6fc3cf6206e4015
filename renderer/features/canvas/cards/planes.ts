import type { Shape } from '../../../../src/layers/shape.ts';

/** How a layer's output is drawn: a few offset rectangles, back to front, in pixels of the card. */
export interface PlaneStack {
  /** `maps`: planes of height x width; `vector`: one column of cells; `sequence`: rows along time. */
  readonly form: 'maps' | 'vector' | 'sequence';
  /** Size of one plane. */
  readonly width: number;
  readonly height: number;
  /** How many planes are drawn (maps), or cells (vector), or rows (sequence). */
  readonly count: number;
  /** From one plane to the one before it: right and up. */
  readonly step: { readonly x: number; readonly y: number };
  /** What the whole drawing takes. */
  readonly box: { readonly width: number; readonly height: number };
}

/** Room for the drawing inside a card. */
export const cardFigure = { width: 160, height: 64 } as const;

const maxPlaneSize = 44;
const minPlaneSize = 4;
const mapStep = { x: 4, y: 1.5 } as const;
const maxPlanes = 12;
const columnWidth = 8;

/** Channels on a log scale: 1 -> 1, 6 -> 4, 16 -> 5, 512 -> 10. Never more than the channels there are. */
export function planeCount(channels: number): number {
  const count = 1 + Math.round(Math.log2(Math.max(1, channels)));
  return Math.max(1, Math.min(count, maxPlanes));
}

/**
 * The largest height or width among these shapes: what all planes of a network are scaled to.
 *
 * @returns at least 1
 */
export function spatialExtent(shapes: Iterable<Shape | null>): number {
  let extent = 1;
  for (const shape of shapes) {
    if (shape === null || shape.length < 2) continue;
    for (const dimension of shape.slice(0, -1)) extent = Math.max(extent, dimension);
  }
  return extent;
}

/** Pixels for a spatial dimension: linear in it, so that 28 beside 14 is twice as tall. */
function toScale(dimension: number, extent: number): number {
  return Math.max(minPlaneSize, Math.min(1, dimension / Math.max(1, extent)) * maxPlaneSize);
}

function vector(units: number): PlaneStack {
  const count = planeCount(units);
  const height = Math.min(cardFigure.height - 8, 6 + count * 4);
  return {
    form: 'vector',
    width: columnWidth,
    height,
    count: Math.min(units, count),
    step: { x: 0, y: 0 },
    box: { width: columnWidth, height },
  };
}

function sequence(time: number, features: number, extent: number): PlaneStack {
  const count = planeCount(features);
  const width = toScale(time, extent) * 2;
  const height = Math.min(cardFigure.height - 8, count * 4);
  return { form: 'sequence', width, height, count, step: { x: 0, y: 0 }, box: { width, height } };
}

function maps(height: number, width: number, channels: number, extent: number): PlaneStack {
  const count = planeCount(channels);
  const plane = { width: toScale(width, extent), height: toScale(height, extent) };
  return {
    form: 'maps',
    ...plane,
    count,
    step: mapStep,
    box: {
      width: plane.width + (count - 1) * mapStep.x,
      height: plane.height + (count - 1) * mapStep.y,
    },
  };
}

/**
 * The drawing of an output of this shape, beside others of a network whose largest spatial dimension is
 * `extent`. Height and width are to scale, channels (and the units of a vector) on a log scale. Of volumes
 * `[depth, height, width, channels]` the depth counts among the planes.
 */
export function planeStack(shape: Shape, extent: number): PlaneStack {
  const [first = 1, second = 1] = shape;
  if (shape.length <= 1) return vector(first);
  if (shape.length === 2) return sequence(first, second, extent);
  const [height, width, channels] = shape.slice(-3) as [number, number, number];
  const depth = shape.slice(0, -3).reduce((product, dimension) => product * dimension, 1);
  return maps(height, width, channels * depth, extent);
}
