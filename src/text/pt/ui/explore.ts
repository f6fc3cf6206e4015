import type { Catalogue, Translated } from '../../structure.ts';
import { counted } from '../words.ts';

export const explore: Translated<Catalogue['ui']['explore']> = {
  notHere: 'Ainda não há nesta máquina um conjunto de dados para explorar',
  images: 'Imagens do conjunto',
  image: (label, index) => `${label}, imagem ${index}`,
  goTo: 'Ir à imagem',
  found: (count) => counted(count, 'imagem', 'imagens'),
  choose: 'Escolha uma imagem para vê-la grande e ler os pixels. As setas vão à próxima.',
  index: (index) => `Imagem ${index}`,
  hover: 'Aponte para um pixel para ler o valor.',
  pixel: (row, column, value) => `linha ${row}, coluna ${column}: ${value}`,
  counts: {
    title: 'Classes',
    class: 'Classe',
    train: (count) => `Treino, ${count}`,
    test: (count) => `Teste, ${count}`,
  },
  pixels: {
    title: 'Pixels das imagens de treino',
    busy: 'Calculando com todas as imagens de treino',
    failed: 'Não foi possível calcular as estatísticas',
    meanImage: 'Imagem média',
    columns: ['Canal', 'Média', 'Desvio padrão', 'Faixa'],
    gray: ['Cinza'],
    colors: ['Vermelho', 'Verde', 'Azul'],
  },
  sheet: { title: 'Amostra, 5 × 6', another: 'Outra amostra' },
};
