import { kindGroup } from './kind-text.ts';

export const core = kindGroup({
  dense: {
    en: {
      lesson:
        'Every unit looks at every value of a vector, weighs each, adds a bias, and passes the sum through the activation. That is the multilayer perceptron of the textbooks. At the end of a convolutional network it combines the features found before into a decision: with softmax and one unit for each class its outputs are probabilities. It costs inputs × units weights and one bias for each unit, often most of a network, and it knows nothing of neighborhood in the image. Given an image or a sequence it looks at each position alone, at its channels, as a 1x1 convolution does: put a Flatten before it, and convolutions before that.',
      synonyms: [
        'fc',
        'fully connected',
        'linear',
        'linear layer',
        'inner product',
        'affine',
        'perceptron',
        'mlp',
      ],
      keywords: ['fully connected', 'linear', 'fc', 'perceptron', 'mlp', 'output'],
      parameters: {
        units: {
          title: 'Units',
          description: 'How many neurons: the length of the output. In the last layer, one for each class.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Cada unidade olha todos os valores de um vetor, pondera cada um, soma um viés (bias) e passa o total pela função de ativação. É o perceptron multicamadas dos livros. No fim de uma rede convolucional, ela combina em uma decisão as características encontradas antes: com softmax e uma unidade por classe, suas saídas são probabilidades. Custa entradas × unidades pesos, mais um viés por unidade, muitas vezes a maior parte da rede, e nada sabe sobre vizinhança na imagem. Aplicada a uma imagem ou sequência, olha cada posição isoladamente, só os canais dela, como faz uma convolução 1x1: ponha um Flatten antes dela e convoluções antes dele.',
      synonyms: ['densa', 'camada densa', 'totalmente conectada', 'camada linear', 'produto interno'],
      keywords: ['totalmente conectada', 'linear', 'saída', 'neurônio'],
      parameters: {
        units: {
          title: 'Unidades',
          description: 'Quantos neurônios: o comprimento da saída. Na última camada, um por classe.',
        },
      },
    },
  },
  rbfOutput: {
    en: {
      lesson:
        'The output of LeNet-5 in 1998: how far the layer below is from the picture of each digit. Each class has a target of 84 values, its digit drawn with -1 and +1 on a grid 7 wide and 12 high. The targets are fixed, not trained. The 84 units below thus learn to draw a clean digit from the written one, and in larger character sets look-alikes such as O and 0 get look-alike codes, which a dictionary can correct later. Softmax over trained weights has replaced it. It needs 84 inputs between -1 and 1, about what a Dense layer with scaledTanh gives.',
      synonyms: ['rbf', 'radial basis function'],
      keywords: ['radial basis function', 'euclidean', 'lenet', '1998', 'output', 'bitmap'],
      parameters: {
        output: {
          title: 'Output',
          description:
            'Distance: the squared distance to each digit, smallest for the answer, as in the paper. Probability: the softmax of minus the distances.',
          options: { probability: 'probability', distance: 'distance' },
        },
      },
    },
    'pt-BR': {
      lesson:
        'É a saída da LeNet-5 de 1998: a que distância a camada anterior está da figura de cada dígito. Cada classe tem um alvo de 84 valores, o seu dígito desenhado com -1 e +1 em uma grade de 7 de largura por 12 de altura. Os alvos são fixos, não treinados. Assim, as 84 unidades anteriores aprendem a desenhar um dígito limpo a partir do manuscrito, e, em conjuntos maiores de caracteres, formas parecidas como O e 0 recebem códigos parecidos, que um dicionário pode corrigir depois. A softmax sobre pesos treinados tomou o seu lugar. Ela precisa de 84 entradas entre -1 e 1, aproximadamente o que fornece uma camada Dense com scaledTanh.',
      synonyms: ['função de base radial', 'saída rbf'],
      keywords: ['base radial', 'euclidiana', 'saída', 'distância'],
      parameters: {
        output: {
          title: 'Saída',
          description:
            'Distância: a distância ao quadrado até cada dígito, menor para a resposta, como no artigo. Probabilidade: a softmax das distâncias com sinal trocado.',
          options: { probability: 'probabilidade', distance: 'distância' },
        },
      },
    },
  },
});
