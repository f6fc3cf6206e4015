import { group, inLanguage } from './members.ts';

const titled = group<string>();

/** What activation functions are called. */
export const activations = titled({
  linear: { en: 'linear', 'pt-BR': 'linear' },
  relu: { en: 'ReLU', 'pt-BR': 'ReLU' },
  relu6: { en: 'ReLU6', 'pt-BR': 'ReLU6' },
  leakyRelu: { en: 'leaky ReLU', 'pt-BR': 'ReLU com vazamento' },
  tanh: { en: 'tanh', 'pt-BR': 'tanh' },
  scaledTanh: { en: 'scaled tanh', 'pt-BR': 'tanh em escala' },
  sigmoid: { en: 'sigmoid', 'pt-BR': 'sigmoide' },
  hardSigmoid: { en: 'hard sigmoid', 'pt-BR': 'sigmoide por partes' },
  softmax: { en: 'softmax', 'pt-BR': 'softmax' },
  elu: { en: 'ELU', 'pt-BR': 'ELU' },
  selu: { en: 'SELU', 'pt-BR': 'SELU' },
  gelu: { en: 'GELU', 'pt-BR': 'GELU' },
  swish: { en: 'swish', 'pt-BR': 'swish' },
  softplus: { en: 'softplus', 'pt-BR': 'softplus' },
  softsign: { en: 'softsign', 'pt-BR': 'softsign' },
});

/** What distributions and values that weights start from are called. */
export const initializers = titled({
  glorotUniform: { en: 'Glorot uniform', 'pt-BR': 'Glorot uniforme' },
  glorotNormal: { en: 'Glorot normal', 'pt-BR': 'Glorot normal' },
  heUniform: { en: 'He uniform', 'pt-BR': 'He uniforme' },
  heNormal: { en: 'He normal', 'pt-BR': 'He normal' },
  lecunUniform: { en: 'LeCun uniform', 'pt-BR': 'LeCun uniforme' },
  lecunNormal: { en: 'LeCun normal', 'pt-BR': 'LeCun normal' },
  randomUniform: { en: 'uniform', 'pt-BR': 'uniforme' },
  randomNormal: { en: 'normal', 'pt-BR': 'normal' },
  truncatedNormal: { en: 'truncated normal', 'pt-BR': 'normal truncada' },
  orthogonal: { en: 'orthogonal', 'pt-BR': 'ortogonal' },
  zeros: { en: 'zeros', 'pt-BR': 'zeros' },
  ones: { en: 'ones', 'pt-BR': 'uns' },
});

/** What is put around an input. */
export const paddings = titled({
  valid: { en: 'valid', 'pt-BR': 'valid' },
  same: { en: 'same', 'pt-BR': 'same' },
  causal: { en: 'causal', 'pt-BR': 'causal' },
});

/** How values between pixels are found. */
export const interpolations = titled({
  nearest: { en: 'nearest', 'pt-BR': 'mais próximo' },
  bilinear: { en: 'bilinear', 'pt-BR': 'bilinear' },
});

export const activationTitles = (to: 'en' | 'pt-BR') => inLanguage(activations, to);
export const initializerTitles = (to: 'en' | 'pt-BR') => inLanguage(initializers, to);
export const paddingTitles = (to: 'en' | 'pt-BR') => inLanguage(paddings, to);
export const interpolationTitles = (to: 'en' | 'pt-BR') => inLanguage(interpolations, to);
