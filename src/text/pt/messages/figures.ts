import type { Catalogue, Translated } from '../../structure.ts';

export const figures: Translated<Catalogue['messages']['figures']> = {
  input: 'Entrada',
  convolution: 'Convolução',
  pooling: 'Agrupamento',
  core: 'Totalmente conectada',
  activation: 'Ativação',
  normalization: 'Normalização',
  regularization: 'Dropout',
  reshaping: 'Reformatação',
  merging: 'Junção',
  recurrent: 'Recorrente',
  preprocessing: 'Preparação',
  block: 'Bloco',
};
