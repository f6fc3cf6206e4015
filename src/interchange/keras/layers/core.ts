import type { ActivationName } from '../../../layers/activations.ts';
import { axisOf } from '../../../layers/axis.ts';
import { axesBut } from '../../../layers/rules.ts';
import type { Shape } from '../../../layers/shape.ts';
import { readActivation, writeActivation } from '../activations.ts';
import { type Codec, type Config, type Table, unreadable } from '../layer.ts';
import { activated, codec, initialized, part, ruled, same } from '../parts.ts';

interface ActivationParams {
  readonly activation: ActivationName | 'leakyRelu';
  readonly negativeSlope: number;
}

type Reading = (
  config: Config,
  dialect: 2 | 3,
) => Readonly<{ activation: ActivationParams['activation']; negativeSlope?: unknown }>;

const number = (value: unknown, usual: number): number => (typeof value === 'number' ? value : usual);

/** The layers of Keras that are an activation function. */
const functions: Readonly<Record<string, Reading>> = {
  Activation({ activation }, dialect) {
    if (dialect === 3 && activation === 'leaky_relu') return { activation: 'leakyRelu', negativeSlope: 0.2 };
    return { activation: readActivation(activation, 'activation', dialect) };
  },
  LeakyReLU: ({ negative_slope, alpha }) => ({
    activation: 'leakyRelu',
    negativeSlope: number(negative_slope ?? alpha, 0.3),
  }),
  ReLU({ max_value, negative_slope, threshold }) {
    if (number(threshold, 0) !== 0) throw unreadable('threshold', threshold);
    const slope = number(negative_slope, 0);
    if (max_value === null || max_value === undefined)
      return slope === 0 ? { activation: 'relu' } : { activation: 'leakyRelu', negativeSlope: slope };
    if (max_value !== 6 || slope !== 0) throw unreadable('max_value', max_value);
    return { activation: 'relu6' };
  },
  ELU({ alpha }) {
    if (number(alpha, 1) !== 1) throw unreadable('alpha', alpha);
    return { activation: 'elu' };
  },
  Softmax({ axis }) {
    if (number(axis, -1) !== -1) throw unreadable('axis', axis);
    return { activation: 'softmax' };
  },
  Identity: () => ({ activation: 'linear' }),
};

const activation: Codec<ActivationParams> = {
  classes: Object.keys(functions),
  write: ({ activation: name, negativeSlope }) =>
    name === 'leakyRelu'
      ? { className: 'LeakyReLU', config: { negative_slope: negativeSlope } }
      : { className: 'Activation', config: { activation: writeActivation(name) } },
  read: ({ className, config }, { dialect }) => functions[className]!(config, dialect),
};

const input: Codec<{ readonly shape: readonly number[] }> = {
  classes: ['InputLayer'],
  write: ({ shape }) => ({ className: 'InputLayer', config: { batch_shape: [null, ...shape] } }),
  read: ({ config }) => ({
    shape: ((config['batch_shape'] ?? config['batch_input_shape']) as Shape).slice(1),
  }),
};

const denseParts = [
  same('units', 'units'),
  activated('activation', 'activation'),
  same('useBias', 'use_bias'),
  initialized('kernelInitializer', 'kernel_initializer'),
  initialized('biasInitializer', 'bias_initializer'),
  ruled({ kernel: axesBut(2, 1) }),
] as const;

const slopes = codec('PReLU', [
  part({
    keys: ['shared_axes'],
    write: ({ sharedAxes }: { readonly sharedAxes: readonly number[] }) => ({
      shared_axes: sharedAxes.length > 0 ? sharedAxes : null,
    }),
    read: ({ shared_axes: axes }) => ({ sharedAxes: axes ?? [] }),
  }),
  initialized('alphaInitializer', 'alpha_initializer'),
]);

/** Axes counted from the front: Keras takes a negative one for another. */
const prelu: typeof slopes = {
  ...slopes,
  write: (params, place) =>
    slopes.write(
      { ...params, sharedAxes: params.sharedAxes.map((axis) => axisOf(axis, place.inputs[0]!)! + 1) },
      place,
    ),
};

export const cores = {
  input,
  dense: codec('Dense', denseParts),
  /** A class of ours: `convas_layers.py`. */
  rbfOutput: codec('RBFOutput', [same('output', 'output')]),
  activation,
  prelu,
} satisfies Partial<Table>;
