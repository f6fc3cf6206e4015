import type { Values } from '../../src/interchange/format.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import type { Tensor4D, TF } from '../../src/layers/tensorflow.ts';
import { openAntialiased } from '../../src/preprocessing/antialias.ts';
import type { PlainOperation } from '../../src/preprocessing/plain.ts';
import type { Opening } from '../../src/preprocessing/step.ts';
import { valuesOf } from './networks.ts';

/** What images as stored pass through to become `[9, 7, 3]`, and what they are. */
export const preparations = [
  [[{ op: 'affine', scale: [1 / 255], offset: [0] }], [9, 7, 3]],
  [
    [
      { op: 'resize', height: 9, width: 7, antialias: true, box: [1, 0, 16, 13] },
      { op: 'affine', scale: [0.01, 0.02, 0.03], offset: [-1, 0, 1] },
    ],
    [18, 13, 3],
  ],
  [
    [
      { op: 'crop', top: 1, left: 2, height: 6, width: 5 },
      { op: 'repeat-channel', channels: 3 },
      { op: 'pad', top: 1, left: 1, bottom: 2, right: 1, value: 7 },
      { op: 'standardize-image', least: 0.1 },
    ],
    [8, 9, 1],
  ],
] as const;

/** Four images of a preparation as they are stored, and as TensorFlow.js prepares them. */
export function storedImages(
  tf: TF,
  operations: readonly PlainOperation[],
  image: readonly [number, number, number],
): { readonly stored: Values; readonly prepared: Values } {
  const values = Float32Array.from({ length: 4 * sizeOf(image) }, (_, at) => (at * 89) % 256);
  const prepared = tf.tidy(() => {
    let x = tf.tensor4d(values, [4, ...image]);
    for (const each of operations) x = prepare(tf, x, each);
    return x;
  });
  return { stored: { shape: [4, ...image], values }, prepared: valuesOf(prepared) };
}

/** What TensorFlow.js makes of an operation; a matrix stands for its own resizing, which has no antialiasing. */
function prepare(tf: TF, x: Tensor4D, operation: PlainOperation): Tensor4D {
  switch (operation.op) {
    case 'affine':
      return tf.add(tf.mul(x, tf.tensor1d([...operation.scale])), tf.tensor1d([...operation.offset]));
    case 'crop': {
      const { top, left, height, width } = operation;
      return tf.slice4d(x, [0, top, left, 0], [-1, height, width, -1]);
    }
    case 'pad': {
      const { top, left, bottom, right, value } = operation;
      return tf.pad4d(
        x,
        [
          [0, 0],
          [top, bottom],
          [left, right],
          [0, 0],
        ],
        value,
      );
    }
    case 'repeat-channel':
      return tf.tile(x, [1, 1, 1, operation.channels]);
    case 'standardize-image': {
      const { mean, variance } = tf.moments(x, [1, 2, 3], true);
      return tf.div(tf.sub(x, mean), tf.maximum(tf.sqrt(variance), operation.least));
    }
    default: {
      const source = x.shape.slice(1) as [number, number, number];
      const target = [9, 7, 3] as const;
      const read: Opening['read'] = (from, at, c) => from[at + c]!;
      const opening: Opening = { source, target, read, table: null, background: 0, range: [0, 255] };
      const write = openAntialiased(
        opening,
        [
          { start: 1, length: 16 },
          { start: 0, length: 13 },
        ],
        [9, 7],
        { top: 0, left: 0 },
      );
      const values = x.dataSync();
      const out = new Float32Array(4 * sizeOf(target));
      for (let at = 0; at < 4; at++) write(values as never, at * sizeOf(source), out, at * sizeOf(target));
      return tf.tensor4d(out, [4, ...target]);
    }
  }
}
