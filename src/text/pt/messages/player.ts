import type { Catalogue, Translated } from '../../structure.ts';

export const player: Translated<Catalogue['messages']['player']> = {
  about: 'Uma rede treinada que roda apenas nesta página: nada do que você insere sai dela.',
  input: 'Entrada',
  output: 'Saída',
  draw: 'Desenhe aqui ou solte uma imagem',
  choose: 'Escolher uma imagem',
  camera: 'Câmera',
  clear: 'Limpar',
  invert: 'Inverter (escuro sobre claro)',
  noImage: 'O arquivo não é uma imagem que o navegador consiga ler. Escolha um PNG ou JPEG.',
  noCamera: 'A câmera não está disponível. Permita o acesso no navegador ou escolha uma imagem.',
  numbers: 'Números, separados por espaços',
  value: 'Valor',
};
