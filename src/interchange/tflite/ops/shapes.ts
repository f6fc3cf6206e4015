import type { Call, Lengths, Write } from '../call.ts';
import { integers, type LiteTensor } from '../graph.ts';
import type { Builtin } from '../schema.ts';

/** Whole numbers with -1 for the one that grows; null where several do. */
function oneOpen(lengths: Lengths): number[] | null {
  const open = lengths.filter(({ factor }) => factor !== 0);
  if (open.length > 1) return null;
  return lengths.map(({ fixed, factor }) => (factor === 0 ? fixed : -1));
}

/** A shape as a constant where it can be one: what is computed keeps accelerators away. */
function shapeInput(call: Call, at: number): LiteTensor {
  const open = oneOpen(call.lengths(at) ?? []);
  return open && call.lengths(at) ? integers(call.name('shape'), open) : call.input(at);
}

/** The output's own shape. */
const reshape: Write = (call) => {
  const open = oneOpen(call.shape);
  const target = open ? integers(call.name('shape'), open) : call.input(1);
  call.emit('RESHAPE', [call.input(0), target], call.output());
};

const reduce =
  (op: Builtin): Write =>
  (call) => {
    call.emit(op, [call.input(0), call.input(1)], call.output(), {
      keepDims: call.attribute<boolean>('keep_dims', false),
    });
  };

const plain =
  (op: Builtin, inputs: number): Write =>
  (call) => {
    call.emit(
      op,
      Array.from({ length: inputs }, (_, at) => call.input(at)),
      call.output(),
    );
  };

const outputsOf = (call: Call, count: number): LiteTensor[] =>
  Array.from({ length: count }, (_, at) => call.output(at));

const fixedOf = (call: Call, at: number): number[] => call.lengths(at)!.map(({ fixed }) => fixed);

export const shapes: Readonly<Record<string, Write>> = {
  Reshape: reshape,
  ExpandDims: reshape,
  Squeeze: reshape,
  Transpose: plain('TRANSPOSE', 2),
  Tile: plain('TILE', 2),
  Fill: plain('FILL', 2),
  ReverseV2: plain('REVERSE_V2', 2),
  Pad: plain('PAD', 2),
  PadV2(call) {
    const zero = call.constant(call.node.inputs[2]!)?.[0] === 0;
    const inputs = [call.input(0), call.input(1)];
    if (zero) call.emit('PAD', inputs, call.output());
    else call.emit('PADV2', [...inputs, call.input(2)], call.output());
  },
  MirrorPad: plain('MIRROR_PAD', 2),
  Slice(call) {
    call.emit('SLICE', [call.input(0), call.input(1), shapeInput(call, 2)], call.output());
  },
  StridedSlice(call) {
    const inputs = [0, 1, 2, 3].map((at) => call.input(at));
    const shrinkAxisMask = call.attribute<number>('shrink_axis_mask', 0);
    call.emit('STRIDED_SLICE', inputs, call.output(), { shrinkAxisMask });
  },
  SplitV(call) {
    const count = call.attribute<number>('num_split');
    const [axis] = fixedOf(call, 2);
    const inputs = [call.input(0), call.input(1), integers(call.name('axis'), [axis!], [])];
    call.split('SPLIT_V', inputs, outputsOf(call, count), { count });
  },
  Unpack(call) {
    const [count, axis] = [call.attribute<number>('num'), call.attribute<number>('axis', 0)];
    call.split('UNPACK', [call.input(0)], outputsOf(call, count), { count, axis });
  },
  Pack(call) {
    const count = call.attribute<number>('N');
    const inputs = Array.from({ length: count }, (_, at) => call.input(at));
    call.emit('PACK', inputs, call.output(), { count, axis: call.attribute<number>('axis', 0) });
  },
  ConcatV2(call) {
    const count = call.attribute<number>('N');
    const inputs = Array.from({ length: count }, (_, at) => call.input(at));
    call.emit('CONCATENATION', inputs, call.output(), { axis: fixedOf(call, count)[0]! });
  },
  GatherV2(call) {
    call.emit('GATHER', [call.input(0), call.input(1)], call.output(), { axis: fixedOf(call, 2)[0]! });
  },
  Mean: reduce('MEAN'),
  Sum: reduce('SUM'),
  Max: reduce('REDUCE_MAX'),
  Cast(call) {
    const from = call.input(0);
    const to = call.output();
    to.type = call.attribute<number>('DstT') === 3 ? 'int32' : 'float32';
    call.emit('CAST', [from], to, { types: [from.type, to.type] });
  },
  Shape(call) {
    const to = call.output();
    to.type = 'int32';
    call.emit('SHAPE', [call.input(0)], to);
  },
};
