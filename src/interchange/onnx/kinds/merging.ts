import { axisOf } from '../../../layers/axis.ts';
import { sameShape } from '../../../layers/shape.ts';
import { inOrder, placeOf, type Tensor, type Value } from '../graph.ts';
import { type Call, ordered, type Table, type Write } from '../layer.ts';

const sameShuffle = (a: Value, b: Value): boolean =>
  a.shuffle === b.shuffle ||
  (a.shuffle !== null && b.shuffle !== null && a.shuffle.every((each, at) => each === b.shuffle![at]));

/** All inputs in the order of the first, which is the output's. */
function inSameOrder({ inputs, moved }: Call<unknown>): readonly Value[] {
  const [first] = inputs;
  if (inputs.every((each) => sameShape(each.order, first!.order) && sameShuffle(each, first!))) return inputs;
  return inputs.map((each) => moved(each, first!.order));
}

const elementwise =
  (op: string): Write<unknown> =>
  (call) => {
    const [first, ...rest] = inSameOrder(call);
    const tensor = call.main(op, [first!.tensor, ...rest.map(({ tensor }) => tensor)]);
    return { ...first!, tensor, shape: call.output };
  };

/** Operators that take two: one after the other. */
const chained =
  (op: string): Write<unknown> =>
  (call) => {
    const [first, second, ...rest] = inSameOrder(call);
    const begun = call.main(op, [first!.tensor, second!.tensor]);
    const tensor = rest.reduce((sum, each) => call.node(op, [sum, each.tensor]), begun);
    return { ...first!, tensor, shape: call.output };
  };

/** Vectors side by side: each keeps its own order. */
function joinedShuffle(values: readonly Value[]): Uint32Array | null {
  if (values.every(({ shuffle }) => shuffle === null)) return null;
  let offset = 0;
  const places: number[] = [];
  for (const { shuffle, shape } of values) {
    for (let at = 0; at < shape[0]!; at++) places.push(offset + (shuffle?.[at] ?? at));
    offset += shape[0]!;
  }
  return Uint32Array.from(places);
}

export const mergings = {
  add: chained('Add'),
  multiply: chained('Mul'),
  average: elementwise('Mean'),
  maximum: elementwise('Max'),
  concatenate(call) {
    const [first] = call.inputs;
    const axis = axisOf(call.params.axis, first!.shape)! + 1;
    const vectors = first!.shape.length === 1 && call.inputs.every(({ order }) => order[0] === 0);
    const inputs = vectors ? call.inputs : call.inputs.map((each) => call.moved(each, first!.order));
    const tensor = call.main(
      'Concat',
      inputs.map((each) => each.tensor),
      { axis: { int: placeOf(first!, axis) } },
    );
    const shuffle = vectors ? joinedShuffle(inputs) : null;
    return { tensor, shape: call.output, order: first!.order, shuffle };
  },
  dot(call) {
    const axes = call.params.axes.map((axis, index) => axisOf(axis, call.inputs[index]!.shape)! + 1);
    const values = call.inputs.map((each) => call.moved(each, inOrder(each.shape)));
    const tensors = values.map(({ tensor }, index) =>
      call.params.normalize ? normalized(call, tensor, axes[index]!) : tensor,
    );
    // b is the batch, z the axis that is summed, and the others have letters of their own.
    const letters = values.map(({ shape }, index) =>
      [
        'b',
        ...shape.map((_, axis) => (axis + 1 === axes[index] ? 'z' : 'cdefghijklmnopq'[6 * index + axis]!)),
      ].join(''),
    );
    const rest = letters.map((each) => each.replace(/[bz]/g, ''));
    const equation = `${letters.join()}->b${rest.join('')}`;
    const y = call.main('Einsum', tensors, { equation: { text: equation } });
    if (rest.join('') !== '') return ordered(y, call.output);
    return ordered(call.node('Unsqueeze', [y, call.ints('axis', [1])]), call.output);
  },
} satisfies Partial<Table>;

/** Divided by its length along an axis, with Keras's guard against a length of 0. */
function normalized(call: Call<unknown>, x: Tensor, axis: number): Tensor {
  const squares = call.node('Mul', [x, x]);
  const sum = call.node('ReduceSum', [squares, call.ints('axes', [axis])], { keepdims: { int: 1 } });
  return call.node('Div', [x, call.node('Sqrt', [call.node('Max', [sum, call.scalar('least', 1e-7)])])]);
}
