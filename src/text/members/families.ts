import { group } from './members.ts';

const titled = group<string>();

/** What the palette calls the families of layers. */
export const families = titled({
  input: { en: 'Input', 'pt-BR': 'Entrada' },
  convolution: { en: 'Convolution', 'pt-BR': 'Convolução' },
  pooling: { en: 'Pooling', 'pt-BR': 'Pooling' },
  core: { en: 'Dense', 'pt-BR': 'Densas' },
  activation: { en: 'Activation', 'pt-BR': 'Ativação' },
  normalization: { en: 'Normalization', 'pt-BR': 'Normalização' },
  regularization: { en: 'Regularization', 'pt-BR': 'Regularização' },
  reshaping: { en: 'Reshaping', 'pt-BR': 'Formato' },
  merging: { en: 'Merging', 'pt-BR': 'Junção' },
  recurrent: { en: 'Sequence', 'pt-BR': 'Sequências' },
  preprocessing: { en: 'Preprocessing', 'pt-BR': 'Pré-processamento' },
});

/** The sides of what a layer works on: labels of fields of several numbers. */
export const sides = titled({
  length: { en: 'length', 'pt-BR': 'comprimento' },
  height: { en: 'height', 'pt-BR': 'altura' },
  width: { en: 'width', 'pt-BR': 'largura' },
  depth: { en: 'depth', 'pt-BR': 'profundidade' },
  start: { en: 'start', 'pt-BR': 'início' },
  end: { en: 'end', 'pt-BR': 'fim' },
  top: { en: 'top', 'pt-BR': 'em cima' },
  bottom: { en: 'bottom', 'pt-BR': 'embaixo' },
  left: { en: 'left', 'pt-BR': 'esquerda' },
  right: { en: 'right', 'pt-BR': 'direita' },
  front: { en: 'front', 'pt-BR': 'frente' },
  back: { en: 'back', 'pt-BR': 'fundo' },
  first: { en: 'first', 'pt-BR': 'primeira' },
  second: { en: 'second', 'pt-BR': 'segunda' },
});
