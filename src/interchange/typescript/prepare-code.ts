import { type PlainOperation, type PlainWriters, rounded, writePlain } from '../../preprocessing/plain.ts';

const numbers = (values: readonly number[]): string =>
  values.length === 1 ? String(rounded(values[0]!)) : `[${values.map(rounded).join(', ')}]`;

const code: PlainWriters<string[]> = {
  crop: ({ top, left, height, width }) => [
    `x = x.slice([0, ${top}, ${left}, 0], [-1, ${height}, ${width}, -1]);`,
  ],
  pad: ({ top, left, bottom, right, value }) => [
    `x = x.pad([[0, 0], [${top}, ${bottom}], [${left}, ${right}], [0, 0]], ${value});`,
  ],
  resize({ height, width, box }) {
    const part = box?.map(Math.round);
    return [
      ...(part ? [`x = x.slice([0, ${part[0]}, ${part[1]}, 0], [-1, ${part[2]}, ${part[3]}, -1]);`] : []),
      `x = tf.image.resizeBilinear(x as tf.Tensor4D, [${height}, ${width}], false, true);`,
    ];
  },
  'mean-channel': () => ['x = x.mean(-1, true);'],
  'repeat-channel': ({ channels }) => [`x = x.tile([1, 1, 1, ${channels}]);`],
  affine({ scale, offset }) {
    const shifts = offset.some((each) => each !== 0);
    return [`x = x.mul(${numbers(scale)})${shifts ? `.add(${numbers(offset)})` : ''};`];
  },
  'standardize-image': ({ least }) => [
    'const { mean, variance } = tf.moments(x, [1, 2, 3], true);',
    `x = x.sub(mean).div(variance.sqrt().maximum(${least}));`,
  ],
};

/** Lines that make of `x`, images as stored, a network's input; TensorFlow.js, channels last. */
export const prepareLines = (operations: readonly PlainOperation[]): readonly string[] =>
  operations.flatMap((operation) => writePlain(code, operation));
