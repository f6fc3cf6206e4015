import { type Shape, sizeOf } from '../layers/shape.ts';
import type { Network, NetworkLayer } from './network.ts';

/** True where a layer's output holds, in the same order, what its one input holds: value i is about value i. */
function keepsOrder({ kind, params, inputs, inputShapes, outputShape }: NetworkLayer): boolean {
  const [before] = inputShapes;
  if (inputs.length !== 1 || sizeOf(before!) !== sizeOf(outputShape)) return false;
  const { reach } = kind.window(params, inputShapes);
  // A Reshape between two grids reaches far in the image, but leaves the order as it is.
  return reach === 'pointwise' || (reach === 'whole' && (kind.moves?.(params) ?? false));
}

/** A tensor as a picture: `[height, width, channels]`, or rows of features as one of one channel; null for others. */
function asImage(shape: Shape): readonly [number, number, number] | null {
  const [height = 1, width = 1, channels = 1] = shape;
  return (shape.length === 3 || shape.length === 2) && height * width > 1 ? [height, width, channels] : null;
}

/**
 * The picture that a layer's flat input is made of: walks back from the vector through what only lays values out again
 * or changes each by itself (Flatten, Reshape, Dropout, Activation, BatchNormalization, ...) to the first tensor with
 * rows and columns. Bypassed layers are not in a network.
 *
 * @param layer its id
 * @returns `[height, width, channels]`; element (y, x, c) of it is element `(y * width + x) * channels + c` of the
 * layer's input. Null where the input is no vector, or was never a picture.
 */
export function imageOfInput(
  { layers }: Network,
  layer: string,
): readonly [height: number, width: number, channels: number] | null {
  const byId = new Map(layers.map((each) => [each.id, each]));
  const own = byId.get(layer);
  if (own?.inputs.length !== 1 || own.inputShapes[0]!.length !== 1) return null;
  for (let at = byId.get(own.inputs[0]!); at; at = byId.get(at.inputs[0] ?? '')) {
    const image = asImage(at.outputShape);
    if (image) return image;
    if (!keepsOrder(at)) return null;
  }
  return null;
}
