import { type ActivationName, activationNames } from '../../layers/activations.ts';
import { type Dialect, isConfig, unreadable } from './layer.ts';

/** The activation function of ours that Keras lacks, as its registry of custom objects names it. */
const scaledTanh = 'convas>scaled_tanh';

const registered = {
  module: 'builtins',
  class_name: 'function',
  config: scaledTanh,
  registered_name: 'function',
};

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `hard_sigmoid` for `hardSigmoid`. */
export const writeActivation = (name: ActivationName): unknown =>
  name === 'scaledTanh' ? registered : snake(name);

const byName: ReadonlyMap<string, ActivationName> = new Map([
  ...activationNames.map((name) => [snake(name), name] as const),
  [scaledTanh, 'scaledTanh'],
  ['silu', 'swish'],
]);

/** @throws Unreadable for a function that we do not have */
export function readActivation(value: unknown, key: string, dialect: Dialect): ActivationName {
  if (value === null || value === undefined) return 'linear';
  const named = isConfig(value) && typeof value['config'] === 'string' ? value['config'] : value;
  const found = typeof named === 'string' ? byName.get(named) : undefined;
  // Keras 2 computes it by another formula.
  if (found === undefined || (found === 'hardSigmoid' && dialect === 2)) throw unreadable(key, value);
  return found;
}
