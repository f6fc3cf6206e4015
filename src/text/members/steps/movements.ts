import { group } from '../members.ts';
import type { StepText } from './step-text.ts';

const border = {
  en: {
    title: 'Outside',
    description: 'What fills the space that moved pixels leave.',
    options: { black: 'Black', edge: 'Nearest pixel', reflect: 'Mirror image' },
  },
  'pt-BR': {
    title: 'Fora da imagem',
    description: 'O que ocupa o espaço deixado pelos pixels movidos.',
    options: { black: 'Preto', edge: 'Pixel mais próximo', reflect: 'Imagem espelhada' },
  },
};

/** Random steps that move its pixels. */
export const movements = group<StepText>()({
  flip: {
    en: {
      title: 'Flip',
      about: 'Mirrors every other image. Not for digits or letters: a mirrored 2 is no 2.',
      parameters: {
        horizontal: { title: 'Left to right', description: 'Mirrors half of the images.' },
        vertical: { title: 'Upside down', description: 'Turns half of the images upside down.' },
      },
    },
    'pt-BR': {
      title: 'Espelhar',
      about: 'Espelha metade das imagens. Não serve para dígitos ou letras: um 2 espelhado não é um 2.',
      parameters: {
        horizontal: { title: 'Da esquerda para a direita', description: 'Espelha metade das imagens.' },
        vertical: {
          title: 'De cima para baixo',
          description: 'Vira metade das imagens de cabeça para baixo.',
        },
      },
    },
  },
  rotate: {
    en: {
      title: 'Rotate',
      about: 'Turns the image around its middle.',
      parameters: {
        degrees: { title: 'Up to', description: 'The largest angle, to either side.', unit: '°' },
        border: border.en,
      },
    },
    'pt-BR': {
      title: 'Girar',
      about: 'Gira a imagem em torno do meio.',
      parameters: {
        degrees: { title: 'Até', description: 'O maior ângulo, para cada lado.', unit: '°' },
        border: border['pt-BR'],
      },
    },
  },
  shift: {
    en: {
      title: 'Shift',
      about: 'Moves the image by a share of its size.',
      parameters: {
        vertical: { title: 'Up or down', description: 'The largest share of the height.' },
        horizontal: { title: 'Left or right', description: 'The largest share of the width.' },
        whole: { title: 'Whole pixels', description: 'Pixels stay as they are; nothing is interpolated.' },
        border: border.en,
      },
    },
    'pt-BR': {
      title: 'Deslocar',
      about: 'Move a imagem por uma fração do tamanho dela.',
      parameters: {
        vertical: { title: 'Para cima ou para baixo', description: 'A maior fração da altura.' },
        horizontal: { title: 'Para os lados', description: 'A maior fração da largura.' },
        whole: { title: 'Pixels inteiros', description: 'Os pixels ficam como são; nada é interpolado.' },
        border: border['pt-BR'],
      },
    },
  },
  zoom: {
    en: {
      title: 'Zoom',
      about: 'Makes the image larger or smaller around its middle.',
      parameters: {
        amount: { title: 'Amount', description: '0.2: from 0.8 to 1.2 times the size.' },
        uniform: { title: 'Keep proportions', description: 'One factor for height and width.' },
        border: border.en,
      },
    },
    'pt-BR': {
      title: 'Ampliar ou reduzir',
      about: 'Aumenta ou diminui a imagem em torno do meio.',
      parameters: {
        amount: { title: 'Quanto', description: '0,2: de 0,8 a 1,2 vezes o tamanho.' },
        uniform: { title: 'Manter proporções', description: 'Um só fator para altura e largura.' },
        border: border['pt-BR'],
      },
    },
  },
  shear: {
    en: {
      title: 'Shear',
      about: 'Slants the image sideways, as handwriting slants.',
      parameters: {
        degrees: { title: 'Up to', description: 'The largest angle, to either side.', unit: '°' },
        border: border.en,
      },
    },
    'pt-BR': {
      title: 'Inclinar',
      about: 'Inclina a imagem para o lado, como a letra manuscrita se inclina.',
      parameters: {
        degrees: { title: 'Até', description: 'O maior ângulo, para cada lado.', unit: '°' },
        border: border['pt-BR'],
      },
    },
  },
  elastic: {
    en: {
      title: 'Elastic distortion',
      about:
        'Bends the image as if it were drawn on rubber (Simard 2003): the classic for handwritten digits.',
      parameters: {
        alpha: { title: 'Strength', description: 'What the smoothed random movements are multiplied by.' },
        sigma: { title: 'Smoothness', description: 'Larger bends the image in larger pieces.', unit: 'px' },
        border: border.en,
      },
    },
    'pt-BR': {
      title: 'Distorção elástica',
      about:
        'Deforma a imagem como se estivesse desenhada em borracha (Simard, 2003): o clássico para dígitos manuscritos.',
      parameters: {
        alpha: {
          title: 'Força',
          description: 'Por quanto os movimentos aleatórios suavizados são multiplicados.',
        },
        sigma: {
          title: 'Suavidade',
          description: 'Quanto maior, maiores os pedaços deformados.',
          unit: 'px',
        },
        border: border['pt-BR'],
      },
    },
  },
});
