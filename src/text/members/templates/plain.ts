import { group } from '../members.ts';
import type { TemplateText } from './template-text.ts';

const stacked =
  'Só convoluções 3x3, empilhadas: duas delas veem tanto quanto uma 5x5, e três tanto quanto uma 7x7, com menos parâmetros e mais não linearidades no caminho. Os canais dobram depois de cada pooling.';

/** Plain and branching networks of ImageNet, before shortcuts. */
export const plain = group<TemplateText>()({
  alexnet: {
    en: {
      title: 'AlexNet',
      summary: 'Two groups of maps, as on two GPUs: the network of 2012.',
      deviation: 'The paper says 224 × 224 pixels; its numbers only work out with 227 × 227.',
      contents: null,
    },
    'pt-BR': {
      title: 'AlexNet',
      summary: 'Dois grupos de mapas, como em duas GPUs: a rede de 2012.',
      deviation: 'O artigo fala em 224 × 224 pixels; seus números só fecham com 227 × 227.',
      contents: {
        description:
          'A rede que tornou as redes convolucionais conhecidas de todos: venceu o desafio ImageNet de 2012 com grande vantagem, com ReLU, dropout, normalização de resposta local e duas GPUs que dividem entre si os mapas de algumas camadas (aqui: dois grupos).',
      },
    },
  },
  'alexnet-one-tower': {
    en: {
      title: 'AlexNet, one tower',
      summary: 'AlexNet for one GPU.',
      deviation: 'As in torchvision: 224 × 224 pixels, 256 filters in the fourth convolution.',
      contents: null,
    },
    'pt-BR': {
      title: 'AlexNet, uma torre',
      summary: 'A AlexNet para uma só GPU.',
      deviation: 'Como no torchvision: 224 × 224 pixels, 256 filtros na quarta convolução.',
      contents: {
        description:
          'A AlexNet para uma só GPU, como seu autor a publicou em 2014 e como o torchvision a distribui: sem grupos, sem normalização de resposta local, com menos filtros nas primeiras camadas.',
      },
    },
  },
  vgg16: {
    en: {
      title: 'VGG16',
      summary: 'Nothing but 3x3 convolutions, 16 layers deep.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'VGG16',
      summary: 'Só convoluções 3x3, 16 camadas de profundidade.',
      deviation: '',
      contents: {
        description: `${stacked} Configuração D do artigo, 16 camadas com pesos; nove décimos dos seus 138 milhões de parâmetros ficam nas camadas densas.`,
      },
    },
  },
  vgg19: {
    en: {
      title: 'VGG19',
      summary: 'Nothing but 3x3 convolutions, 19 layers deep.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'VGG19',
      summary: 'Só convoluções 3x3, 19 camadas de profundidade.',
      deviation: '',
      contents: { description: `${stacked} Configuração E do artigo, 19 camadas com pesos.` },
    },
  },
  googlenet: {
    en: {
      title: 'GoogLeNet',
      summary: 'Nine Inception modules: several window sizes, side by side.',
      deviation:
        'Without the two auxiliary heads, which help training and are removed afterwards; with them 13,378,280.',
      contents: null,
    },
    'pt-BR': {
      title: 'GoogLeNet',
      summary: 'Nove módulos Inception: vários tamanhos de janela, lado a lado.',
      deviation:
        'Sem as duas saídas auxiliares, que ajudam no treino e são removidas depois; com elas, 13.378.280.',
      contents: {
        description:
          'Nove módulos Inception: cada um olha para a sua entrada por janelas de 1, 3 e 5 pixels e por um pooling ao mesmo tempo, e põe os resultados lado a lado. Convoluções 1x1 antes das grandes mantêm o custo baixo: um doze avos dos parâmetros da AlexNet, e ela venceu o desafio ImageNet de 2014.',
        blocks: {
          'Inception module': {
            name: 'Módulo Inception',
            description: 'Quatro maneiras de olhar, lado a lado.',
          },
        },
      },
    },
  },
  'inception-v3': {
    en: {
      title: 'Inception v3',
      summary: 'Inception modules with large kernels split into small ones.',
      deviation: 'As in Keras: without the auxiliary head, which only helps training.',
      contents: null,
    },
    'pt-BR': {
      title: 'Inception v3',
      summary: 'Módulos Inception com os núcleos (kernels) grandes divididos em pequenos.',
      deviation: 'Como no Keras: sem a saída auxiliar, que só ajuda no treino.',
      contents: {
        description:
          'Os módulos Inception repensados: uma convolução 5x5 vira duas 3x3, uma 7x7 vira uma 1x7 e uma 7x1, e o tamanho é reduzido por uma convolução e um pooling lado a lado, para que nenhuma etapa estrangule o sinal. Toda convolução é seguida de uma normalização em lote (batch normalization).',
        blocks: {
          'Convolution, normalized': {
            name: 'Convolução normalizada',
            description:
              'Uma convolução sem viés, uma normalização em lote (batch normalization) sem escala, uma ReLU.',
          },
          'Inception A': {
            name: 'Inception A',
            description: 'Mapas de 35 × 35: núcleos de 1, 5 e duas vezes 3 ao lado de um pooling.',
          },
          'Reduction to 17 × 17': {
            name: 'Redução para 17 × 17',
            description: 'Convoluções com passo (stride) 2 ao lado de um pooling.',
          },
          'Inception B': {
            name: 'Inception B',
            description: 'Mapas de 17 × 17: núcleos 7x7 como uma linha e uma coluna.',
          },
          'Reduction to 8 × 8': {
            name: 'Redução para 8 × 8',
            description: 'Convoluções com passo (stride) 2 ao lado de um pooling.',
          },
          'Inception C': {
            name: 'Inception C',
            description: 'Mapas de 8 × 8: ramos que terminam em uma linha e uma coluna lado a lado.',
          },
        },
      },
    },
  },
  xception: {
    en: {
      title: 'Xception',
      summary: 'Every convolution split in two: one per channel, one that mixes the channels.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'Xception',
      summary: 'Cada convolução dividida em duas: uma por canal, outra que mistura os canais.',
      deviation: '',
      contents: {
        description:
          'Uma forma extrema da Inception: cada convolução é dividida em uma que olha ao redor dentro de cada canal e outra que mistura os canais, partindo da ideia de que as duas coisas têm pouco a ver entre si. Conexões residuais de ponta a ponta; o fluxo do meio se repete oito vezes.',
        blocks: {
          'Entry unit': {
            name: 'Unidade de entrada',
            description: 'Convoluções separáveis e um pooling ao lado de um atalho.',
          },
          'Reducing unit': {
            name: 'Unidade de redução',
            description: 'Como a unidade de entrada, com uma ReLU na frente.',
          },
          'Middle unit': {
            name: 'Unidade do meio',
            description: 'Três convoluções separáveis, somadas à entrada.',
          },
        },
      },
    },
  },
});
