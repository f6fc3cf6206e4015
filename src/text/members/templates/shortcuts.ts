import { group } from '../members.ts';
import type { TemplateText } from './template-text.ts';

const residual =
  'Uma rede residual: cada unidade calcula só uma diferença, que é somada à sua entrada. O sinal e o gradiente passam pelas somas sem obstáculo, e por isso redes muito profundas treinam.';
const residualUnit = { name: 'Unidade residual', description: 'Duas convoluções 3x3, somadas à entrada.' };
const bottlenecks = {
  Bottleneck: {
    name: 'Gargalo (bottleneck)',
    description:
      'Uma convolução 1x1 estreita, uma 3x3 olha ao redor, outra 1x1 alarga de novo; o resultado é somado à entrada.',
  },
  'Bottleneck with projection': {
    name: 'Gargalo com projeção',
    description:
      'O primeiro de um estágio: uma convolução 1x1 leva a entrada ao novo tamanho e número de canais.',
  },
};
const residualUnits = {
  'Residual unit': residualUnit,
  'Residual unit, halving': {
    name: 'Unidade residual, com redução',
    description:
      'Reduz a imagem à metade e muda os canais; uma convolução 1x1 leva a entrada ao mesmo formato.',
  },
};
const kerasStride = {
  en: 'As in Keras: convolutions with bias, and the stride in the first 1x1 convolution of a stage.',
  'pt-BR':
    'Como no Keras: convoluções com viés e o passo (stride) na primeira convolução 1x1 de cada estágio.',
};
const torchStride = {
  en: 'As in torchvision: shortcuts that change the shape are 1x1 convolutions (option B).',
  'pt-BR': 'Como no torchvision: os atalhos que mudam o formato são convoluções 1x1 (opção B).',
};

/** Networks whose layers are joined by shortcuts. */
export const shortcuts = group<TemplateText>()({
  'resnet20-cifar': {
    en: {
      title: 'ResNet-20 for CIFAR-10',
      summary: 'Nine residual units for 32 × 32 images; shortcuts without parameters.',
      deviation:
        'The missing channels of a shortcut are filled half before and half after; the paper does not say where.',
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-20 para CIFAR-10',
      summary: 'Nove unidades residuais para imagens de 32 × 32; atalhos sem parâmetros.',
      deviation:
        'Os canais que faltam em um atalho são preenchidos metade antes e metade depois; o artigo não diz onde.',
      contents: {
        description:
          'A rede residual para imagens pequenas: nove unidades de duas convoluções 3x3 em mapas de 32, 16 e 8 pixels. Onde o tamanho e os canais mudam, a entrada é subamostrada e os canais que faltam são preenchidos com zeros, de modo que os atalhos não têm nenhum parâmetro (opção A do artigo).',
        blocks: {
          'Residual unit': residualUnit,
          'Residual unit, halving': {
            name: 'Unidade residual, com redução',
            description:
              'Reduz a imagem à metade e dobra os canais; o atalho toma um pixel sim, outro não e acrescenta mapas de zeros.',
          },
        },
      },
    },
  },
  resnet18: {
    en: {
      title: 'ResNet-18',
      summary: 'The smallest of the residual networks.',
      deviation: torchStride.en,
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-18',
      summary: 'A menor das redes residuais.',
      deviation: torchStride['pt-BR'],
      contents: {
        description: `${residual} Oito unidades de duas convoluções 3x3, em quatro estágios.`,
        blocks: residualUnits,
      },
    },
  },
  resnet34: {
    en: {
      title: 'ResNet-34',
      summary: 'Residual units of two 3x3 convolutions.',
      deviation: torchStride.en,
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-34',
      summary: 'Unidades residuais de duas convoluções 3x3.',
      deviation: torchStride['pt-BR'],
      contents: {
        description: `${residual} Dezesseis unidades de duas convoluções 3x3, em quatro estágios.`,
        blocks: residualUnits,
      },
    },
  },
  resnet50: {
    en: {
      title: 'ResNet-50',
      summary: 'Bottlenecks: the residual network that most others are compared with.',
      deviation: kerasStride.en,
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-50',
      summary: 'Gargalos (bottlenecks): a rede residual com que a maioria das outras é comparada.',
      deviation: kerasStride['pt-BR'],
      contents: {
        description: `${residual} Dezesseis gargalos de convoluções 1x1, 3x3 e 1x1, em quatro estágios.`,
        blocks: bottlenecks,
      },
    },
  },
  resnet101: {
    en: {
      title: 'ResNet-101',
      summary: 'A hundred layers, in four stages.',
      deviation: kerasStride.en,
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-101',
      summary: 'Cem camadas, em quatro estágios.',
      deviation: kerasStride['pt-BR'],
      contents: {
        description: `${residual} Trinta e três gargalos; 23 deles trabalham com mapas de 14 × 14.`,
        blocks: bottlenecks,
      },
    },
  },
  resnet152: {
    en: {
      title: 'ResNet-152',
      summary: 'The winner of the ImageNet challenge of 2015.',
      deviation: kerasStride.en,
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-152',
      summary: 'A vencedora do desafio ImageNet de 2015.',
      deviation: kerasStride['pt-BR'],
      contents: {
        description: `${residual} Cinquenta gargalos; ela venceu o desafio ImageNet de 2015.`,
        blocks: bottlenecks,
      },
    },
  },
  densenet121: {
    en: {
      title: 'DenseNet-121',
      summary: 'Every layer sees everything that came before it.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'DenseNet-121',
      summary: 'Cada camada vê tudo o que veio antes dela.',
      deviation: '',
      contents: {
        description:
          'Cada camada entrega o que encontrou a todas as seguintes: os mapas são postos lado a lado, nunca somados, e cada camada contribui com apenas 32 novos. As características são reutilizadas em vez de aprendidas de novo, e 8 milhões de parâmetros fazem o que em uma ResNet exige 25 milhões.',
        blocks: {
          'Dense unit': {
            name: 'Unidade densa',
            description: 'Encontra novos mapas em tudo o que veio antes e os põe ao lado.',
          },
          Transition: {
            name: 'Transição',
            description: 'Reduz os canais à metade com uma convolução 1x1, e a imagem com um pooling.',
          },
        },
      },
    },
  },
});
