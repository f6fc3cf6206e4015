import { type PlainOperation, type PlainWriters, rounded, writePlain } from '../../preprocessing/plain.ts';
import { literal } from './code/literal.ts';

const numbers = (values: readonly number[]): string =>
  values.length === 1 ? String(rounded(values[0]!)) : `op_array(${literal(values.map(rounded))}, "float32")`;

const cut = (top: number, left: number, height: number, width: number): string =>
  `x <- as.array(x)[, ${top + 1}:${top + height}, ${left + 1}:${left + width}, , drop = FALSE]`;

const code: PlainWriters<string[]> = {
  crop: ({ top, left, height, width }) => [cut(top, left, height, width)],
  pad: ({ top, left, bottom, right, value }) => [
    `x <- op_pad(x, list(c(0, 0), c(${top}, ${bottom}), c(${left}, ${right}), c(0, 0)), constant_values = ${value})`,
  ],
  resize({ height, width, antialias, box }) {
    const [top, left, tall, wide] = box?.map(Math.round) ?? [];
    return [
      ...(box ? [cut(top!, left!, tall!, wide!)] : []),
      `x <- op_image_resize(x, c(${height}, ${width})${antialias ? ', antialias = TRUE' : ''})`,
    ];
  },
  'mean-channel': () => ['x <- op_mean(x, axis = -1, keepdims = TRUE)'],
  'repeat-channel': ({ channels }) => [`x <- op_repeat(x, ${channels}, axis = -1)`],
  affine({ scale, offset }) {
    const shifts = offset.some((each) => each !== 0);
    return [`x <- x * ${numbers(scale)}${shifts ? ` + ${numbers(offset)}` : ''}`];
  },
  'standardize-image': ({ least }) => [
    'mean <- op_mean(x, axis = c(2, 3, 4), keepdims = TRUE)',
    `x <- (x - mean) / op_maximum(op_std(x, axis = c(2, 3, 4), keepdims = TRUE), ${least})`,
  ],
};

/** Lines that make of `x`, images as stored, a network's input; channels last. */
export const prepareLines = (operations: readonly PlainOperation[]): readonly string[] =>
  operations.flatMap((operation) => writePlain(code, operation));
