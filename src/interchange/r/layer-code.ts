import type { NetworkLayer } from '../../network/network.ts';
import { type Config, isConfig, type KerasLayer } from '../keras/layer.ts';
import { writeLayer } from '../keras/table.ts';
import { nonDefaultConfig } from '../python-keras/layer-code.ts';
import { functions } from './code/helpers.ts';
import { literal, quoted } from './code/literal.ts';

const special: Readonly<Record<string, string>> = {
  PReLU: 'activation_parametric_relu',
  LeakyReLU: 'activation_leaky_relu',
  UpSampling1D: 'upsampling_1d',
  UpSampling2D: 'upsampling_2d',
  UpSampling3D: 'upsampling_3d',
  RBFOutput: 'rbf_output',
  RGBToGrayscale: 'rgb_to_grayscale',
};

const snake = (name: string): string =>
  name
    .replace(/([a-z])([A-Z0-9])/g, '$1_$2')
    .replace(/(\dD)([A-Z])/g, '$1_$2')
    .toLowerCase();

const functionOf = (className: string): string => `layer_${special[className] ?? snake(className)}`;

/** Axes that Python counts from 0 and R from 1. */
const axes = new Set(['axis', 'axes']);

const fromOne = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(fromOne);
  return typeof value === 'number' && value >= 0 ? value + 1 : value;
};

const rules: Readonly<Record<string, string>> = {
  L1L2: 'regularizer_l1_l2',
  MaxNorm: 'constraint_maxnorm',
  NonNeg: 'constraint_nonneg',
  UnitNorm: 'constraint_unitnorm',
};

function objectCode(value: Config): string {
  const { module, class_name: className } = value as { module: string; class_name: string };
  const config = isConfig(value['config']) ? value['config'] : null;
  if (config === null) return functions[String(value['config'])] ?? literal(value['config']);
  if (module === 'keras.layers') return callOf({ className, config }, {});
  if (module === 'keras.initializers' && Object.keys(config).length === 0) return quoted(snake(className));
  return `${rules[className] ?? `initializer_${snake(className)}`}(${argumentsOf(config).join(', ')})`;
}

const valueCode = (key: string, value: unknown): string => {
  if (isConfig(value)) return objectCode(value);
  return literal(axes.has(key) ? fromOne(value) : value);
};

const argumentsOf = (config: Config): string[] =>
  Object.entries(config).map(([key, value]) => `${key} = ${valueCode(key, value)}`);

const callOf = (layer: KerasLayer, usual: Config, more: readonly string[] = []): string =>
  `${functionOf(layer.className)}(${[...argumentsOf(nonDefaultConfig(layer, usual)), ...more].join(', ')})`;

/** A layer as a call of keras3, and its class. @param name what Keras is to call it */
export function layerCode({ kind, params, inputShapes }: NetworkLayer, name: string) {
  const layer = writeLayer(kind, params, inputShapes);
  const usual = writeLayer(kind, kind.parameters.parse({}), inputShapes).config;
  return { className: layer.className, call: callOf(layer, usual, [`name = ${quoted(name)}`]) };
}
