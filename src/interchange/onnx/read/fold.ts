import { sizeOf } from '../../../layers/shape.ts';
import type { Constant } from './constants.ts';
import { isConstant, type Op, type ReadTensor, type Wire } from './reading.ts';

/* What exporters compute of shapes and constants: known numbers, in which the batch is NaN. */

/** Numbers that a fold makes: beyond that it is no arithmetic of shapes. */
const most = 1e7;

/** Whether a tensor of these lengths can be, and is small enough to be made here. */
const isFoldable = (dims: readonly number[]): boolean =>
  dims.every((length) => Number.isInteger(length) && length >= 0) && sizeOf(dims) <= most;

/** The batch once: what is the same for all. Null where the file asks for what is no tensor, or a huge one. */
function filled(lengths: Constant, value: number): Constant | null {
  const dims = [...lengths.values].map((length) => (Number.isNaN(length) ? 1 : length));
  return isFoldable(dims) ? { dims, values: new Array<number>(sizeOf(dims)).fill(value) } : null;
}

const stepsOf = (dims: readonly number[]): number[] => dims.map((_, axis) => sizeOf(dims.slice(axis + 1)));

/** Two constants by NumPy's rules of broadcasting; null where that makes too many numbers. */
function pairwise(a: Constant, b: Constant, compute: (x: number, y: number) => number): Constant | null {
  const rank = Math.max(a.dims.length, b.dims.length);
  const [left, right] = [a, b].map(({ dims }) => [...new Array<number>(rank - dims.length).fill(1), ...dims]);
  const dims = left!.map((length, axis) => Math.max(length, right![axis]!));
  if (!isFoldable(dims)) return null;
  const [ofA, ofB] = [left!, right!].map((own) => {
    const steps = stepsOf(own);
    return own.map((length, axis) => (length === 1 ? 0 : steps[axis]!));
  });
  const steps = stepsOf(dims);
  const values = Array.from({ length: sizeOf(dims) }, (_, at) => {
    let [x, y] = [0, 0];
    for (const [axis, step] of steps.entries()) {
      const place = Math.floor(at / step) % dims[axis]!;
      x += place * ofA![axis]!;
      y += place * ofB![axis]!;
    }
    return compute(a.values[x]!, b.values[y]!);
  });
  return { dims, values };
}

const vector = (values: readonly number[]): Constant => ({ dims: [values.length], values });

const axisIn = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

function gather(data: Constant, indices: Constant, axis: number): Constant | null {
  const made = [...data.dims.slice(0, axis), ...indices.dims, ...data.dims.slice(axis + 1)];
  if (!isFoldable(made)) return null;
  const outer = sizeOf(data.dims.slice(0, axis));
  const length = data.dims[axis]!;
  const inner = sizeOf(data.dims.slice(axis + 1));
  const values: number[] = [];
  for (let at = 0; at < outer; at++) {
    for (const index of indices.values) {
      const from = (at * length + (index < 0 ? index + length : index)) * inner;
      for (let place = 0; place < inner; place++) values.push(data.values[from + place]!);
    }
  }
  return { dims: made, values };
}

function transpose({ dims, values }: Constant, perm: readonly number[]): Constant {
  const steps = stepsOf(dims);
  const lengths = perm.map((axis) => dims[axis]!);
  const own = stepsOf(lengths);
  const moved = Float32Array.from(
    { length: values.length },
    (_, at) =>
      values[
        perm.reduce(
          (from, axis, place) => from + (Math.floor(at / own[place]!) % lengths[place]!) * steps[axis]!,
          0,
        )
      ]!,
  );
  return { dims: lengths, values: moved };
}

const arithmetic: Readonly<Record<string, (x: number, y: number) => number>> = {
  Add: (x, y) => x + y,
  Sub: (x, y) => x - y,
  Mul: (x, y) => x * y,
  Div: (x, y) => x / y,
  Pow: (x, y) => x ** y,
  Equal: (x, y) => (x === y ? 1 : 0),
};

const single: Readonly<Record<string, (x: number) => number>> = {
  Floor: Math.floor,
  Ceil: Math.ceil,
  Sqrt: Math.sqrt,
  Neg: (x) => -x,
  Exp: Math.exp,
  Reciprocal: (x) => 1 / x,
  Identity: (x) => x,
  Cast: (x) => x,
};

type Fold = (op: Op, inputs: readonly (Constant | null)[]) => Constant | null;

