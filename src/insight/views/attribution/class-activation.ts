import type { Tensor, Tensor4D } from '../../../layers/tensorflow.ts';
import type { Subject, Tools } from '../../view.ts';
import { type Attribution, frameOf } from './attribution.ts';

/** Of a layer's maps the weighted sum, over the image. @param weigh from maps and gradients, `[places, channels]`, to the weights, `[channels]` */
export function classActivation(
  tools: Tools,
  x: Tensor,
  { layer, class: index }: Subject<'layer' | 'class'>,
  rectified: boolean,
  weigh: (maps: Tensor, slopes: Tensor) => Tensor,
): Attribution {
  const { tf, differentiable, scores } = tools;
  const [height, width] = frameOf(x);
  const heat = tf.tidy(() => {
    const maps = differentiable(x, [layer.id]).get(layer.id)!;
    const slopes = tf.grad((value: Tensor) => {
      const own = scores(x, { output: (id, output) => (id === layer.id ? tf.clone(value) : output) });
      return tf.sum(tf.gather(own, [index], 1));
    })(maps);
    const channels = maps.shape.at(-1)!;
    const flat = tf.reshape(maps, [-1, channels]);
    const weights = weigh(flat, tf.reshape(slopes, [-1, channels]));
    const sum = tf.sum(tf.mul(flat, weights), -1);
    const [down = 1, ...others] = maps.shape.slice(1, -1);
    const [rows, columns] = others.length === 0 ? [1, down] : [down, sum.size / down];
    const picture = tf.reshape(rectified ? tf.relu(sum) : sum, [1, rows, columns, 1]) as Tensor4D;
    return new Float32Array(tf.image.resizeBilinear(picture, [height, width], false, true).dataSync());
  });
  return { heat, quantity: rectified ? 'magnitude' : 'signed' };
}
