import { kindGroup } from './kind-text.ts';

export const normalization = kindGroup({
  batchNormalization: {
    en: {
      lesson:
        'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it by two trained numbers. The layers above always see values of the same size, so higher learning rates work, deep networks train, and the initial weights matter less. In training it uses the statistics of the batch and lets moving averages follow; when the network is used it takes those averages, so one example does not depend on the others. It works badly with batches of a few examples. The bias of a layer right before it is useless: beta takes its place.',
      synonyms: ['bn', 'normalize', 'norm', 'batchnorm', 'batch norm', 'batch normalisation'],
      keywords: ['batchnorm', 'bn', 'normalisation'],
      parameters: {
        axis: {
          title: 'Axis',
          description: 'The axis whose entries are normalized each on its own; -1, the channels, is usual.',
        },
        momentum: {
          title: 'Momentum',
          description:
            'How slowly the moving mean and variance follow the batches. Lower it for short training runs.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Leva cada canal a média 0 e variância 1 dentro do lote (batch), depois o multiplica e o desloca por dois números treinados. As camadas seguintes recebem sempre valores da mesma ordem de grandeza; assim, taxas de aprendizado maiores funcionam, redes profundas treinam e os pesos iniciais importam menos. No treino, usa as estatísticas do lote e faz médias móveis acompanharem; quando a rede é usada, vale-se dessas médias, de modo que um exemplo não depende dos outros. Funciona mal com lotes de poucos exemplos. O viés (bias) da camada logo antes dela é inútil: beta toma o seu lugar.',
      synonyms: ['normalização em lote', 'normalização por lote', 'normalizar'],
      keywords: ['normalização', 'lote'],
      parameters: {
        axis: {
          title: 'Eixo',
          description: 'O eixo cujas entradas são normalizadas uma a uma; o usual é -1, os canais.',
        },
        momentum: {
          title: 'Momentum',
          description:
            'Quão lentamente a média e a variância móveis acompanham os lotes. Diminua-o em treinos curtos.',
        },
      },
    },
  },
  layerNormalization: {
    en: {
      lesson:
        'Brings the features of each example, at each position, to mean 0 and variance 1, then scales and shifts them by trained numbers. It never looks at other examples, so it does the same in training and in use and works with any batch size; recurrent networks and transformers rely on it. In convolutional networks batch normalization usually does better, because there the statistics of a channel over the image matter.',
      synonyms: ['ln', 'layernorm', 'layer norm', 'layer normalisation'],
      keywords: ['layernorm', 'ln', 'normalisation', 'transformer'],
      parameters: {
        axis: {
          title: 'Axis',
          description: 'The axis that is brought to mean 0 and variance 1; -1, the features, is usual.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Leva as características de cada exemplo, em cada posição, a média 0 e variância 1, depois as multiplica e desloca por números treinados. Nunca olha outros exemplos, por isso age da mesma forma no treino e no uso e funciona com lotes de qualquer tamanho; redes recorrentes e transformers dependem dela. Em redes convolucionais, a normalização em lote (batch normalization) costuma ser melhor, porque ali importam as estatísticas de um canal sobre a imagem.',
      synonyms: ['normalização de camada', 'normalização por camada'],
      keywords: ['normalização', 'camada'],
      parameters: {
        axis: {
          title: 'Eixo',
          description: 'O eixo que é levado a média 0 e variância 1; o usual é -1, as características.',
        },
      },
    },
  },
  groupNormalization: {
    en: {
      lesson:
        'Splits the channels into groups and brings each group of each example to mean 0 and variance 1 over the whole image, then scales and shifts every channel by trained numbers. It does not depend on the batch, so it stays good with one or two images per step, where batch normalization fails: detection, segmentation, large images.',
      synonyms: [
        'gn',
        'groupnorm',
        'group norm',
        'instance norm',
        'instance normalization',
        'group normalization',
      ],
      keywords: ['groupnorm', 'gn', 'instance normalization', 'normalisation'],
      parameters: {
        groups: {
          title: 'Groups',
          description:
            'Into how many groups the channels are split. 1: all together. As many as channels: instance normalization.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Divide os canais em grupos e leva cada grupo de cada exemplo a média 0 e variância 1 sobre a imagem inteira, depois multiplica e desloca cada canal por números treinados. Não depende do lote (batch), por isso continua boa com uma ou duas imagens por iteração, onde a normalização em lote falha: detecção, segmentação, imagens grandes.',
      synonyms: ['normalização em grupo', 'normalização por grupo', 'normalização de instância'],
      keywords: ['normalização', 'grupo', 'instância'],
      parameters: {
        groups: {
          title: 'Grupos',
          description:
            'Em quantos grupos os canais são divididos. 1: todos juntos. Tantos quantos os canais: normalização de instância (instance normalization).',
        },
      },
    },
  },
  localResponseNormalization: {
    en: {
      lesson:
        'Divides each value by how strong its neighbors among the channels are at the same place, so that a feature that stands out keeps its strength and a crowd of equally strong ones is damped: lateral inhibition, as between neurons. AlexNet and GoogLeNet normalize like this after their first convolutions. It has nothing to learn. Batch normalization does more for training and has replaced it; it is here so that those networks can be built as they were. Caffe and PyTorch divide alpha by the number of channels in the window: with a window of 5, their 5e-4 is 1e-4 here.',
      synonyms: ['lrn', 'local response norm', 'lateral inhibition', 'local response normalisation'],
      keywords: ['lrn', 'alexnet', 'googlenet', 'lateral inhibition', 'normalisation'],
      parameters: {
        depthRadius: {
          title: 'Depth radius',
          description: 'How many channels on each side take part. 2 is the window of 5 channels of AlexNet.',
        },
        bias: { title: 'Bias', description: 'Added to the sum of squares (k in the paper).' },
        alpha: {
          title: 'Alpha',
          description:
            'Weight of the sum of squares. The sum is not divided by the window, as in the paper and in TensorFlow.',
        },
        beta: { title: 'Beta', description: 'The power to which the whole is raised.' },
      },
    },
    'pt-BR': {
      lesson:
        'Divide cada valor pela força dos seus vizinhos entre os canais na mesma posição, de modo que uma característica que se destaca mantém a sua força e uma multidão de outras igualmente fortes é atenuada: inibição lateral, como entre neurônios. A AlexNet e a GoogLeNet normalizam assim depois das primeiras convoluções. Não há nada a aprender. A normalização em lote (batch normalization) ajuda mais o treino e a substituiu; ela está aqui para que essas redes possam ser montadas como eram. O Caffe e o PyTorch dividem alfa pelo número de canais da janela: com uma janela de 5, o 5e-4 deles é o 1e-4 daqui.',
      synonyms: ['normalização de resposta local', 'inibição lateral'],
      keywords: ['normalização', 'inibição lateral'],
      parameters: {
        depthRadius: {
          title: 'Raio em profundidade',
          description:
            'Quantos canais de cada lado participam. 2 corresponde à janela de 5 canais da AlexNet.',
        },
        bias: { title: 'Constante', description: 'Somada à soma dos quadrados (k no artigo).' },
        alpha: {
          title: 'Alfa',
          description:
            'Peso da soma dos quadrados. A soma não é dividida pelo tamanho da janela, como no artigo e no TensorFlow.',
        },
        beta: { title: 'Expoente', description: 'A potência à qual o conjunto é elevado (beta no artigo).' },
      },
    },
  },
});
