import type { Tensor, TF } from '../../layers/tensorflow.ts';

type Gradient = NonNullable<ReturnType<TF['getGradient']>>;

/**
 * The largest of several equal values: they share the gradient evenly, as in TensorFlow and Keras. TensorFlow.js gives
 * each of them all of it.
 */
const maximum = (tf: TF, original: Gradient): Gradient => ({
  ...original,
  gradFunc(dy, [x, y], attributes) {
    const { reductionIndices } = attributes as { reductionIndices: number | number[] };
    const axes = tf.util.parseAxisParam(reductionIndices, x!.shape);
    const kept = x!.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
    return {
      x: () => {
        const largest = tf.cast(tf.equal(x!, tf.reshape(y!, kept)), 'float32');
        const share = tf.div(tf.reshape(dy as Tensor, kept), tf.sum(largest, axes, true));
        return tf.mul(largest, share);
      },
    };
  },
});

/** A sequence of one step: TensorFlow.js hands over its one gradient as it is, and then fails to stack it. */
const unpack = (tf: TF, original: Gradient): Gradient => ({
  ...original,
  gradFunc: (dy, _saved, attributes) => ({
    value: () => tf.stack(Array.isArray(dy) ? dy : [dy], attributes['axis'] as number),
  }),
});

const corrections = { Max: maximum, Unpack: unpack } as const;
const corrected = new WeakSet<object>();

/** Corrects gradients that TensorFlow.js has wrong, for all of its backends. */
export function correctGradients(tf: TF): void {
  // Namespaces differ, the registry behind them is one.
  const registry = tf.engine();
  if (corrected.has(registry)) return;
  corrected.add(registry);
  for (const [kernelName, correct] of Object.entries(corrections)) {
    const original = tf.getGradient(kernelName)!;
    tf.unregisterGradient(kernelName);
    tf.registerGradient(correct(tf, original));
  }
}
