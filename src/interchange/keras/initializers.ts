import { type InitializerName, initializerNames } from '../../layers/initializers.ts';
import { message } from '../../text/message.ts';
import { type Config, describeValue, isConfig, type Reader } from './layer.ts';

const classNameOf = (name: InitializerName): string => name.charAt(0).toUpperCase() + name.slice(1);

const byClassName: ReadonlyMap<string, InitializerName> = new Map(
  initializerNames.flatMap((name) => [
    [classNameOf(name), name],
    [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), name],
  ]),
);

/** What Keras's own default is for each setting that an initializer may have; ours have these values. */
const defaults: Config = { mean: 0, stddev: 0.05, minval: -0.05, maxval: 0.05, gain: 1 };

/** `VarianceScaling` as Keras 2 writes its descendants. */
const scalings: Readonly<Record<string, InitializerName>> = {
  '1 fan_avg uniform': 'glorotUniform',
  '1 fan_avg truncated_normal': 'glorotNormal',
  '1 fan_avg normal': 'glorotNormal',
  '2 fan_in uniform': 'heUniform',
  '2 fan_in truncated_normal': 'heNormal',
  '2 fan_in normal': 'heNormal',
  '1 fan_in uniform': 'lecunUniform',
  '1 fan_in truncated_normal': 'lecunNormal',
  '1 fan_in normal': 'lecunNormal',
};

export const writeInitializer = (name: InitializerName) => ({
  module: 'keras.initializers',
  class_name: classNameOf(name),
  config: {},
  registered_name: null,
});

function find(value: unknown): InitializerName | undefined {
  if (typeof value === 'string') return byClassName.get(value);
  if (!isConfig(value)) return undefined;
  const config = isConfig(value['config']) ? value['config'] : {};
  const className = String(value['class_name']);
  if (className === 'VarianceScaling') {
    return scalings[`${config['scale']} ${config['mode']} ${config['distribution']}`];
  }
  const own = Object.entries(defaults).every(([key, usual]) => (config[key] ?? usual) === usual);
  return own ? byClassName.get(className) : undefined;
}

/** Undefined, with a note, for one that we do not have: it matters to fresh weights alone. */
export function readInitializer(value: unknown, key: string, reader: Reader): InitializerName | undefined {
  const found = find(value);
  if (found === undefined)
    reader.note(message('import.initializer-replaced', { setting: key, value: describeValue(value) }));
  return found;
}
