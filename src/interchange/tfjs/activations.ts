import type { ActivationName } from '../../layers/activations.ts';
import type { TfjsLayer } from './layer.ts';

/** What each activation function is called in a layer's `activation`; null where TensorFlow.js has none. */
const names: Readonly<Record<ActivationName, string | null>> = {
  linear: 'linear',
  relu: 'relu',
  relu6: 'relu6',
  tanh: 'tanh',
  scaledTanh: null,
  sigmoid: 'sigmoid',
  hardSigmoid: null,
  softmax: 'softmax',
  elu: 'elu',
  selu: 'selu',
  gelu: 'gelu',
  swish: 'swish',
  softplus: 'softplus',
  softsign: 'softsign',
};

export const activationName = (name: ActivationName): string | null => names[name];

const rescaled = (scale: number, offset = 0): TfjsLayer => ({
  className: 'Rescaling',
  config: { scale, offset },
});
const applied = (activation: string): TfjsLayer => ({ className: 'Activation', config: { activation } });

/** Layers for functions that TensorFlow.js has no name for: its `hardSigmoid` is not that of Keras 3. */
const composed: Readonly<Partial<Record<ActivationName, readonly TfjsLayer[]>>> = {
  scaledTanh: [rescaled(2 / 3), applied('tanh'), rescaled(1.7159)],
  hardSigmoid: [rescaled(1, 3), applied('relu6'), rescaled(1 / 6)],
};

/** The layers that apply an activation function. */
export const activationLayers = (name: ActivationName): readonly TfjsLayer[] =>
  composed[name] ?? [applied(names[name]!)];

/** A layer that ends with an activation function, and what follows where TensorFlow.js has no name for it. */
export function withActivation(layer: TfjsLayer, name: ActivationName): readonly TfjsLayer[] {
  const inside = names[name];
  const config = { ...layer.config, activation: inside ?? 'linear' };
  return [{ ...layer, config }, ...(inside === null ? activationLayers(name) : [])];
}
