import { group } from '../members.ts';
import type { StepText } from './step-text.ts';

/** Random steps that change its values. */
export const disturbances = group<StepText>()({
  color: {
    en: {
      title: 'Color',
      about: 'Changes brightness, contrast, saturation and hue by random factors.',
      parameters: {
        brightness: { title: 'Brightness', description: '0.2: from 0.8 to 1.2 times as bright.' },
        contrast: { title: 'Contrast', description: '0.2: from 0.8 to 1.2 times the contrast.' },
        saturation: { title: 'Saturation', description: 'Of color images; 0.2: from 0.8 to 1.2 times.' },
        hue: { title: 'Hue', description: 'Of color images; 0.1: up to a tenth of the color wheel.' },
      },
    },
    'pt-BR': {
      title: 'Cor',
      about: 'Muda brilho, contraste, saturação e matiz por fatores aleatórios.',
      parameters: {
        brightness: { title: 'Brilho', description: '0,2: de 0,8 a 1,2 vezes o brilho.' },
        contrast: { title: 'Contraste', description: '0,2: de 0,8 a 1,2 vezes o contraste.' },
        saturation: { title: 'Saturação', description: 'De imagens coloridas; 0,2: de 0,8 a 1,2 vezes.' },
        hue: { title: 'Matiz', description: 'De imagens coloridas; 0,1: até um décimo do círculo de cores.' },
      },
    },
  },
  noise: {
    en: {
      title: 'Noise',
      about: 'Adds random noise to the values.',
      parameters: {
        kind: {
          title: 'Kind',
          description: 'Normally distributed, or single black and white pixels.',
          options: { gaussian: 'Gaussian', saltPepper: 'Salt and pepper' },
        },
        amount: {
          title: 'Amount',
          description: 'Standard deviation as a share of the range; of salt and pepper the share of pixels.',
        },
      },
    },
    'pt-BR': {
      title: 'Ruído',
      about: 'Soma ruído aleatório aos valores.',
      parameters: {
        kind: {
          title: 'Tipo',
          description: 'Com distribuição normal, ou pixels isolados pretos e brancos.',
          options: { gaussian: 'Gaussiano', saltPepper: 'Sal e pimenta' },
        },
        amount: {
          title: 'Quanto',
          description: 'Desvio padrão como fração da faixa; em sal e pimenta, a fração dos pixels.',
        },
      },
    },
  },
  blur: {
    en: {
      title: 'Blur',
      about: 'Smooths the image by a random amount.',
      parameters: {
        sigma: { title: 'Up to', description: 'The largest standard deviation of the Gaussian.', unit: 'px' },
      },
    },
    'pt-BR': {
      title: 'Desfocar',
      about: 'Suaviza a imagem por uma quantidade aleatória.',
      parameters: {
        sigma: { title: 'Até', description: 'O maior desvio padrão da gaussiana.', unit: 'px' },
      },
    },
  },
  cutout: {
    en: {
      title: 'Cutout',
      about: 'Covers a square, so that the network cannot rely on a single part (DeVries and Taylor 2017).',
      parameters: {
        size: { title: 'Size', description: 'The side of the square, as a share of the shorter side.' },
        fill: {
          title: 'Color',
          description: 'What the square is filled with.',
          options: { black: 'Black', gray: 'Gray', white: 'White' },
        },
      },
    },
    'pt-BR': {
      title: 'Cobrir um quadrado (cutout)',
      about: 'Cobre um quadrado, para que a rede não dependa de uma única parte (DeVries e Taylor, 2017).',
      parameters: {
        size: { title: 'Tamanho', description: 'O lado do quadrado, como fração do lado menor.' },
        fill: {
          title: 'Cor',
          description: 'Com o que o quadrado é preenchido.',
          options: { black: 'Preto', gray: 'Cinza', white: 'Branco' },
        },
      },
    },
  },
  mixup: {
    en: {
      title: 'Mixup',
      about:
        'Blends each image with another of its batch, and their classes by the same share, so that the network is less sure between classes (Zhang et al. 2018). Comes behind all other steps; of mixup and CutMix one takes its turn in each batch.',
      parameters: {
        alpha: {
          title: 'Alpha',
          description:
            'Shares are drawn from Beta(alpha, alpha): small values mix few images, 1 mixes all shares alike.',
        },
      },
    },
    'pt-BR': {
      title: 'Mixup',
      about:
        'Mistura cada imagem com outra do lote, e as classes na mesma proporção, para que a rede tenha menos certeza entre as classes (Zhang et al., 2018). Vem depois de todas as outras etapas; de mixup e CutMix, uma age em cada lote.',
      parameters: {
        alpha: {
          title: 'Alfa',
          description:
            'As proporções são sorteadas de Beta(alfa, alfa): valores pequenos misturam poucas imagens, 1 usa todas as proporções por igual.',
        },
      },
    },
  },
  cutmix: {
    en: {
      title: 'CutMix',
      about:
        'Puts a box of another image of the batch into each image; the classes count by area (Yun et al. 2019). Comes behind all other steps; of mixup and CutMix one takes its turn in each batch.',
      parameters: {
        alpha: {
          title: 'Alpha',
          description: 'Areas are drawn from Beta(alpha, alpha): 1 draws all sizes alike.',
        },
      },
    },
    'pt-BR': {
      title: 'CutMix',
      about:
        'Põe em cada imagem um retângulo de outra imagem do lote; as classes contam pela área (Yun et al., 2019). Vem depois de todas as outras etapas; de mixup e CutMix, uma age em cada lote.',
      parameters: {
        alpha: {
          title: 'Alfa',
          description: 'As áreas são sorteadas de Beta(alfa, alfa): 1 usa todos os tamanhos por igual.',
        },
      },
    },
  },
});
