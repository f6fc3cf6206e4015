import type { ActivationName } from '../../../../layers/activations.ts';
import { sameShape } from '../../../../layers/shape.ts';
import { message } from '../../../../text/message.ts';
import type { Constant } from '../constants.ts';
import {
  floatsOf,
  inLayersOrder,
  isConstant,
  type KnownWire,
  type Op,
  type ReadOp,
  Unreadable,
} from '../reading.ts';

/** A function of single values: the numbers stay where they are. */
const applied = (op: Op, wire: KnownWire, activation: string, more = {}): KnownWire => ({
  ...op.reading.add('activation', { activation, ...more }, [wire], { order: wire.order }),
  flat: wire.flat,
});

const activation =
  (name: ActivationName): ReadOp =>
  (op) => [applied(op, op.wire(0), name)];

const bound = (op: Op, index: number, name: string): number | null => {
  const given = op.inputs[index];
  if (given) return op.constant(index).values[0] ?? null;
  return op.node.attributes.has(name) ? op.float(name, 0) : null;
};

const clip: ReadOp = (op) => {
  const [low, high] = [bound(op, 1, 'min'), bound(op, 2, 'max')];
  if (low === 0 && high === 6) return [applied(op, op.wire(0), 'relu6')];
  if (low === 0 && (high === null || high > 1e30)) return [applied(op, op.wire(0), 'relu')];
  throw new Unreadable(message('import.onnx-clip', { low: String(low), high: String(high) }));
};

const softmax: ReadOp = (op) => {
  const wire = op.wire(0);
  const rank = wire.order.length;
  const given = op.int('axis', op.opset < 13 ? 1 : -1);
  const place = given < 0 ? given + rank : given;
  if (op.opset < 13 && place !== rank - 1) throw new Unreadable(message('import.onnx-softmax'));
  if (wire.order[place] === wire.shape.length) return [applied(op, wire, 'softmax')];
  const order = wire.order.filter((axis) => axis !== 0 && axis !== wire.order[place]);
  const wanted = wire.order.map((axis) =>
    axis === 0 ? 0 : axis === wire.order[place] ? wire.shape.length : order.indexOf(axis) + 1,
  );
  return [applied(op, op.reading.arranged(wire, wanted), 'softmax')];
};

const exact = (op: Op, name: string, otherwise: number, wanted: number): void => {
  const value = op.float(name, otherwise);
  if (Math.abs(value - wanted) > 1e-6)
    throw new Unreadable(message('import.setting-unreadable', { setting: name, value: String(value) }));
};

/** `x * factor + offset` with numbers along one axis of the layer's output, counted from 1. */
function affine(
  op: Op,
  wire: KnownWire,
  axis: number,
  numbers: { factor?: Float32Array; offset?: Float32Array },
): KnownWire {
  const { factor, offset } = numbers;
  const length = wire.shape[axis - 1]!;
  if (axis === wire.shape.length && wire.shape.length === 3) {
    const weights = {
      depthwise_kernel: factor ?? new Float32Array(length).fill(1),
      ...(offset && { bias: offset }),
    };
    const params = { kernelSize: [1, 1], useBias: offset !== undefined };
    return op.reading.add('depthwiseConv2d', params, [wire], { order: wire.order, weights });
  }
  // Statistics that change nothing.
  const epsilon = 1e-3;
  const made = op.reading.add(
    'batchNormalization',
    { axis, epsilon, scale: factor !== undefined, center: offset !== undefined },
    [wire],
    {
      order: wire.order,
      weights: {
        ...(factor && { gamma: inLayersOrder(wire, factor) }),
        ...(offset && { beta: inLayersOrder(wire, offset) }),
        moving_mean: new Float32Array(length),
        moving_variance: new Float32Array(length).fill(1 - epsilon),
      },
    },
  );
  op.reading.note(message('import.onnx-affine'));
  return { ...made, flat: wire.flat };
}

