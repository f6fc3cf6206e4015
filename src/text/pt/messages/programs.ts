import type { Catalogue, Translated } from '../../structure.ts';
import { list } from '../words.ts';

export const programs: Translated<Catalogue['messages']['programs']> = {
  about: ({ name }) => `${name}, exportada pelo Convas.`,
  takes: ({ input, output }) => `Recebe ${input} e devolve ${output}.`,
  loads: 'A rede treinada, pronta para fazer predições.',
  'about-training': ({ name }) => `${name}: definir, treinar e avaliar com Keras 3.`,
  data: 'Dados de treino e de teste; DATA pode indicar um arquivo .npz no lugar deles.',
  prepare: 'Das imagens como estão armazenadas, de 0 a 255, à entrada da rede.',
  model: 'A rede, ainda sem treinamento.',
  training: 'Treinar e avaliar.',
  evaluate: 'O que ela alcança em imagens que nunca viu.',
  'left-out': ({ settings }) => `Configurações do Convas que este programa não segue: ${list(settings)}.`,
};