const folds: Readonly<Record<string, Fold>> = {
  /** Integers with a scale, of all or of each place of an axis. */
  DequantizeLinear({ int }, [data, scales, zeros]) {
    const axis = axisIn(int('axis', 1), data!.dims.length);
    const each = scales!.values.length > 1;
    const inner = sizeOf(data!.dims.slice(axis + 1));
    const values = Float32Array.from(data!.values, (value, at) => {
      const place = each ? Math.floor(at / inner) % data!.dims[axis]! : 0;
      return (value - (zeros?.values[place] ?? 0)) * scales!.values[place]!;
    });
    return { dims: data!.dims, values };
  },
  Gather: ({ int }, [data, indices]) => gather(data!, indices!, axisIn(int('axis', 0), data!.dims.length)),
  Unsqueeze({ intsAt }, [data]) {
    const axes = intsAt(1, 'axes') ?? [];
    const rank = data!.dims.length + axes.length;
    const added = new Set(axes.map((axis) => axisIn(axis, rank)));
    const rest = [...data!.dims];
    return {
      ...data!,
      dims: Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : rest.shift()!)),
    };
  },
  Squeeze({ intsAt }, [data]) {
    const axes = intsAt(1, 'axes')?.map((axis) => axisIn(axis, data!.dims.length));
    const gone = (length: number, axis: number) => (axes ? axes.includes(axis) : length === 1);
    return { ...data!, dims: data!.dims.filter((length, axis) => !gone(length, axis)) };
  },
  Concat({ int }, inputs) {
    const axis = axisIn(int('axis', 0), inputs[0]!.dims.length);
    if (axis !== 0) return null;
    const dims = [inputs.reduce((sum, each) => sum + each!.dims[0]!, 0), ...inputs[0]!.dims.slice(1)];
    return { dims, values: inputs.flatMap((each) => [...each!.values]) };
  },
  /** Along the first axis, forwards or all of it backwards. */
  Slice({ intsAt }, [data]) {
    const [[start], [end]] = [intsAt(1, 'starts')!, intsAt(2, 'ends')!] as [[number], [number]];
    const [step = 1] = intsAt(4, 'steps') ?? [];
    const { dims } = data!;
    if (((intsAt(3, 'axes') ?? [0])[0] ?? 0) !== 0 || Math.abs(step) !== 1) return null;
    const size = sizeOf(dims.slice(1));
    const rows = Array.from({ length: dims[0]! }, (_, at) =>
      [...data!.values].slice(at * size, (at + 1) * size),
    );
    const kept =
      step === 1 ? rows.slice(start, end) : start === -1 && end < -dims[0]! ? rows.reverse() : null;
    return kept && { dims: [kept.length, ...dims.slice(1)], values: kept.flat() };
  },
  Reshape(_op, [data, target]) {
    const size = data!.values.length;
    const known = [...target!.values].filter((length) => length !== -1);
    const dims = [...target!.values].map((length) => (length === -1 ? size / sizeOf(known) : length));
    return sizeOf(dims) === size ? { ...data!, dims } : null;
  },
  Transpose({ ints }, [data]) {
    const reversed = [...data!.dims.keys()].reverse();
    return transpose(data!, ints('perm') ?? reversed);
  },
  Expand: (_op, [data, target]) => (data!.values.length === 1 ? filled(target!, data!.values[0]!) : null),
  ConstantOfShape({ node }, [target]) {
    const stored = node.attributes.get('value')?.tensor;
    const value = stored
      ? (stored.numbers[0] ?? (stored.raw?.some((byte) => byte !== 0) ? Number.NaN : 0))
      : 0;
    return Number.isNaN(value) ? null : filled(target!, value);
  },
  Where: (_op, [condition, yes, no]) =>
    condition!.values.length === yes!.values.length && yes!.values.length === no!.values.length
      ? { dims: yes!.dims, values: [...condition!.values].map((each, at) => (each ? yes! : no!).values[at]!) }
      : null,
};

/** Lengths of a wire's tensor, NaN for the batch. */
export const lengthsOfWire = ({ shape, order }: Wire): number[] =>
  order.map((axis) => (axis === 0 ? Number.NaN : shape![axis - 1]!));

/** What is known of an operator's output without computing anything of an example; null where that is nothing. */
export function folded(op: Op): ReadTensor | null {
  const { node, inputs } = op;
  const [first] = inputs;
  if (node.op === 'Shape' && first) {
    const lengths = isConstant(first) ? first.dims : first.shape && lengthsOfWire(first);
    const [start, end] = [op.int('start', 0), op.int('end', Number.MAX_SAFE_INTEGER)];
    return lengths && vector(lengths.slice(start, end));
  }
  if (!inputs.every((input) => input === null || isConstant(input)) || inputs.length === 0) return null;
  const constants = inputs as readonly (Constant | null)[];
  if (constants.some((each) => (each?.values.length ?? 0) > most)) return null;
  // The operators here need their first inputs; one that lacks them is for the reader to refuse.
  if (constants.slice(0, 2).includes(null)) return null;
  const pair = arithmetic[node.op];
  if (pair) return constants[1] ? pairwise(constants[0]!, constants[1], pair) : null;
  const one = single[node.op];
  const [data] = constants;
  if (one && data) return { dims: data.dims, values: data.values.map(one) };
  return folds[node.op]?.(op, constants) ?? null;
}
