import type { TfjsLayer } from '../tfjs/layer.ts';
import { Code, cast, literal } from './code/literal.ts';

/** Functions of `tf.layers` that are not their class's name with a small first letter and a small `d` for dimensions. */
const functions: Readonly<Record<string, string>> = {
  LSTM: 'lstm',
  GRU: 'gru',
  ELU: 'elu',
  PReLU: 'prelu',
  ReLU: 'reLU',
  Cropping2D: 'cropping2D',
};

export const functionOf = (className: string): string =>
  functions[className] ?? className.charAt(0).toLowerCase() + className.slice(1).replace(/(\d)D/, '$1d');

const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** What TensorFlow.js does by itself, by the argument: it is left out. */
const kerasDefaults: Readonly<Record<string, unknown>> = {
  data_format: 'channels_last',
  activation: 'linear',
  use_bias: true,
  padding: 'valid',
  dilation_rate: [1, 1],
  depth_multiplier: 1,
  trainable: true,
  bias_initializer: { class_name: 'Zeros', config: {} },
  recurrent_initializer: { class_name: 'Orthogonal', config: {} },
  beta_initializer: { class_name: 'Zeros', config: {} },
  gamma_initializer: { class_name: 'Ones', config: {} },
  moving_mean_initializer: { class_name: 'Zeros', config: {} },
  moving_variance_initializer: { class_name: 'Ones', config: {} },
  center: true,
  scale: true,
  go_backwards: false,
  return_sequences: false,
  unit_forget_bias: true,
  dropout: 0,
  recurrent_dropout: 0,
  mask_zero: false,
  reset_after: false,
};

/** Types of TensorFlow.js that are narrower than what it computes. */
const casts: Readonly<Record<string, string>> = {
  noise_shape: 'number[]',
  shared_axes: 'number[]',
};

interface Nested {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const isNested = (value: unknown): value is Nested =>
  typeof value === 'object' && value !== null && 'class_name' in value;

const small = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function nested(key: string, { class_name: name, config }: Nested): unknown {
  if (key.endsWith('_regularizer')) return new Code(`tf.regularizers.l1l2(${literal(config)})`);
  if (key.endsWith('_constraint')) {
    const { axis, ...rest } = config;
    const given = {
      ...Object.fromEntries(Object.entries(rest).map(([each, value]) => [camel(each), value])),
      ...(axis !== undefined && { axis: cast(axis, 'number') }),
    };
    const called = name === 'NonNeg' ? 'nonNeg()' : `${small(name)}(${literal(given)})`;
    return new Code(`tf.constraints.${called}`);
  }
  if (key === 'layer') {
    const { name: own, ...inner } = argumentsOf({ className: name, config });
    // The names of the two directions' weights are made of it.
    const given = castOf(name) === '' ? inner : { ...inner, name: own };
    return new Code(`tf.layers.${functionOf(name)}(${literal(given)})${castOf(name)}`);
  }
  return small(name);
}

/** `bidirectional` takes recurrent layers alone. */
const castOf = (className: string): string =>
  className === 'LSTM' || className === 'GRU' ? ' as tf.RNN' : '';

const isSteps = (strides: unknown): boolean => Array.isArray(strides) && strides.every((step) => step === 1);

/** A layer's arguments as `tf.layers` takes them. */
export function argumentsOf({ className, config }: TfjsLayer): Readonly<Record<string, unknown>> {
  const given = Object.entries(config).filter(
    ([key, value]) =>
      value !== null &&
      !(key === 'strides' && isSteps(value) && !('pool_size' in config)) &&
      (JSON.stringify(value) !== JSON.stringify(kerasDefaults[key]) ||
        (key === 'activation' && className === 'Activation')),
  );
  return Object.fromEntries(
    given.map(([key, value]) => {
      if (isNested(value)) return [camel(key), nested(key, value)];
      const type = casts[key];
      return [camel(key), type ? cast(value, type) : value];
    }),
  );
}
