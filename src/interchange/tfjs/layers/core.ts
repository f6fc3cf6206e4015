import { axisOf } from '../../../layers/axis.ts';
import { axesBut } from '../../../layers/rules.ts';
import { message } from '../../../text/message.ts';
import { activationLayers } from '../activations.ts';
import { initializer, rules, weighted } from '../config.ts';
import { permuted, plain, refuse, type Table, type TfjsLayer } from '../layer.ts';

export const cores = {
  input: ({ shape }) =>
    plain('InputLayer', { batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false }),
  dense: (params) =>
    weighted('Dense', params, {
      units: params.units,
      kernel_initializer: initializer(params.kernelInitializer),
      ...rules(params, axesBut(2, 1)),
    }),
  rbfOutput: () => refuse(null, message('interchange.no-distances'), message('interchange.fix-distances')),
  activation: ({ activation, negativeSlope }) =>
    activation === 'leakyRelu' ? plain('LeakyReLU', { alpha: negativeSlope }) : activationLayers(activation),
  /** In WebAssembly, TensorFlow.js is wrong unless the shared axes come first: they are moved there meanwhile. */
  prelu({ sharedAxes, alphaInitializer }, { inputs: [shape] }) {
    const axes = shape!.map((_, index) => index + 1);
    const shared = axes.filter((axis) => sharedAxes.some((each) => axisOf(each, shape!)! + 1 === axis));
    const order = [...shared, ...axes.filter((axis) => !shared.includes(axis))];
    const back = axes.map((axis) => order.indexOf(axis) + 1);
    const layer: TfjsLayer = {
      className: 'PReLU',
      config: {
        alpha_initializer: initializer(alphaInitializer),
        shared_axes: shared.length > 0 ? shared.map((_, index) => index + 1) : null,
      },
      weights: { shape: ({ shape: own }) => order.map((axis) => own[axis - 1]!) },
    };
    const moves = order.some((axis, index) => axis !== index + 1);
    return moves ? [permuted(...order), layer, permuted(...back)] : [layer];
  },
} satisfies Partial<Table>;