/** A value of the network with numbers that are known: one for all, or one along an axis. */
function withNumbers(op: Op, index: number, numbers: Constant, factor: boolean): KnownWire {
  const wire = op.wire(index);
  const values = floatsOf(numbers);
  if (values.length === 1) {
    const params = factor ? { scale: values[0], offset: 0 } : { scale: 1, offset: values[0] };
    const made = op.reading.add('rescaling', params, [wire], { order: wire.order });
    return { ...made, flat: wire.flat };
  }
  const rank = wire.order.length;
  const dims = [...new Array<number>(Math.max(rank - numbers.dims.length, 0)).fill(1), ...numbers.dims];
  const long = [...dims.keys()].filter((place) => dims[place] !== 1);
  const axis = wire.order[long[0]!];
  if (
    dims.length !== rank ||
    long.length !== 1 ||
    axis === 0 ||
    axis === undefined ||
    dims[long[0]!] !== wire.shape[axis - 1]
  )
    throw new Unreadable(message('import.onnx-constant', { op: op.node.op, dims: numbers.dims.join(' x ') }));
  const layer = op.reading.layers[wire.layer]!;
  // The bias of the matrix product right before it.
  const bias = !factor && layer.kind === 'dense' && layer.params['useBias'] === false && op.only(index);
  if (bias && axis === wire.shape.length && wire.layer === op.reading.layers.length - 1) {
    layer.params = { ...layer.params, useBias: true };
    layer.weights.set('bias', values);
    return wire;
  }
  return affine(op, wire, axis, factor ? { factor: values } : { offset: values });
}

/** Two values whose axes lie alike. */
function inSameOrder(op: Op): readonly [KnownWire, KnownWire] {
  const [a, b] = [op.wire(0), op.wire(1)];
  if (a.shape.length !== b.shape.length)
    throw new Unreadable(message('import.onnx-ranks', { op: op.node.op }));
  const same = sameShape(a.order, b.order) && JSON.stringify(a.flat) === JSON.stringify(b.flat);
  if (same) return [a, b];
  return [op.reading.plain(a), op.reading.plain(b)];
}

const merged =
  (kind: 'add' | 'multiply' | 'maximum' | 'average'): ReadOp =>
  (op) => {
    if (op.inputs.length !== 2) {
      const wires = op.inputs.map((_, index) => op.reading.plain(op.wire(index)));
      return [wires.length === 1 ? wires[0]! : op.reading.add(kind, {}, wires)];
    }
    const [a, b] = inSameOrder(op);
    return [{ ...op.reading.add(kind, {}, [a, b], { order: a.order }), flat: a.flat }];
  };

/** Where two operators say that one is the sigmoid of the other. */
function swish(op: Op): KnownWire | null {
  const [a, b] = [op.wire(0), op.wire(1)];
  for (const [x, gate, index] of [
    [a, b, 1],
    [b, a, 0],
  ] as const) {
    const layer = op.reading.layers[gate.layer]!;
    const { activation: name } = layer.params;
    const only = gate.layer === op.reading.layers.length - 1 && layer.kind === 'activation' && op.only(index);
    if (only && name === 'sigmoid' && layer.inputs[0] === x.layer && sameShape(gate.order, x.order)) {
      layer.params = { activation: 'swish' };
      return { ...gate, flat: x.flat };
    }
  }
  return null;
}

const arithmetic = (op: Op, factor: boolean): KnownWire | null => {
  const [first, second] = op.inputs;
  if (!first || !second) return null;
  if (isConstant(second)) return withNumbers(op, 0, second, factor);
  if (isConstant(first)) return withNumbers(op, 1, first, factor);
  return null;
};

const inverted = (constant: Constant, change: (value: number) => number): Constant => ({
  dims: constant.dims,
  values: floatsOf(constant).map(change),
});

const scaled = (op: Op, wire: KnownWire, scale: number): KnownWire => ({
  ...op.reading.add('rescaling', { scale, offset: 0 }, [wire], { order: wire.order, suffix: '/scale' }),
  flat: wire.flat,
});

