import type { LayerKind, Params } from '../../layers/kind.ts';
import type { Shape } from '../../layers/shape.ts';
import type { Network } from '../../network/network.ts';
import type { UnsupportedLayer } from '../../protocol/export.ts';
import { message } from '../../text/message.ts';
import { type Config, isConfig, type KerasLayer } from '../keras/layer.ts';
import { writeLayer } from '../keras/table.ts';
import { literal } from '../python/literal.ts';
import { unsupported } from '../unsupported.ts';
import { alwaysWritten } from './code/arguments.ts';
import { functions, helpers } from './code/helpers.ts';

/** What Keras sets itself, or what is no argument. */
const hidden = new Set(['data_format', 'renorm', 'rms_scaling', 'return_state', 'value_range', 'name']);

const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at) => `${at > 0 ? '_' : ''}${letter.toLowerCase()}`);

/** A class of Keras's as a call: `keras.regularizers.L1L2(l1=0.0, l2=0.01)`. */
function objectCode(value: Config): string {
  const { module, class_name: className } = value as { module: string; class_name: string };
  const config = isConfig(value['config']) ? value['config'] : null;
  if (config === null) return functions[String(value['config'])] ?? literal(value['config']);
  if (module === 'keras.initializers' && Object.keys(config).length === 0) return literal(snake(className));
  if (module === 'keras.layers') return layerCall({ className, config }, {});
  return `${module}.${className}(${argumentsOf(config).join(', ')})`;
}

const valueCode = (value: unknown): string => (isConfig(value) ? objectCode(value) : literal(value));

const argumentsOf = (config: Config): string[] =>
  Object.entries(config).map(([key, value]) => `${key}=${valueCode(value)}`);

/** What of a layer's configuration is written. @param usual what is left out where it has this value */
export function nonDefaultConfig({ className, config }: KerasLayer, usual: Config): Config {
  const given = Object.entries(config).filter(([key, value]) => {
    if (hidden.has(key) || value === null) return false;
    if (key === 'activation' && value === 'linear') return className === 'Activation';
    if (key === 'strides') return JSON.stringify(value) !== JSON.stringify(config['pool_size'] ?? usual[key]);
    if (key === 'padding' && value === 'valid') return false;
    return alwaysWritten.has(key) || JSON.stringify(value) !== JSON.stringify(usual[key]);
  });
  return Object.fromEntries(given);
}

/** `layers.Conv2D(filters=6, kernel_size=(5, 5))`. @param usual what is left out where it has this value */
function layerCall(layer: KerasLayer, usual: Config): string {
  const { className } = layer;
  const own = Object.hasOwn(helpers, className);
  return `${own ? '' : 'layers.'}${className}(${argumentsOf(nonDefaultConfig(layer, usual)).join(', ')})`;
}

/** A layer as a call, its class, and the functions of ours that it uses. @param name what Keras is to call it */
export function layerCode(
  kind: LayerKind,
  params: Params,
  inputs: readonly Shape[],
  name: string,
): { readonly call: string; readonly className: string } {
  const layer = writeLayer(kind, params, inputs);
  const usual = writeLayer(kind, kind.parameters.parse({}), inputs).config;
  const call = layerCall(layer, usual);
  const named = `name=${literal(name)})`;
  return {
    className: layer.className,
    call: call.endsWith('()') ? `${call.slice(0, -1)}${named}` : `${call.slice(0, -1)}, ${named}`,
  };
}

const isDilated = ({ dilation_rate: rate }: Config): boolean =>
  Array.isArray(rate) && rate.some((each) => each > 1);

/** Layers that Keras has, and TensorFlow does not compute on a processor. */
export const unsupportedLayers = ({ layers }: Network): readonly UnsupportedLayer[] =>
  layers.flatMap((layer) => {
    const { className, config } = writeLayer(layer.kind, layer.params, layer.inputShapes);
    if (className !== 'Conv2DTranspose' || !isDilated(config)) return [];
    const reason = message('interchange.no-keras-dilation');
    const remedy = message('interchange.fix-dilation');
    return [unsupported(layer, { parameter: 'dilationRate', reason, remedy })];
  });
