import { activationTitles } from '../activations.ts';
import { kindGroup } from './kind-text.ts';

const functions = [
  'relu',
  'leaky relu',
  'softmax',
  'sigmoid',
  'tanh',
  'elu',
  'selu',
  'gelu',
  'swish',
  'silu',
  'softplus',
  'softsign',
  'hard sigmoid',
] as const;

export const activation = kindGroup({
  activation: {
    en: {
      lesson:
        'Applies a function to every value. Without a nonlinearity between them, two layers are no more than one: the product of two linear maps is linear. ReLU, max(0, x), is cheap and keeps gradients alive where it is open, but a unit that is closed for all inputs is dead; leaky ReLU, ELU and GELU let some gradient through. Tanh and sigmoid saturate: far from 0 they are flat and learning stalls. Softmax turns the scores of the last layer into probabilities that sum to 1. Use it as a layer when something, such as a batch normalization, stands between the weights and the function.',
      synonyms: [...functions, 'nonlinearity', 'activation function', 'squash'],
      keywords: [...functions, 'nonlinearity'],
      parameters: {
        activation: {
          title: 'Function',
          description: 'The function applied to every value.',
          options: activationTitles('en'),
        },
        negativeSlope: {
          title: 'Negative slope',
          description: 'What leaky ReLU multiplies negative values by. The other functions ignore it.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Aplica uma função a cada valor. Sem uma não linearidade entre elas, duas camadas não são mais do que uma: o produto de duas aplicações lineares é linear. A ReLU, max(0, x), é barata e mantém os gradientes vivos onde está aberta, mas uma unidade fechada para todas as entradas está morta; ReLU com vazamento (leaky ReLU), ELU e GELU deixam passar algum gradiente. Tanh e sigmoide saturam: longe de 0 são planas e o aprendizado emperra. A softmax transforma as pontuações da última camada em probabilidades que somam 1. Use-a como camada quando houver algo, como uma normalização em lote (batch normalization), entre os pesos e a função.',
      synonyms: ['ativação', 'função de ativação', 'sigmoide', 'relu com vazamento', 'tangente hiperbólica'],
      keywords: ['não linearidade', 'ativação', 'sigmoide'],
      parameters: {
        activation: {
          title: 'Função',
          description: 'A função aplicada a cada valor.',
          options: activationTitles('pt-BR'),
        },
        negativeSlope: {
          title: 'Inclinação negativa',
          description:
            'Por quanto a ReLU com vazamento (leaky ReLU) multiplica os valores negativos. As outras funções ignoram este valor.',
        },
      },
    },
  },
  prelu: {
    en: {
      lesson:
        'A leaky ReLU that learns its own slope for negative values. It starts as a ReLU, slope 0, and moves where the data lead it. As in Keras every value gets a slope of its own, as many weights as values; sharing axes 1 and 2 leaves one for each feature map, as in the paper (He et al. 2015), and overfits less.',
      synonyms: ['parametric relu'],
      keywords: ['parametric relu', 'leaky', 'nonlinearity', 'trainable'],
      parameters: {
        sharedAxes: {
          title: 'Shared axes',
          description:
            'Axes along which one slope serves all: 1 and 2 give one slope for each feature map. The batch is axis 0.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'É uma ReLU com vazamento (leaky ReLU) que aprende a sua própria inclinação para valores negativos. Começa como uma ReLU, com inclinação 0, e segue para onde os dados a levam. Como no Keras, cada valor tem a sua própria inclinação, tantos pesos quantos valores; compartilhar os eixos 1 e 2 deixa uma por mapa de características, como no artigo (He et al., 2015), e causa menos sobreajuste (overfitting).',
      synonyms: ['relu paramétrica'],
      keywords: ['relu paramétrica', 'vazamento', 'não linearidade', 'treinável'],
      parameters: {
        sharedAxes: {
          title: 'Eixos compartilhados',
          description:
            'Eixos ao longo dos quais uma só inclinação serve a todos: 1 e 2 dão uma inclinação por mapa de características. O lote é o eixo 0.',
        },
      },
    },
  },
});
