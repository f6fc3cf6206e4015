import type { LayerRandom } from '../../layers/kind.ts';
import type { Tensor } from '../../layers/tensorflow.ts';
import type { Backend } from '../backends/backend.ts';
import { hashText, mix } from '../random/counter.ts';

/**
 * A layer's randomness in one step. Its key is the seed, the layer and the call (constants) beside the step (a
 * tensor): a step that is traced draws afresh whenever it runs.
 * @param step int32 scalar
 */
export function layerRandom(backend: Backend, seed: number, layer: string, step: Tensor): LayerRandom {
  const { tf } = backend;
  const stream = mix(mix(seed) ^ hashText(layer));
  let calls = 0;
  const draw = (distribution: 'uniform' | 'normal', shape: readonly number[]): Tensor => {
    const constant = tf.scalar(mix(stream + calls++) | 0, 'int32');
    return backend.draw(distribution, shape, tf.stack([constant, step]));
  };
  return {
    uniform: (shape) => draw('uniform', shape),
    normal: (shape) => draw('normal', shape),
  };
}

/** For passes outside training, where no layer draws. */
export const noRandom: LayerRandom = {
  uniform: () => {
    throw new Error('a layer asked for random numbers outside training');
  },
  normal: () => {
    throw new Error('a layer asked for random numbers outside training');
  },
};
