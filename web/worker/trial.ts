import type { Tensor, TF } from '../../src/layers/tensorflow.ts';

const batch = 32;
const timed = 3;

/** Numbers that are the same on every backend. */
function numbers(count: number, seed: number, scale: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) * scale;
  });
}

/** Trains the size of network that students train for a few steps on the current backend. */
export async function trainSample(
  tf: TF,
): Promise<{ readonly imagesPerSecond: number; readonly loss: number }> {
  const variable = (shape: number[], seed: number, scale: number) =>
    tf.variable(
      tf.tensor(
        numbers(
          shape.reduce((product, side) => product * side, 1),
          seed,
          scale,
        ),
        shape,
      ),
    );
  const x = tf.tensor(numbers(batch * 28 * 28, 1, 2), [batch, 28, 28, 1]) as never;
  const labels = Int32Array.from({ length: batch }, (_, at) => at % 10);
  const y = tf.oneHot(tf.tensor1d(labels, 'int32'), 10);
  const c1 = variable([5, 5, 1, 6], 2, 0.8);
  const c3 = variable([5, 5, 6, 16], 3, 0.3);
  const f5 = variable([256, 84], 4, 0.2);
  const out = variable([84, 10], 5, 0.3);
  const step = (): Tensor => {
    const { value, grads } = tf.variableGrads(() => {
      const first = tf.avgPool(tf.tanh(tf.conv2d(x, c1 as never, 1, 'valid')) as never, 2, 2, 'valid');
      const second = tf.avgPool(tf.tanh(tf.conv2d(first, c3 as never, 1, 'valid')), 2, 2, 'valid');
      const hidden = tf.tanh(tf.matMul(tf.reshape(second, [batch, -1]), f5 as never));
      return tf.losses.softmaxCrossEntropy(y, tf.matMul(hidden, out as never)).asScalar();
    });
    for (const weight of [c1, c3, f5, out]) {
      weight.assign(tf.tidy(() => tf.sub(weight, tf.mul(grads[weight.name]!, 0.1))) as never);
    }
    tf.dispose(grads);
    return value;
  };
  try {
    // The first compiles what it needs.
    tf.dispose(step());
    const warm = step();
    await warm.data();
    warm.dispose();
    const start = performance.now();
    let loss = Number.NaN;
    for (let at = 0; at < timed; at++) {
      const value = step();
      loss = (await value.data())[0]!;
      value.dispose();
    }
    return { imagesPerSecond: (timed * batch * 1000) / (performance.now() - start), loss };
  } finally {
    tf.dispose([x, y, c1, c3, f5, out]);
  }
}
