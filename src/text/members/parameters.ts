import type { FieldText } from '../describe.ts';
import { activationTitles, initializerTitles, interpolationTitles, paddingTitles } from './activations.ts';
import { type Bilingual, group } from './members.ts';

const activation = (
  en: { readonly title: string; readonly description: string },
  pt: { readonly title: string; readonly description: string },
): Bilingual<FieldText> => ({
  en: { ...en, options: activationTitles('en') },
  'pt-BR': { ...pt, options: activationTitles('pt-BR') },
});

const initializer = (en: string, pt: string): Bilingual<FieldText> => ({
  en: {
    title: en,
    description: 'How the values are drawn before training. He suits ReLU, Glorot suits tanh and softmax.',
    options: initializerTitles('en'),
  },
  'pt-BR': {
    title: pt,
    description:
      'Como os valores são sorteados antes do treino. He combina com ReLU; Glorot, com tanh e softmax.',
    options: initializerTitles('pt-BR'),
  },
});

/** Parameters of layers that mean the same in several kinds, by name. A kind's own text goes before these. */
export const parameters = group<FieldText>()({
  filters: {
    en: {
      title: 'Filters',
      description:
        'How many patterns the layer learns: each gives one feature map, one channel of the output.',
    },
    'pt-BR': {
      title: 'Filtros',
      description:
        'Quantos padrões a camada aprende: cada um gera um mapa de características (feature map), um canal da saída.',
    },
  },
  kernelSize: {
    en: { title: 'Kernel size', description: 'The extent of the window that slides over the input.' },
    'pt-BR': {
      title: 'Tamanho do núcleo (kernel)',
      description: 'Tamanho da janela (kernel) que desliza sobre a entrada.',
    },
  },
  strides: {
    en: {
      title: 'Strides',
      description: 'How far the window moves between two outputs. Stride 2 halves each dimension.',
    },
    'pt-BR': {
      title: 'Passo (stride)',
      description: 'Quanto a janela anda entre duas saídas (stride). Passo 2 reduz cada dimensão à metade.',
    },
  },
  padding: {
    en: {
      title: 'Padding',
      description:
        'Valid: the window stays inside the input, which shrinks. Same: zeros are added around it, so that with stride 1 the size is kept.',
      options: paddingTitles('en'),
    },
    'pt-BR': {
      title: 'Preenchimento (padding)',
      description:
        'Valid: a janela fica dentro da entrada, que encolhe. Same: zeros são acrescentados em volta, de modo que com passo 1 o tamanho se mantém.',
      options: paddingTitles('pt-BR'),
    },
  },
  dilationRate: {
    en: {
      title: 'Dilation rate',
      description:
        'Distance between neighboring kernel values. Above 1 the kernel is spread out: it sees further at the same cost.',
    },
    'pt-BR': {
      title: 'Dilatação (dilation)',
      description:
        'Distância entre valores vizinhos do núcleo (dilation rate). Acima de 1, o núcleo se espalha: enxerga mais longe pelo mesmo custo.',
    },
  },
  groups: {
    en: {
      title: 'Groups',
      description:
        'Splits channels and filters into groups that do not see each other, as AlexNet did over two GPUs. 1 is an ordinary convolution.',
    },
    'pt-BR': {
      title: 'Grupos',
      description:
        'Divide canais e filtros em grupos que não se veem, como fez a AlexNet em duas GPUs. 1 é uma convolução comum.',
    },
  },
  activation: activation(
    {
      title: 'Activation',
      description: 'The function applied to every output. Linear leaves it unchanged.',
    },
    {
      title: 'Ativação',
      description: 'A função aplicada a cada saída. A linear a deixa como está.',
    },
  ),
  recurrentActivation: activation(
    {
      title: 'Gate activation',
      description: 'The function of the gates, usually from 0 to 1: shut to open.',
    },
    {
      title: 'Ativação das portas',
      description: 'A função das portas (gates), em geral de 0 a 1: de fechada a aberta.',
    },
  ),
  useBias: {
    en: {
      title: 'Bias',
      description:
        'Adds a trainable number to each output channel. Not needed right before a batch normalization.',
    },
    'pt-BR': {
      title: 'Viés',
      description:
        'Soma um número treinável (bias) a cada canal de saída. Desnecessário logo antes de uma normalização em lote.',
    },
  },
  kernelInitializer: initializer('Kernel initializer', 'Inicializador do núcleo'),
  biasInitializer: initializer('Bias initializer', 'Inicializador do viés'),
  depthwiseInitializer: initializer('Depthwise initializer', 'Inicializador em profundidade'),
  pointwiseInitializer: initializer('Pointwise initializer', 'Inicializador ponto a ponto'),
  alphaInitializer: initializer('Slope initializer', 'Inicializador da inclinação'),
  betaInitializer: initializer('Beta initializer', 'Inicializador de beta'),
  gammaInitializer: initializer('Gamma initializer', 'Inicializador de gama'),
  movingMeanInitializer: initializer('Moving mean initializer', 'Inicializador da média móvel'),
  movingVarianceInitializer: initializer('Moving variance initializer', 'Inicializador da variância móvel'),
  embeddingsInitializer: initializer('Initializer', 'Inicializador'),
  recurrentInitializer: initializer('Recurrent initializer', 'Inicializador recorrente'),
  kernelL1: {
    en: {
      title: 'L1 penalty',
      description: 'Adds this times the sum of absolute weights to the loss; drives weights to 0.',
    },
    'pt-BR': {
      title: 'Penalidade L1',
      description: 'Soma à perda este valor vezes a soma dos valores absolutos dos pesos; leva pesos a 0.',
    },
  },
  kernelL2: {
    en: {
      title: 'L2 penalty',
      description: 'Adds this times the sum of squared weights to the loss; keeps weights small.',
    },
    'pt-BR': {
      title: 'Penalidade L2',
      description: 'Soma à perda este valor vezes a soma dos quadrados dos pesos; mantém os pesos pequenos.',
    },
  },
  kernelConstraint: {
    en: {
      title: 'Constraint',
      description:
        'What the weights are held to after each step: no negative ones, or a norm for each output.',
      options: {
        none: 'none',
        nonNegative: 'not negative',
        unitNorm: 'unit norm',
        maxNorm: 'largest norm',
      },
    },
    'pt-BR': {
      title: 'Restrição',
      description:
        'O que se exige dos pesos depois de cada iteração: nenhum negativo, ou uma norma para cada saída.',
      options: {
        none: 'nenhuma',
        nonNegative: 'não negativos',
        unitNorm: 'norma unitária',
        maxNorm: 'norma máxima',
      },
    },
  },
  kernelMaxNorm: {
    en: {
      title: 'Largest norm',
      description: 'The norm that the constraint of that name allows. The others ignore it.',
    },
    'pt-BR': {
      title: 'Norma máxima',
      description: 'A norma que a restrição desse nome permite. As outras a ignoram.',
    },
  },
  poolSize: {
    en: { title: 'Pool size', description: 'The extent of the window that is reduced to one value.' },
    'pt-BR': {
      title: 'Tamanho da janela',
      description: 'Tamanho da janela de pooling que é reduzida a um único valor.',
    },
  },
  keepdims: {
    en: {
      title: 'Keep dimensions',
      description:
        'Keeps lengths of 1 in place of the pooled dimensions, so that convolutions or products can follow.',
    },
    'pt-BR': {
      title: 'Manter dimensões',
      description:
        'Mantém comprimentos 1 no lugar das dimensões reduzidas, para que convoluções ou produtos possam vir depois.',
    },
  },
  epsilon: {
    en: {
      title: 'Epsilon',
      description: 'Added to the variance, so that nothing constant is divided by 0.',
    },
    'pt-BR': {
      title: 'Épsilon',
      description: 'Somado à variância, para que nada constante seja dividido por 0.',
    },
  },
  center: {
    en: { title: 'Center', description: 'Adds a trainable offset, beta, to each channel.' },
    'pt-BR': { title: 'Centralizar', description: 'Soma a cada canal um deslocamento treinável, beta.' },
  },
  scale: {
    en: { title: 'Scale', description: 'Multiplies each channel by a trainable factor, gamma.' },
    'pt-BR': { title: 'Escalar', description: 'Multiplica cada canal por um fator treinável, gama.' },
  },
  interpolation: {
    en: {
      title: 'Interpolation',
      description: 'Nearest repeats pixels. Bilinear blends the neighbors: smoother, and edges soften.',
      options: interpolationTitles('en'),
    },
    'pt-BR': {
      title: 'Interpolação',
      description:
        'O mais próximo (nearest) repete pixels. A bilinear mistura os vizinhos: mais suave, com bordas menos nítidas.',
      options: interpolationTitles('pt-BR'),
    },
  },
  height: {
    en: { title: 'Height', description: 'Height of the result.', unit: 'px' },
    'pt-BR': { title: 'Altura', description: 'Altura do resultado.', unit: 'px' },
  },
  width: {
    en: { title: 'Width', description: 'Width of the result.', unit: 'px' },
    'pt-BR': { title: 'Largura', description: 'Largura do resultado.', unit: 'px' },
  },
  fillMode: {
    en: {
      title: 'Fill',
      description:
        'What appears where the image has ended: its mirror image, its other side, its last pixel, or 0.',
      options: { reflect: 'mirror', wrap: 'other side', nearest: 'last pixel', constant: 'zero' },
    },
    'pt-BR': {
      title: 'Completar com',
      description:
        'O que aparece onde a imagem acabou: a imagem espelhada, o outro lado, o último pixel ou 0.',
      options: { reflect: 'espelho', wrap: 'outro lado', nearest: 'último pixel', constant: 'zero' },
    },
  },
  units: {
    en: {
      title: 'Units',
      description: 'Length of the state that is carried from step to step, and of the output.',
    },
    'pt-BR': {
      title: 'Unidades',
      description: 'Comprimento do estado levado de instante a instante e da saída.',
    },
  },
  returnSequences: {
    en: {
      title: 'Return sequences',
      description:
        'Gives the output of every step instead of the last alone. Needed where another recurrent layer follows.',
    },
    'pt-BR': {
      title: 'Devolver sequências',
      description:
        'Dá a saída de todos os instantes em vez de só a última. Necessário quando outra camada recorrente vem depois.',
    },
  },
  dropout: {
    en: {
      title: 'Dropout',
      description: 'The share of the inputs switched off in training, the same at every step of a sequence.',
    },
    'pt-BR': {
      title: 'Dropout da entrada',
      description:
        'A fração das entradas desligada no treino, a mesma em todos os instantes de uma sequência.',
    },
  },
  recurrentDropout: {
    en: {
      title: 'Dropout of the state',
      description:
        'The share of the state that the gates do not see in training, the same at every step of a sequence.',
    },
    'pt-BR': {
      title: 'Dropout do estado',
      description:
        'A fração do estado que as portas não veem no treino, a mesma em todos os instantes de uma sequência.',
    },
  },
  goBackwards: {
    en: {
      title: 'Backward',
      description: 'Reads the sequence from its end; outputs come in that order.',
    },
    'pt-BR': {
      title: 'De trás para frente',
      description: 'Lê a sequência a partir do fim; as saídas vêm nessa ordem.',
    },
  },
  unitForgetBias: {
    en: {
      title: 'Open forget gate',
      description: 'Starts the bias of the forget gate at 1, so that the state is kept at first.',
    },
    'pt-BR': {
      title: 'Porta de esquecimento aberta',
      description:
        'Começa o viés (bias) da porta de esquecimento em 1, para que no início o estado seja mantido.',
    },
  },
  resetAfter: {
    en: {
      title: 'Reset after',
      description:
        'Applies the reset gate after the matrix product, as fast implementations do, instead of before.',
    },
    'pt-BR': {
      title: 'Reiniciar depois',
      description:
        'Aplica a porta de reinício depois do produto de matrizes, como fazem as implementações rápidas, e não antes.',
    },
  },
});
