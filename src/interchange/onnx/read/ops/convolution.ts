import { outputLength, padBefore, span } from '../../../../layers/sliding.ts';
import { message } from '../../../../text/message.ts';
import { channelsFirst } from '../../graph.ts';
import { transposed } from '../../layer.ts';
import { floatsOf, type KnownWire, type Op, type ReadOp, Unreadable } from '../reading.ts';

/** Spatial axes of a tensor that has channels after the batch; a window slides over no others. */
export function imageOf(op: Op, index = 0): KnownWire {
  const wire = op.wire(index);
  if (wire.shape.length < 2 || wire.shape.length > 4)
    throw new Unreadable(message('import.onnx-rank', { op: op.node.op, rank: wire.shape.length + 1 }));
  return op.reading.arranged(wire, channelsFirst(wire.shape));
}

interface SlidingWindow {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Of each spatial axis. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export function windowOf(op: Op, spatial: readonly number[], kernel: readonly number[]): SlidingWindow {
  const ones = spatial.map(() => 1);
  const strides = op.ints('strides') ?? ones;
  const dilations = op.ints('dilations') ?? ones;
  const auto = op.text('auto_pad', 'NOTSET');
  const reach = kernel.map((size, axis) => span(size, dilations[axis]!));
  if (auto === 'SAME_UPPER' || auto === 'SAME_LOWER') {
    const totals = spatial.map((length, axis) =>
      Math.max(
        (outputLength(length, reach[axis]!, strides[axis]!, 'same') - 1) * strides[axis]! +
          reach[axis]! -
          length,
        0,
      ),
    );
    const less = totals.map((total) => Math.floor(total / 2));
    const more = totals.map((total, axis) => total - less[axis]!);
    const upper = auto === 'SAME_UPPER';
    return { kernel, strides, dilations, before: upper ? less : more, after: upper ? more : less };
  }
  const pads = op.ints('pads') ?? [...ones, ...ones].map(() => 0);
  const before = pads.slice(0, spatial.length);
  const after = pads.slice(spatial.length);
  if (op.int('ceil_mode', 0) === 0) return { kernel, strides, dilations, before, after };
  // The last window reaches over the end, if it begins before it.
  const longer = spatial.map((length, axis) => {
    const whole = length + before[axis]! + after[axis]! - reach[axis]!;
    const stride = strides[axis]!;
    const count = Math.ceil(whole / stride);
    const last = count * stride < length + before[axis]! ? count : count - 1;
    return Math.max(last * stride - whole, 0);
  });
  return { kernel, strides, dilations, before, after: after.map((each, axis) => each + longer[axis]!) };
}

/** Whether the edges are those of 'same', which are 'valid' ones where there are none. */
export function paddingOf(spatial: readonly number[], window: SlidingWindow): 'valid' | 'same' | null {
  const { kernel, strides, dilations, before, after } = window;
  if ([...before, ...after].every((each) => each === 0)) return 'valid';
  const same = spatial.every((length, axis) => {
    const reach = span(kernel[axis]!, dilations[axis]!);
    const stride = strides[axis]!;
    const total = Math.max((outputLength(length, reach, stride, 'same') - 1) * stride + reach - length, 0);
    const start = padBefore(length, reach, stride, 'same');
    return before[axis] === start && after[axis] === total - start;
  });
  return same ? 'same' : null;
}

const dimensional = { zeroPadding: ['zeroPadding1d', 'zeroPadding2d', 'zeroPadding3d'] } as const;

/** Zeros around an image, as a layer of their own. */
export function padded(
  op: Op,
  wire: KnownWire,
  { before, after }: Pick<SlidingWindow, 'before' | 'after'>,
): KnownWire {
  const padding = before.flatMap((each, axis) => [each, after[axis]!]);
  if (padding.every((each) => each === 0)) return wire;
  if (padding.some((each) => each < 0)) {
    const cropping = padding.map((each) => Math.max(-each, 0));
    const kept = padding.map((each) => Math.max(each, 0));
    const kind = (['cropping1d', 'cropping2d', 'cropping3d'] as const)[before.length - 1]!;
    const cropped = op.reading.add(kind, { cropping }, [wire], { order: wire.order, suffix: '/crop' });
    return kept.every((each) => each === 0)
      ? cropped
      : padded(op, cropped, {
          before: kept.filter((_, at) => at % 2 === 0),
          after: kept.filter((_, at) => at % 2 === 1),
        });
  }
  const kind = dimensional.zeroPadding[before.length - 1]!;
  return op.reading.add(kind, { padding }, [wire], { order: wire.order, suffix: '/pad' });
}

function biasOf(op: Op): Record<string, Float32Array> {
  return op.inputs[2] ? { bias: floatsOf(op.constant(2)) } : {};
}

const conv: ReadOp = (op) => {
  const wire = imageOf(op);
  const kernel = op.constant(1);
  const [outgoing, incoming, ...size] = kernel.dims as [number, number, ...number[]];
  const spatial = wire.shape.slice(0, -1);
  if (size.length !== spatial.length) throw new Unreadable(message('import.onnx-weights', { op: 'Conv' }));
  const window = windowOf(op, spatial, size);
  const groups = op.int('group', 1);
  const channels = wire.shape.at(-1)!;
  const { strides, dilations, before, after } = window;
  const reach = span(size[0]!, dilations[0]!);
  const causal =
    size.length === 1 && before[0] === reach - 1 && after[0] === 0 && reach > 1 && strides[0] === 1;
  const padding = causal ? 'causal' : paddingOf(spatial, window);
  const x = padding === null ? padded(op, wire, window) : wire;
  const bias = biasOf(op);
  const params = {
    kernelSize: [...size],
    strides: [...strides],
    dilationRate: [...dilations],
    padding: padding ?? 'valid',
    useBias: 'bias' in bias,
  };
  const order = channelsFirst(x.shape);
  const depthwise =
    size.length === 2 && groups > 1 && groups === channels && incoming === 1 && strides[0] === strides[1];
  const axes = size.map((_, axis) => axis + 2);
  if (depthwise) {
    const depthMultiplier = outgoing / channels;
    const weights = transposed(floatsOf(kernel), [channels, depthMultiplier, ...size], [2, 3, 0, 1]);
    const own = { ...params, depthMultiplier };
    return [
      op.reading.add('depthwiseConv2d', own, [x], { order, weights: { depthwise_kernel: weights, ...bias } }),
    ];
  }
  const kind = (['conv1d', 'conv2d', 'conv3d'] as const)[size.length - 1]!;
  const weights = transposed(floatsOf(kernel), kernel.dims, [...axes, 1, 0]);
  const own = { ...params, filters: outgoing, groups };
  return [op.reading.add(kind, own, [x], { order, weights: { kernel: weights, ...bias } })];
};

const convTranspose: ReadOp = (op) => {
  const wire = imageOf(op);
  const kernel = op.constant(1);
  const [incoming, filters, ...size] = kernel.dims as [number, number, ...number[]];
  if (
    size.length !== 2 ||
    op.int('group', 1) !== 1 ||
    op.text('auto_pad', 'NOTSET') !== 'NOTSET' ||
    op.ints('output_shape')
  )
    throw new Unreadable(message('import.onnx-transposed'));
  const window = windowOf(op, wire.shape.slice(0, -1), size);
  const { strides, dilations, before, after } = window;
  const added = op.ints('output_padding') ?? [0, 0];
  const bias = biasOf(op);
  const order = channelsFirst(wire.shape);
  const weights = {
    kernel: transposed(floatsOf(kernel), [incoming, filters, ...size], [2, 3, 1, 0]),
    ...bias,
  };
  const params = {
    filters,
    kernelSize: [...size],
    strides: [...strides],
    dilationRate: [...dilations],
    useBias: 'bias' in bias,
  };
  // What 'same' cuts off: all beyond the length times the stride, the odd row at the end.
  const over = size.map((each, axis) => span(each, dilations[axis]!) - strides[axis]!);
  const same = over.every(
    (each, axis) =>
      each >= 0 &&
      added[axis] === 0 &&
      before[axis] === Math.floor(each / 2) &&
      after[axis] === each - before[axis]!,
  );
  if (same)
    return [op.reading.add('conv2dTranspose', { ...params, padding: 'same' }, [wire], { order, weights })];
  const outputPadding = [...added];
  const usual = over.every((each, axis) => Math.max(-each, 0) === added[axis]);
  const full = op.reading.add(
    'conv2dTranspose',
    { ...params, padding: 'valid', ...(!usual && { outputPadding }) },
    [wire],
    { order, weights },
  );
  return [padded(op, full, { before: before.map((each) => -each), after: after.map((each) => -each) })];
};

export const convolutionOps: Readonly<Record<string, ReadOp>> = { Conv: conv, ConvTranspose: convTranspose };
