import { message } from '../../../../text/message.ts';
import { floatsOf, inLayersOrder, type Op, type ReadOp, Unreadable } from '../reading.ts';
import { imageOf } from './convolution.ts';

const batchNormalization: ReadOp = (op) => {
  const wire = op.wire(0);
  const axis = wire.order[1]!;
  const numbers = (index: number) => inLayersOrder(wire, floatsOf(op.constant(index)));
  const [gamma, beta, mean, variance] = [1, 2, 3, 4].map(numbers) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const params = {
    axis: axis === wire.shape.length ? -1 : axis,
    epsilon: Math.max(op.float('epsilon', 1e-5), 1e-12),
    momentum: op.float('momentum', 0.9),
  };
  const weights = { gamma, beta, moving_mean: mean, moving_variance: variance };
  const made = op.reading.add('batchNormalization', params, [wire], { order: wire.order, weights });
  return [{ ...made, flat: wire.flat }];
};

const layerNormalization: ReadOp = (op) => {
  const wire = op.reading.layers.length > 0 && op.wire(0).flat ? op.reading.plain(op.wire(0)) : op.wire(0);
  const rank = wire.order.length;
  const given = op.int('axis', -1);
  const place = given < 0 ? given + rank : given;
  if (place !== rank - 1) throw new Unreadable(message('import.onnx-layer-norm'));
  const axis = wire.order[place]!;
  const beta = op.inputs[2] ? { beta: floatsOf(op.constant(2)) } : {};
  const params = {
    axis: axis === wire.shape.length ? -1 : axis,
    epsilon: Math.max(op.float('epsilon', 1e-5), 1e-12),
    center: 'beta' in beta,
  };
  const weights = { gamma: floatsOf(op.constant(1)), ...beta };
  return [op.reading.add('layerNormalization', params, [wire], { order: wire.order, weights })];
};

function lrn(op: Op) {
  const wire = imageOf(op);
  const size = op.int('size', 1);
  if (size % 2 === 0)
    throw new Unreadable(message('import.setting-unreadable', { setting: 'size', value: String(size) }));
  const params = {
    depthRadius: (size - 1) / 2,
    alpha: op.float('alpha', 1e-4) / size,
    beta: op.float('beta', 0.75),
    bias: op.float('bias', 1),
  };
  return [op.reading.add('localResponseNormalization', params, [wire], { order: wire.order })];
}

export const normalizationOps: Readonly<Record<string, ReadOp>> = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  LRN: lrn,
};
