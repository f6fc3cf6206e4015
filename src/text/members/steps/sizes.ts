import { group } from '../members.ts';
import type { StepText } from './step-text.ts';

const height = {
  en: { title: 'Height', description: 'In pixels; 0 takes the height of the network’s input.', unit: 'px' },
  'pt-BR': { title: 'Altura', description: 'Em pixels; 0 usa a altura da entrada da rede.', unit: 'px' },
};
const width = {
  en: { title: 'Width', description: 'In pixels; 0 takes the width of the network’s input.', unit: 'px' },
  'pt-BR': { title: 'Largura', description: 'Em pixels; 0 usa a largura da entrada da rede.', unit: 'px' },
};

/** Steps that change the size of an image. */
export const sizes = group<StepText>()({
  pad: {
    en: {
      title: 'Pad or crop to the input',
      about:
        'The image keeps its size; zeros fill the space around it, and what sticks out is cut off evenly.',
      parameters: {},
    },
    'pt-BR': {
      title: 'Preencher ou recortar até a entrada',
      about:
        'A imagem mantém o tamanho; zeros preenchem o espaço ao redor, e o que sobra é cortado por igual.',
      parameters: {},
    },
  },
  resize: {
    en: {
      title: 'Resize',
      about: 'Brings the image to another size, bilinearly.',
      parameters: {
        method: {
          title: 'Method',
          description: 'What happens where the image has other proportions.',
          options: { stretch: 'Stretch', fit: 'Fit, with black around', fill: 'Fill, cropped' },
        },
        height: height.en,
        width: width.en,
        antialias: {
          title: 'Antialias',
          description:
            'Averages over all pixels that become one, as Pillow does; without it fine patterns may flicker.',
        },
      },
    },
    'pt-BR': {
      title: 'Redimensionar',
      about: 'Leva a imagem a outro tamanho, por interpolação bilinear.',
      parameters: {
        method: {
          title: 'Método',
          description: 'O que acontece quando a imagem tem outras proporções.',
          options: { stretch: 'Esticar', fit: 'Caber, com preto ao redor', fill: 'Preencher, com recorte' },
        },
        height: height['pt-BR'],
        width: width['pt-BR'],
        antialias: {
          title: 'Suavizar ao reduzir (antialias)',
          description:
            'Faz a média de todos os pixels que viram um, como o Pillow; sem isso, padrões finos podem cintilar.',
        },
      },
    },
  },
  crop: {
    en: {
      title: 'Crop',
      about: 'Keeps the middle of the image, or a box of it.',
      parameters: {
        from: {
          title: 'From',
          description: 'Which part is kept.',
          options: { center: 'The center', box: 'A box' },
        },
        height: height.en,
        width: width.en,
        top: { title: 'Top', description: 'First row that is kept; 0 is the uppermost.', unit: 'px' },
        left: { title: 'Left', description: 'First column that is kept; 0 is the leftmost.', unit: 'px' },
      },
    },
    'pt-BR': {
      title: 'Recortar',
      about: 'Mantém o meio da imagem, ou um retângulo dela.',
      parameters: {
        from: {
          title: 'De onde',
          description: 'Qual parte é mantida.',
          options: { center: 'Do centro', box: 'De um retângulo' },
        },
        height: height['pt-BR'],
        width: width['pt-BR'],
        top: { title: 'Topo', description: 'Primeira linha mantida; 0 é a de cima.', unit: 'px' },
        left: { title: 'Esquerda', description: 'Primeira coluna mantida; 0 é a da esquerda.', unit: 'px' },
      },
    },
  },
});
