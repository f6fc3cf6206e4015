import type { ActivationName } from '../../layers/activations.ts';
import { placeOf, type Tensor, type Value } from './graph.ts';
import { type Call, like } from './layer.ts';

type Nodes = Pick<Call, 'node' | 'scalar'>;

/** @param axis of the tensor, along which softmax runs */
type Activate = (call: Nodes, x: Tensor, axis: number) => Tensor;

const one =
  (op: string): Activate =>
  ({ node }, x) =>
    node(op, [x]);

const activations: Readonly<Record<ActivationName, Activate>> = {
  linear: (_call, x) => x,
  relu: one('Relu'),
  relu6: ({ node, scalar }, x) => node('Clip', [x, scalar('low', 0), scalar('high', 6)]),
  tanh: one('Tanh'),
  scaledTanh: ({ node, scalar }, x) =>
    node('Mul', [node('Tanh', [node('Mul', [x, scalar('slope', 2 / 3)])]), scalar('height', 1.7159)]),
  sigmoid: one('Sigmoid'),
  hardSigmoid: ({ node }, x) => node('HardSigmoid', [x], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } }),
  softmax: ({ node }, x, axis) => node('Softmax', [x], { axis: { int: axis } }),
  elu: one('Elu'),
  selu: one('Selu'),
  gelu({ node, scalar }, x) {
    const erf = node('Erf', [node('Mul', [x, scalar('root', Math.SQRT1_2)])]);
    return node('Mul', [node('Mul', [x, scalar('half', 0.5)]), node('Add', [erf, scalar('one', 1)])]);
  },
  swish: ({ node }, x) => node('Mul', [x, node('Sigmoid', [x])]),
  softplus: one('Softplus'),
  softsign: one('Softsign'),
};

/** An activation function over a value; softmax over the layer's last axis. */
export const activated = (call: Nodes, name: ActivationName, value: Value): Value =>
  like(value, activations[name](call, value.tensor, placeOf(value, value.shape.length)));
