import type { ActivationName } from '../../layers/activations.ts';
import type { HelperName } from './code/helpers.ts';

interface Activation {
  /** What is called with the values. */
  readonly name: string;
  readonly more?: string;
  readonly helper?: HelperName;
}

/** Channels are PyTorch's dimension 1, for vectors as well. */
const activations: Readonly<Record<ActivationName, Activation | null>> = {
  linear: null,
  relu: { name: 'F.relu' },
  relu6: { name: 'F.relu6' },
  tanh: { name: 'torch.tanh' },
  scaledTanh: { name: 'scaled_tanh', helper: 'scaled_tanh' },
  sigmoid: { name: 'torch.sigmoid' },
  hardSigmoid: { name: 'F.hardsigmoid' },
  softmax: { name: 'F.softmax', more: 'dim=1' },
  elu: { name: 'F.elu' },
  selu: { name: 'F.selu' },
  gelu: { name: 'F.gelu' },
  swish: { name: 'F.silu' },
  softplus: { name: 'F.softplus' },
  softsign: { name: 'F.softsign' },
};

export const activated = (name: ActivationName, input: string): string => {
  const activation = activations[name];
  return activation === null
    ? input
    : `${activation.name}(${input}${activation.more ? `, ${activation.more}` : ''})`;
};

/** As a value; null for a softmax, which needs a dimension. */
export const activationFunction = (name: ActivationName): string | null => {
  const activation = activations[name];
  if (activation === null) return 'nn.Identity()';
  return activation.more ? null : activation.name;
};

export const activationHelpers = (name: ActivationName): readonly HelperName[] => {
  const helper = activations[name]?.helper;
  return helper ? [helper] : [];
};
