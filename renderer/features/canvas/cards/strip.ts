import { position } from '../../../../src/insight/paint/range.ts';
import type { Scale } from '../../../../src/insight/paint/scale.ts';
import type { ProbeFrame } from '../../../../src/protocol/evaluation.ts';
import { type ColorChoice, paintOf, useShow } from '../../../stores/window/showStore.ts';
import type { PlaneStack } from './planes.ts';

const side = 28;
const space = 4;
const maps = 5;

/** Of the strip, in its own pixels. */
export const stripSize = { width: maps * side + (maps - 1) * space, height: side } as const;

type Frame = Pick<ProbeFrame, 'shape' | 'pixels' | 'min' | 'max'>;

/** The entry of the color table for each byte of a frame: bytes go from its least to its largest value. */
const entriesOf = ({ min, max }: Frame, { range }: Scale): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) =>
    Math.round(255 * position(min + (byte / 255) * (max - min), range)),
  );

/** One map of a frame as RGBA pixels, in the colors of Inspect. `shape`: `[height, width, maps]`, maps varying fastest. */
export function mapPixels(frame: Frame, map: number, choice: ColorChoice) {
  const [height = 1, width = 1, count = 1] = frame.shape;
  const scale = paintOf(choice, 'activation', frame);
  const { colors } = scale;
  const entries = entriesOf(frame, scale);
  const rgba = new Uint8ClampedArray(height * width * 4);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const entry = entries[frame.pixels[pixel * count + map] ?? 0]! * 3;
    rgba[pixel * 4] = colors[entry]!;
    rgba[pixel * 4 + 1] = colors[entry + 1]!;
    rgba[pixel * 4 + 2] = colors[entry + 2]!;
    rgba[pixel * 4 + 3] = 255;
  }
  return { width, height, rgba };
}

let workbench: HTMLCanvasElement | null = null;

/** One map as an image to draw from; good until the next call. */
function imageOf(frame: ProbeFrame, map: number): HTMLCanvasElement {
  const { width, height, rgba } = mapPixels(frame, map, useShow.getState().colors);
  workbench ??= document.createElement('canvas');
  workbench.width = width;
  workbench.height = height;
  workbench.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return workbench;
}

/** A vector comes as one row of numbers. */
const isRow = ({ shape: [height = 1, , count = 1] }: ProbeFrame): boolean => height === 1 && count === 1;

/** Draws the first maps of a frame side by side; a vector as one row of cells. */
export function drawStrip(canvas: HTMLCanvasElement, frame: ProbeFrame): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  const [height = 1, width = 1, count = 1] = frame.shape;
  if (isRow(frame)) {
    context.drawImage(imageOf(frame, 0), 0, 0, width, 1, 0, 8, stripSize.width, 12);
    return;
  }
  for (let map = 0; map < Math.min(count, maps); map++) {
    const scale = side / Math.max(width, height);
    const drawn = { width: width * scale, height: height * scale };
    const x = map * (side + space) + (side - drawn.width) / 2;
    const y = (side - drawn.height) / 2;
    context.drawImage(imageOf(frame, map), 0, 0, width, height, x, y, drawn.width, drawn.height);
  }
}

/**
 * Draws a frame's maps on the planes of a layer's drawing, the first in front; planes for which no map came
 * stay as they are. A vector's numbers go down its column.
 *
 * @param density pixels of the canvas to one of the drawing
 */
export function drawPlanes(
  canvas: HTMLCanvasElement,
  frame: ProbeFrame,
  stack: PlaneStack,
  density: number,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const [height = 1, width = 1, count = 1] = frame.shape;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, stack.box.width, stack.box.height);
  context.imageSmoothingEnabled = false;
  if (stack.form !== 'maps') {
    context.transform(0, 1, 1, 0, 0, 0);
    context.drawImage(imageOf(frame, 0), 0, 0, width, height, 0, 0, stack.height, stack.width);
    return;
  }
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineWidth = 1;
  for (let plane = Math.min(stack.count, count) - 1; plane >= 0; plane--) {
    const x = plane * stack.step.x;
    const y = stack.box.height - stack.height - plane * stack.step.y;
    context.drawImage(imageOf(frame, plane), 0, 0, width, height, x, y, stack.width, stack.height);
    context.strokeRect(x + 0.5, y + 0.5, stack.width - 1, stack.height - 1);
  }
}
