import { type PlainOperation, rounded } from '../../preprocessing/plain.ts';
import { literal } from './literal.ts';

/** What resizes images: Keras's operations, or PyTorch's. */
type Library = 'keras' | 'torch';

type Code = {
  readonly [K in PlainOperation['op']]: (
    operation: Extract<PlainOperation, { readonly op: K }>,
    library: Library,
  ) => string[];
};

const numbers = (values: readonly number[]): string =>
  values.length === 1 ? String(rounded(values[0]!)) : `np.array(${literal(values.map(rounded))}, 'float32')`;

const code: Code = {
  crop: ({ top, left, height, width }) => [`x = x[:, ${top}:${top + height}, ${left}:${left + width}]`],
  pad: ({ top, left, bottom, right, value }) => [
    `x = np.pad(x, ((0, 0), (${top}, ${bottom}), (${left}, ${right}), (0, 0)), constant_values=${value})`,
  ],
  resize({ height, width, antialias, box }, library) {
    const part = box?.map(Math.round);
    return [
      ...(part ? [`x = x[:, ${part[0]}:${part[0]! + part[2]!}, ${part[1]}:${part[1]! + part[3]!}]`] : []),
      library === 'torch'
        ? `x = F.interpolate(torch.from_numpy(x).movedim(-1, 1), (${height}, ${width}), mode='bilinear'${antialias ? ', antialias=True' : ''}).movedim(1, -1).numpy()`
        : `x = ops.convert_to_numpy(ops.image.resize(x, (${height}, ${width})${antialias ? ', antialias=True' : ''}))`,
    ];
  },
  'mean-channel': () => ['x = x.mean(-1, keepdims=True)'],
  'repeat-channel': ({ channels }) => [`x = np.repeat(x, ${channels}, -1)`],
  affine({ scale, offset }) {
    const shifts = offset.some((each) => each !== 0);
    return [`x = x * ${numbers(scale)}${shifts ? ` + ${numbers(offset)}` : ''}`];
  },
  'standardize-image': ({ least }) => [
    'deviation = x.std((1, 2, 3), keepdims=True)',
    `x = (x - x.mean((1, 2, 3), keepdims=True)) / np.maximum(deviation, ${least})`,
  ],
};

/** Lines that make of `x`, images as stored, a network's input; NumPy, channels last. */
export const prepareLines = (
  operations: readonly PlainOperation[],
  library: Library = 'keras',
): readonly string[] =>
  operations.flatMap((operation) =>
    (code[operation.op] as (of: PlainOperation, library: Library) => string[])(operation, library),
  );
