import type { Tensor2D } from '../../../layers/tensorflow.ts';
import type { Examples, Tools } from '../../view.ts';

/** Examples that are computed at once. */
const portion = 128;

/**
 * The centered Gram matrix of each layer's outputs, `[examples, examples]`, in turn; whoever takes one disposes of it.
 * A layer at a time: the activations of all would not fit.
 */
export async function* centeredGrams(
  { tf, outputs, yieldToTraining }: Pick<Tools, 'tf' | 'outputs' | 'yieldToTraining'>,
  layers: readonly { readonly id: string }[],
  examples: Examples,
  indices: readonly number[],
): AsyncGenerator<Tensor2D> {
  for (const { id } of layers) {
    const parts: Tensor2D[] = [];
    for (let start = 0; start < indices.length; start += portion) {
      const own = indices.slice(start, start + portion);
      const x = examples.inputs(own);
      const result = outputs(x, [id]);
      parts.push(tf.tidy(() => tf.reshape(result.get(id)!, [own.length, -1])) as Tensor2D);
      tf.dispose([x, ...result.values()]);
      await yieldToTraining();
    }
    const gram = tf.tidy(() => {
      const all = tf.concat(parts);
      const centered = tf.sub(all, tf.mean(all, 0, true)) as Tensor2D;
      return tf.matMul(centered, centered, false, true);
    }) as Tensor2D;
    tf.dispose(parts);
    yield gram;
  }
}
