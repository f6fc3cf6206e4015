import type { Catalogue, Translated } from '../../structure.ts';
import { list } from '../words.ts';

export const programs: Translated<Catalogue['messages']['programs']> = {
  about: ({ name }) => `${name}, exportada pelo Convas.`,
  takes: ({ input, output }) => `Recebe ${input} e devolve ${output}.`,
  loads: 'A rede treinada, pronta para fazer predições.',
  'about-training': ({ name, framework }) => `${name}: definir, treinar e avaliar com ${framework}.`,
  data: 'Dados de treino e de teste; DATA pode indicar um arquivo .npz no lugar deles.',
  'data-npz': 'Dados de treino e de teste como o Convas os tem; DATA pode indicar outro arquivo.',
  initial: ({ run }) => `Começar com os pesos de ${run}, nas camadas que ela tem.`,
  'not-learned':
    'O pré-processamento aprende números com os dados, o que não é feito aqui: exporte uma execução treinada para tê-los.',
  'data-idx':
    'Os quatro arquivos de dados de treino e de teste, como o MNIST é publicado: imagens e rótulos.',
  'data-npy':
    'Dados de treino e de teste: x_train.npy, y_train.npy, x_test.npy e y_test.npy, como numpy.save os grava.',
  run: ({ command }) => `Para executar: ${command}`,
  'whole-mnist':
    'No Convas a rede foi treinada com mnist-10k, 10.000 destes dígitos; este programa treina com o MNIST inteiro.',
  initialize: 'Pesos iniciais como o Keras os sorteia.',
  prepare: 'Das imagens como estão armazenadas, de 0 a 255, à entrada da rede.',
  model: 'A rede, ainda sem treinamento.',
  training: 'Treinar e avaliar.',
  evaluate: 'O que ela alcança em imagens que nunca viu.',
  logarithms: 'A perda recebe aqui os logaritmos das saídas, onde o Convas recebe as próprias distâncias.',
  distances: 'A perda recebe as próprias distâncias; a softmax delas vem depois.',
  'left-out': ({ settings }) => `Configurações do Convas que este programa não segue: ${list(settings)}.`,
};
