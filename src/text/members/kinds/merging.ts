import { kindGroup } from './kind-text.ts';

export const merging = kindGroup({
  add: {
    en: {
      lesson:
        'Adds its inputs value by value; they need the same shape, but for lengths of 1, which are repeated. It is the heart of residual networks (He et al. 2015): a block learns only the difference to its input, which is added back by a shortcut. The gradient passes the sum unchanged, so even a hundred layers train. Where a block changes the size or the number of channels, a 1x1 convolution with the same stride on the shortcut brings both sides to one shape.',
      synonyms: [
        'sum',
        'plus',
        'addition',
        'skip',
        'skip connection',
        'residual',
        'residual connection',
        'shortcut',
        'elementwise add',
      ],
      keywords: ['sum', 'plus', 'residual', 'skip', 'shortcut', 'resnet'],
    },
    'pt-BR': {
      lesson:
        'Soma as suas entradas valor a valor; elas precisam ter o mesmo formato (shape), exceto por comprimentos iguais a 1, que são repetidos. É o coração das redes residuais (He et al., 2015): um bloco aprende apenas a diferença em relação à sua entrada, que é somada de volta por um atalho. O gradiente atravessa a soma sem mudar, e assim até cem camadas treinam. Quando um bloco muda o tamanho ou o número de canais, uma convolução 1x1 com o mesmo passo (stride) no atalho deixa os dois lados com o mesmo formato.',
      synonyms: ['somar', 'soma', 'adição', 'conexão residual', 'atalho', 'conexão de salto'],
      keywords: ['soma', 'residual', 'atalho'],
    },
  },
  concatenate: {
    en: {
      lesson:
        'Puts its inputs side by side, usually along the channels: 28 × 28 × 64 and 28 × 28 × 32 become 28 × 28 × 96. Height and width must agree. Inception blocks join branches with different kernel sizes in this way, DenseNet hands every earlier feature map on, U-Net brings back the detail that was lost on the way down. Nothing is mixed; that is for the next convolution to do.',
      synonyms: ['concat', 'cat', 'join', 'merge', 'stack channels'],
      keywords: ['concat', 'join', 'merge', 'stack', 'inception', 'densenet', 'unet'],
      parameters: {
        axis: {
          title: 'Axis',
          description:
            'The axis along which the inputs are joined; -1 joins the channels. 0 would be the batch.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Põe as suas entradas lado a lado, em geral ao longo dos canais: 28 × 28 × 64 e 28 × 28 × 32 viram 28 × 28 × 96. A altura e a largura precisam coincidir. Blocos Inception unem assim ramos com núcleos (kernels) de tamanhos diferentes, a DenseNet passa adiante todos os mapas de características anteriores, e a U-Net traz de volta os detalhes perdidos na descida. Nada é misturado; isso cabe à próxima convolução.',
      synonyms: ['concatenar', 'concatenação', 'juntar', 'unir', 'empilhar canais'],
      keywords: ['juntar', 'união', 'empilhar'],
      parameters: {
        axis: {
          title: 'Eixo',
          description:
            'O eixo ao longo do qual as entradas são unidas; -1 une os canais. 0 seria o lote (batch).',
        },
      },
    },
  },
  multiply: {
    en: {
      lesson:
        'Multiplies its inputs value by value. One input becomes a gate for the other: a branch that ends in a sigmoid decides how much of each value passes. Squeeze-and-excitation blocks weigh whole feature maps like this, a 1 × 1 × channels branch against the image.',
      synonyms: ['mul', 'product', 'times', 'gate', 'elementwise product'],
      keywords: ['product', 'times', 'gate', 'attention', 'squeeze and excitation'],
    },
    'pt-BR': {
      lesson:
        'Multiplica as suas entradas valor a valor. Uma entrada vira uma comporta (gate) para a outra: um ramo que termina em sigmoide decide quanto de cada valor passa. Blocos squeeze-and-excitation ponderam assim mapas de características inteiros, com um ramo de 1 × 1 × canais contra a imagem.',
      synonyms: ['multiplicar', 'produto', 'vezes', 'comporta', 'produto valor a valor'],
      keywords: ['produto', 'comporta', 'atenção'],
    },
  },
  average: {
    en: {
      lesson:
        'The mean of its inputs, value by value. Averaging the outputs of several branches makes an ensemble inside one network: single errors even out. Unlike a sum, it does not grow with the number of branches.',
      synonyms: ['mean', 'avg'],
      keywords: ['mean', 'ensemble'],
    },
    'pt-BR': {
      lesson:
        'Calcula a média das suas entradas, valor a valor. Tirar a média das saídas de vários ramos faz um comitê (ensemble) dentro de uma só rede: erros isolados se compensam. Ao contrário da soma, ela não cresce com o número de ramos.',
      synonyms: ['média'],
      keywords: ['média', 'comitê'],
    },
  },
  maximum: {
    en: {
      lesson:
        'Takes at each place the largest of its inputs. Over several linear branches that is a maxout unit (Goodfellow et al. 2013), an activation function that is learned: the largest of a few straight lines. Only the branch that wins gets the gradient; in a tie, the earlier one.',
      synonyms: ['max', 'maxout'],
      keywords: ['max', 'maxout'],
    },
    'pt-BR': {
      lesson:
        'Toma em cada posição a maior das suas entradas. Sobre vários ramos lineares, isso é uma unidade maxout (Goodfellow et al., 2013), uma função de ativação aprendida: a maior de algumas retas. Só o ramo vencedor recebe o gradiente; em caso de empate, o que vem antes.',
      synonyms: ['máximo', 'maior'],
      keywords: ['máximo'],
    },
  },
  dot: {
    en: {
      lesson:
        'Multiplies two inputs along one axis of each and sums: the scalar product of vectors, the matrix product of matrices. It measures how alike two vectors are; normalized, it is the cosine of the angle between them, the usual end of a network with two twin branches. Products of sequences with each other are what attention is made of.',
      synonyms: [
        'dot product',
        'inner product',
        'scalar product',
        'matrix product',
        'matmul',
        'cosine similarity',
      ],
      keywords: ['inner product', 'scalar product', 'cosine', 'similarity', 'attention', 'matrix product'],
      parameters: {
        axes: {
          title: 'Axes',
          description:
            'The axis of each input that is multiplied and summed. The batch is axis 0, -1 is the last.',
        },
        normalize: {
          title: 'Normalize',
          description: 'Brings both to length 1 first: the result is the cosine of the angle between them.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Multiplica duas entradas ao longo de um eixo de cada uma e soma: o produto escalar de vetores, o produto matricial de matrizes. Mede quanto dois vetores se parecem; normalizado, é o cosseno do ângulo entre eles, o fim usual de uma rede com dois ramos gêmeos. Produtos de sequências entre si são aquilo de que a atenção (attention) é feita.',
      synonyms: ['produto escalar', 'produto interno', 'produto matricial', 'similaridade de cosseno'],
      keywords: ['produto interno', 'cosseno', 'similaridade', 'atenção'],
      parameters: {
        axes: {
          title: 'Eixos',
          description:
            'O eixo de cada entrada que é multiplicado e somado. O lote (batch) é o eixo 0; -1 é o último.',
        },
        normalize: {
          title: 'Normalizar',
          description: 'Leva antes as duas a comprimento 1: o resultado é o cosseno do ângulo entre elas.',
        },
      },
    },
  },
});
