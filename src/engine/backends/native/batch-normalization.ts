import type { FusedOperations } from '../../../layers/kind.ts';
import type { Tensor } from '../../../layers/tensorflow.ts';
import type { Native } from './operation.ts';

const texts = { data_format: 'NHWC' } as const;
const flags = { is_training: true } as const;
const types = ['U'] as const;

/**
 * `FusedBatchNormV3` and its gradient: two operations in place of some thirty that TensorFlow.js composes. It takes
 * images; anything else is given to it as images of one pixel.
 */
export const createNormalizeBatch =
  ({ tf, runAll }: Native): FusedOperations['normalizeBatch'] =>
  (x, gamma, beta, epsilon) => {
    const channels = x.shape.at(-1)!;
    const each = x.size / channels;
    // Of one number it has no variance to speak of.
    if (each < 2) return null;
    const floats = { epsilon };
    const images = x.rank === 4 ? x : tf.reshape(x, [each, 1, 1, channels]);
    const none = tf.tensor1d([]);
    const [y, mean, unbiased, ...reserved] = runAll(
      'FusedBatchNormV3',
      [images, gamma, beta, none, none],
      6,
      {
        floats: { ...floats, exponential_avg_factor: 1 },
        texts,
        flags,
        types,
      },
    );
    const normalize = tf.customGrad((...all) => {
      const [own, factor, , save] = all as unknown as [Tensor, Tensor, Tensor, (tensors: Tensor[]) => void];
      save([own, factor, ...reserved]);
      return {
        value: y!.clone(),
        gradFunc: (dy, saved) =>
          runAll('FusedBatchNormGradV3', [dy, ...(saved as Tensor[])], 5, {
            floats,
            texts,
            flags,
            types,
          }).slice(0, 3),
      };
    });
    const normalized = normalize(images, gamma, beta);
    return {
      y: x.rank === 4 ? normalized : tf.reshape(normalized, x.shape),
      mean: mean!,
      variance: tf.mul(unbiased!, (each - 1) / each),
    };
  };