const subtract: ReadOp = (op) => {
  const [first, second] = op.inputs;
  if (second && isConstant(second))
    return [
      withNumbers(
        op,
        0,
        inverted(second, (x) => -x),
        false,
      ),
    ];
  if (first && isConstant(first)) {
    const negative = scaled(op, op.wire(1), -1);
    return [withNumbers({ ...op, wire: () => negative, only: () => true }, 1, first, false)];
  }
  const [a, b] = inSameOrder(op);
  return [op.reading.add('add', {}, [a, scaled(op, b, -1)], { order: a.order })];
};

const divide: ReadOp = (op) => {
  const [, second] = op.inputs;
  if (second && isConstant(second))
    return [
      withNumbers(
        op,
        0,
        inverted(second, (x) => 1 / x),
        true,
      ),
    ];
  throw new Unreadable(message('import.unknown-class', { className: 'Div' }));
};

const hardSwish: ReadOp = (op) => {
  const wire = op.wire(0);
  const gate = op.reading.add('activation', { activation: 'hardSigmoid' }, [wire], {
    order: wire.order,
    suffix: '/gate',
  });
  return [{ ...op.reading.add('multiply', {}, [wire, gate], { order: wire.order }), flat: wire.flat }];
};

const prelu: ReadOp = (op) => {
  const wire = op.reading.plain(op.wire(0));
  const slopes = op.constant(1);
  const values = floatsOf(slopes);
  const rank = wire.shape.length;
  const channels = wire.shape.at(-1)!;
  if (values.length !== 1 && values.length !== channels)
    throw new Unreadable(message('import.onnx-weights', { op: 'PRelu' }));
  const sharedAxes = wire.shape.map((_, axis) => axis + 1).slice(0, values.length === 1 ? rank : rank - 1);
  return [op.reading.add('prelu', { sharedAxes }, [wire], { weights: { alpha: values } })];
};

const concat: ReadOp = (op) => {
  const wires = op.inputs.map((_, index) => op.wire(index));
  const [first] = wires as [KnownWire];
  const place = op.int('axis', 1);
  const at = place < 0 ? place + first.order.length : place;
  const alike = wires.every((wire) => sameShape(wire.order, first.order) && wire.flat === null);
  const inputs = alike ? wires : wires.map((wire) => op.reading.plain(wire));
  const axis = inputs[0]!.order[at]!;
  if (axis === 0) throw new Unreadable(message('import.onnx-batch-moved'));
  if (inputs.length === 1) return inputs;
  const last = axis === first.shape.length ? -1 : axis;
  return [op.reading.add('concatenate', { axis: last }, inputs, { order: inputs[0]!.order })];
};

export const elementwiseOps: Readonly<Record<string, ReadOp>> = {
  Relu: activation('relu'),
  Sigmoid: activation('sigmoid'),
  Tanh: activation('tanh'),
  Softplus: activation('softplus'),
  Softsign: activation('softsign'),
  Selu: activation('selu'),
  Swish: activation('swish'),
  Gelu(op) {
    if (op.text('approximate', 'none') === 'none') return [applied(op, op.wire(0), 'gelu')];
    const made = applied(op, op.wire(0), 'gelu');
    op.reading.note(message('import.onnx-gelu'));
    return [made];
  },
  Elu(op) {
    exact(op, 'alpha', 1, 1);
    return [applied(op, op.wire(0), 'elu')];
  },
  LeakyRelu: (op) => [applied(op, op.wire(0), 'leakyRelu', { negativeSlope: op.float('alpha', 0.01) })],
  HardSigmoid(op) {
    exact(op, 'alpha', 0.2, 1 / 6);
    exact(op, 'beta', 0.5, 0.5);
    return [applied(op, op.wire(0), 'hardSigmoid')];
  },
  HardSwish: hardSwish,
  PRelu: prelu,
  Clip: clip,
  Softmax: softmax,
  Add: (op) => {
    const known = arithmetic(op, false);
    return known ? [known] : merged('add')(op);
  },
  Mul(op) {
    const known = arithmetic(op, true) ?? swish(op);
    return known ? [known] : merged('multiply')(op);
  },
  Sub: subtract,
  Div: divide,
  Neg: (op) => [scaled(op, op.wire(0), -1)],
  Sum: merged('add'),
  Max: merged('maximum'),
  Mean: merged('average'),
  Concat: concat,
};
