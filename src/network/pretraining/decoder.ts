import { conv2d } from '../../layers/convolution/conv2d.ts';
import { conv2dTranspose } from '../../layers/convolution/conv2d-transpose.ts';
import { dense } from '../../layers/core/dense.ts';
import { cropping2d } from '../../layers/reshaping/cropping2d.ts';
import { reshape } from '../../layers/reshaping/reshape.ts';
import { zeroPadding2d } from '../../layers/reshaping/zero-padding2d.ts';
import { formatShape, type Shape, sizeOf } from '../../layers/shape.ts';
import type { NetworkLayer } from '../network.ts';
import type { Chain } from './chain.ts';

/** The local windows of a layer, and whether they stay inside its input. */
interface Sliding {
  readonly size: readonly number[];
  readonly stride: readonly number[];
  readonly inside: boolean;
}

function slidingOf({ kind, params, inputShapes, outputShape }: NetworkLayer): Sliding | null {
  const window = kind.window(params, inputShapes);
  const rank = inputShapes[0]!.length;
  if (window.reach !== 'local' || outputShape.length !== rank) return null;
  if (window.size.length !== rank - 1) return null;
  // Of a window between elements, as many as it holds at most.
  const size = window.size.map((length) => Math.floor(length + 1e-9));
  return { size, stride: window.stride, inside: window.padStart.every((start) => start === 0) };
}

/** A sequence as an image of one column, a volume as one whose rows hold the last two dimensions together. */
function asImage(shape: Shape): Shape {
  const [first, second, third, fourth] = shape;
  if (shape.length === 2) return [first!, 1, second!];
  return shape.length === 4 ? [first!, second!, third! * fourth!] : shape;
}

/** The same of windows: what lies in the channels of the image is seen whole. */
const alongImage = (lengths: readonly number[]): [number, number] => [lengths[0]!, lengths[1] ?? 1];

/** Whether the decoder keeps the layer's dimensions apart and works on the last alone. */
const isPointwise = ({ kind, params, inputShapes, outputShape }: NetworkLayer): boolean =>
  kind.window(params, inputShapes).reach === 'pointwise' &&
  formatShape(inputShapes[0]!.slice(0, -1)) === formatShape(outputShape.slice(0, -1));

function reshapeChain(chain: Chain, name: string, shape: Shape): void {
  if (formatShape(chain.shape) !== formatShape(shape)) chain.add(name, reshape, { targetShape: [...shape] });
}

/** Cuts what is over, and fills up with zeros where the layer never looked, at the far edges. */
function trim(chain: Chain, name: string, [height, width]: Shape): void {
  const rows = height! - chain.shape[0]!;
  const columns = width! - chain.shape[1]!;
  if (rows < 0 || columns < 0) {
    chain.add(`${name} crop`, cropping2d, {
      cropping: [0, Math.max(0, -rows), 0, Math.max(0, -columns)],
    });
  }
  if (rows > 0 || columns > 0) {
    chain.add(`${name} pad`, zeroPadding2d, { padding: [0, Math.max(0, rows), 0, Math.max(0, columns)] });
  }
}

/** The convolution run backwards: transposed, or for a layer that enlarges a convolution with its stride. */
function backwards(chain: Chain, name: string, target: Shape, { size, stride, inside }: Sliding): void {
  const image = asImage(target);
  const [rows, columns] = alongImage(stride);
  const [tall, wide] = alongImage(size);
  reshapeChain(chain, `${name} image`, asImage(chain.shape));
  if (rows < 1 || columns < 1) {
    const strides = [rows, columns].map((step) => Math.max(1, Math.round(1 / step)));
    const kernelSize = [tall, wide].map((length, axis) => length * strides[axis]!);
    chain.add(name, conv2d, { filters: image[2], kernelSize, strides, padding: 'same' });
  } else {
    chain.add(name, conv2dTranspose, {
      filters: image[2],
      kernelSize: [tall, wide],
      strides: [rows, columns],
      padding: inside ? 'valid' : 'same',
    });
  }
  trim(chain, name, image);
  reshapeChain(chain, `${name} shape`, target);
}

/**
 * Adds what returns a layer's input from what the encoder puts out, without an activation: a dense layer along the
 * last axis for a layer that works there alone, a transposed convolution for one that slides a window, a dense layer
 * from everything to everything for the others.
 */
export function addDecoder(chain: Chain, name: string, layer: NetworkLayer): void {
  const target = layer.inputShapes[0]!;
  const sliding = slidingOf(layer);
  if (sliding) backwards(chain, name, target, sliding);
  else if (isPointwise(layer)) chain.add(name, dense, { units: target.at(-1)! });
  else {
    reshapeChain(chain, `${name} flat`, [sizeOf(chain.shape)]);
    chain.add(name, dense, { units: sizeOf(target) });
    reshapeChain(chain, `${name} shape`, target);
  }
}
