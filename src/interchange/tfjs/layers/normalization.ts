import { axisOf } from '../../../layers/axis.ts';
import { sizeOf } from '../../../layers/shape.ts';
import { message } from '../../../text/message.ts';
import { initializer } from '../config.ts';
import { permuted, refuse, reshaped, type Table, type TfjsLayer } from '../layer.ts';

export const normalizations = {
  /**
   * TensorFlow.js normalizes the last axis of 1 to 3 (on its own backends another axis is wrong, a fourth fails): other
   * inputs are laid out as `[before, after, channels]` meanwhile.
   */
  batchNormalization(params, { inputs: [shape] }) {
    const at = axisOf(params.axis, shape!)!;
    const normalized: TfjsLayer = {
      className: 'BatchNormalization',
      config: {
        axis: -1,
        momentum: params.momentum,
        epsilon: params.epsilon,
        center: params.center,
        scale: params.scale,
        beta_initializer: initializer(params.betaInitializer),
        gamma_initializer: initializer(params.gammaInitializer),
        moving_mean_initializer: initializer(params.movingMeanInitializer),
        moving_variance_initializer: initializer(params.movingVarianceInitializer),
      },
      weights: {},
    };
    const before = sizeOf(shape!.slice(0, at));
    const after = sizeOf(shape!.slice(at + 1));
    const channels = shape![at]!;
    if (at === shape!.length - 1) {
      return shape!.length <= 3 ? [normalized] : [reshaped([before, channels]), normalized, reshaped(shape!)];
    }
    return [
      reshaped([before, channels, after]),
      permuted(1, 3, 2),
      normalized,
      permuted(1, 3, 2),
      reshaped(shape!),
    ];
  },
  layerNormalization: (params) => [
    {
      className: 'LayerNormalization',
      config: {
        axis: params.axis,
        epsilon: params.epsilon,
        center: params.center,
        scale: params.scale,
        beta_initializer: initializer(params.betaInitializer),
        gamma_initializer: initializer(params.gammaInitializer),
      },
      weights: {},
    },
  ],
  groupNormalization: () =>
    refuse(
      null,
      message('interchange.no-group-normalization'),
      message('interchange.fix-group-normalization'),
    ),
  localResponseNormalization: () =>
    refuse(null, message('interchange.no-local-response'), message('interchange.fix-local-response')),
} satisfies Partial<Table>;
