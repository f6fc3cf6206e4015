import { message } from '../text/message.ts';
import type { InitializerName } from './initializers.ts';
import { fail, maxElements, type ShapeInference, type WeightSpec } from './kind.ts';
import { type Shape, sizeOf } from './shape.ts';

/** A trained weight that starts as its initializer says, perhaps restrained. */
export const trained = (
  name: string,
  shape: Shape,
  initializer: InitializerName,
  rules: Pick<WeightSpec, 'penalty' | 'constraint'> = {},
): WeightSpec => ({ name, shape, trainable: true, initializer: { name: initializer }, ...rules });

/** One number an output channel, or nothing where the layer has no bias. */
export const biasOf = (
  params: { readonly useBias: boolean; readonly biasInitializer: InitializerName },
  channels: number,
): readonly WeightSpec[] => (params.useBias ? [trained('bias', [channels], params.biasInitializer)] : []);

/** The refusal of a weight larger than any tensor, or null. */
export function refuseTooManyWeights(shape: Shape): ShapeInference | null {
  if (sizeOf(shape) <= maxElements) return null;
  const values = { shape, size: sizeOf(shape), most: maxElements };
  return fail('too-many-weights', message('layers.too-many-weights', values));
}
