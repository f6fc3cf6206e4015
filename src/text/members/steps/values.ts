import { group } from '../members.ts';
import type { StepText } from './step-text.ts';

/** Steps that change its channels and values. */
export const values = group<StepText>()({
  grayscale: {
    en: { title: 'Grayscale', about: 'One channel: (R + G + B) / 3.', parameters: {} },
    'pt-BR': { title: 'Tons de cinza', about: 'Um canal: (R + G + B) / 3.', parameters: {} },
  },
  rgb: {
    en: { title: 'Gray to RGB', about: 'Three channels, each the gray one.', parameters: {} },
    'pt-BR': { title: 'Cinza para RGB', about: 'Três canais, cada um igual ao cinza.', parameters: {} },
  },
  invert: {
    en: {
      title: 'Invert',
      about: 'Exchanges black and white: dark ink on paper becomes light on dark, as in MNIST.',
      parameters: {},
    },
    'pt-BR': {
      title: 'Inverter',
      about: 'Troca preto e branco: tinta escura no papel vira clara no escuro, como no MNIST.',
      parameters: {},
    },
  },
  rescale: {
    en: {
      title: 'Rescale',
      about: 'Brings values from 0 to 255 into another range.',
      parameters: {
        range: {
          title: 'Range',
          description:
            '0 to 1 is the usual choice; the 1998 range has mean near 0 and variance near 1 on MNIST.',
          options: {
            'zero-one': '0 to 1',
            'minus-one-one': '−1 to 1',
            lecun: '−0.1 to 1.175 (LeCun 1998)',
          },
        },
      },
    },
    'pt-BR': {
      title: 'Mudar a faixa',
      about: 'Leva os valores de 0 a 255 a outra faixa.',
      parameters: {
        range: {
          title: 'Faixa',
          description:
            '0 a 1 é a escolha comum; a faixa de 1998 tem média perto de 0 e variância perto de 1 no MNIST.',
          options: {
            'zero-one': '0 a 1',
            'minus-one-one': '−1 a 1',
            lecun: '−0,1 a 1,175 (LeCun, 1998)',
          },
        },
      },
    },
  },
  standardize: {
    en: {
      title: 'Standardize',
      about: 'Subtracts the mean of the training split and divides by its standard deviation.',
      parameters: {
        per: {
          title: 'Statistics',
          description: 'Of each channel by itself, or of all numbers together.',
          options: { channel: 'Of each channel', all: 'Of all values' },
        },
        mean: {
          title: 'Mean',
          description: 'Leave it empty to compute it from the training split when training begins.',
        },
        std: {
          title: 'Standard deviation',
          description: 'Leave it empty to compute it from the training split when training begins.',
        },
      },
    },
    'pt-BR': {
      title: 'Padronizar',
      about: 'Subtrai a média do conjunto de treino e divide pelo desvio padrão dele.',
      parameters: {
        per: {
          title: 'Estatísticas',
          description: 'De cada canal separadamente, ou de todos os números juntos.',
          options: { channel: 'De cada canal', all: 'De todos os valores' },
        },
        mean: {
          title: 'Média',
          description: 'Deixe vazio para calcular a partir do conjunto de treino quando o treino começar.',
        },
        std: {
          title: 'Desvio padrão',
          description: 'Deixe vazio para calcular a partir do conjunto de treino quando o treino começar.',
        },
      },
    },
  },
  standardizeImage: {
    en: {
      title: 'Standardize each image',
      about: 'Gives each image mean 0 and standard deviation 1, whatever its exposure.',
      parameters: {},
    },
    'pt-BR': {
      title: 'Padronizar cada imagem',
      about: 'Dá a cada imagem média 0 e desvio padrão 1, seja qual for a exposição.',
      parameters: {},
    },
  },
});
