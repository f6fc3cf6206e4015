import type { ActivationName } from '../../layers/activations.ts';
import type { InitializerName } from '../../layers/initializers.ts';
import type { RuleParams } from '../../layers/rules.ts';
import type { Padding } from '../../layers/sliding.ts';
import { withActivation } from './activations.ts';
import type { TfjsLayer, WeightLayout } from './layer.ts';

/** An initializer as `model.json` writes it: `{class_name: 'GlorotUniform', config: {}}`. */
export const initializer = (name: InitializerName) => ({
  class_name: name.charAt(0).toUpperCase() + name.slice(1),
  config: {},
});

const constraints = {
  nonNegative: () => ({ class_name: 'NonNeg', config: {} }),
  unitNorm: (axis: readonly number[]) => ({ class_name: 'UnitNorm', config: { axis } }),
  maxNorm: (axis: readonly number[], max: number) => ({
    class_name: 'MaxNorm',
    config: { max_value: max, axis },
  }),
};

/** The penalties and the constraint of a weight that Keras calls `name`. @param axes that norms are taken along */
export function rules(params: RuleParams, axes: readonly number[], name = 'kernel'): Record<string, unknown> {
  const { kernelL1: l1, kernelL2: l2, kernelConstraint } = params;
  return {
    ...(l1 > 0 || l2 > 0 ? { [`${name}_regularizer`]: { class_name: 'L1L2', config: { l1, l2 } } } : {}),
    ...(kernelConstraint === 'none'
      ? {}
      : { [`${name}_constraint`]: constraints[kernelConstraint](axes, params.kernelMaxNorm) }),
  };
}

interface Window {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dilationRate: readonly number[];
}

/** What all convolutions have in their config. */
export const windowConfig = (params: Window, padding: Padding = params.padding) => ({
  kernel_size: params.kernelSize,
  strides: params.strides,
  padding,
  data_format: 'channels_last',
  dilation_rate: params.dilationRate,
});

interface Finished {
  readonly activation: ActivationName;
  readonly useBias: boolean;
  readonly biasInitializer: InitializerName;
}

/** A layer that holds weights, with its bias and activation. */
export const weighted = (
  className: string,
  params: Finished,
  config: TfjsLayer['config'],
  layout: WeightLayout = {},
): readonly TfjsLayer[] =>
  withActivation(
    {
      className,
      config: {
        ...config,
        use_bias: params.useBias,
        bias_initializer: initializer(params.biasInitializer),
      },
      weights: layout,
    },
    params.activation,
  );
