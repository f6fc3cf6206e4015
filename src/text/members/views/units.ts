import { group } from '../members.ts';
import { examplesTexts } from './examples.ts';
import type { ViewText } from './view-text.ts';

const split = examplesTexts(
  'The part of the data that is looked through.',
  'A parte dos dados que é percorrida.',
);

/** Views of what units respond to. */
export const unitViews = group<ViewText>()({
  'explain-unit': {
    en: {
      title: 'Explain a unit',
      about:
        'How one value of the layer comes about, with the numbers of this network and image: what it sees of each input map, times the weights, summed up, plus the bias, through the activation. Click another place of its map to explain that; Play moves the window as the layer does. Of pooling the weights show which values count. Wang et al. (CNN Explainer), 2020.',
      parameters: {
        channel: { title: 'Channel', description: 'Of the layer, counted from 0.' },
        strongest: {
          title: 'Strongest place',
          description: 'The place where the channel responds most. Off, choose row and column.',
        },
        row: { title: 'Row', description: 'Of the layer’s map, counted from 0.' },
        column: { title: 'Column', description: 'Of the layer’s map, counted from 0.' },
      },
      captions: {
        softmax: 'Softmax: e to the power of each score, less the largest, as a share of their sum',
        unit: 'unit',
        score: 'score',
        power: 'e^(score − largest)',
        share: 'share',
      },
    },
    'pt-BR': {
      title: 'Explicar uma unidade',
      about:
        'Como surge um valor da camada, com os números desta rede e desta imagem: o que ela vê de cada mapa de entrada, vezes os pesos, somado, mais o viés (bias), passando pela ativação. Clique em outra posição do mapa para explicá-la; Reproduzir move a janela como a camada faz. No pooling, os pesos mostram que valores contam. Wang et al. (CNN Explainer), 2020.',
      parameters: {
        channel: { title: 'Canal', description: 'Da camada, contado a partir de 0.' },
        strongest: {
          title: 'Posição mais forte',
          description: 'A posição em que o canal mais responde. Desligado, escolha linha e coluna.',
        },
        row: { title: 'Linha', description: 'Do mapa da camada, contada a partir de 0.' },
        column: { title: 'Coluna', description: 'Do mapa da camada, contada a partir de 0.' },
      },
      captions: {
        softmax: 'Softmax: e elevado a cada pontuação, menos a maior, como fração da soma',
        unit: 'unidade',
        score: 'pontuação',
        power: 'e^(pontuação − maior)',
        share: 'fração',
      },
    },
  },
  'receptive-field': {
    en: {
      title: 'Receptive field',
      about:
        'What one place of the layer sees of the image: the theoretical field is what could reach it, the colors what does, by the gradient; the middle counts most. Or the other way: which places of the layer a pixel changes. Araujo, Norris and Sim, 2019; Luo, Li, Urtasun and Zemel, 2016.',
      parameters: {
        direction: {
          title: 'Direction',
          description: 'Which way to look.',
          options: { field: 'From a place to the image', influence: 'From a pixel to the layer' },
        },
        down: {
          title: 'Down',
          description: 'How far down the place or pixel lies: 0 is the first row, 1 the last.',
        },
        across: { title: 'Across', description: 'How far right it lies: 0 is the first column, 1 the last.' },
      },
      captions: {
        place: 'Place (row, column)',
        pixel: 'Pixel (row, column)',
        theoretical: 'Theoretical field in pixels',
        stride: 'Distance between neighbors in pixels',
        effective: 'Pixels that effectively count',
        reached: 'Places that change',
      },
    },
    'pt-BR': {
      title: 'Campo receptivo',
      about:
        'O que uma posição da camada vê da imagem: o campo teórico é o que poderia chegar até ela, as cores mostram o que chega, pelo gradiente; o meio conta mais. Ou ao contrário: que posições da camada um pixel altera. Araujo, Norris e Sim, 2019; Luo, Li, Urtasun e Zemel, 2016.',
      parameters: {
        direction: {
          title: 'Direção',
          description: 'Para que lado olhar.',
          options: { field: 'De uma posição para a imagem', influence: 'De um pixel para a camada' },
        },
        down: {
          title: 'Para baixo',
          description: 'A altura da posição ou do pixel: 0 é a primeira linha, 1 a última.',
        },
        across: {
          title: 'Para a direita',
          description: 'A distância da esquerda: 0 é a primeira coluna, 1 a última.',
        },
      },
      captions: {
        place: 'Posição (linha, coluna)',
        pixel: 'Pixel (linha, coluna)',
        theoretical: 'Campo teórico em pixels',
        stride: 'Distância entre vizinhos em pixels',
        effective: 'Pixels que contam de fato',
        reached: 'Posições que mudam',
      },
    },
  },
  'top-patches': {
    en: {
      title: 'Strongest patches',
      about:
        'The parts of the data to which a channel responds most, one of each image, with the class of the image and the response. What they share is what the channel looks for; look at many before giving it a name. Zeiler and Fergus, 2014.',
      parameters: {
        channel: { title: 'Channel', description: 'Of the layer, counted from 0.' },
        ...split.en,
        count: { title: 'Patches', description: 'How many are shown.' },
      },
    },
    'pt-BR': {
      title: 'Trechos mais fortes',
      about:
        'As partes dos dados a que um canal mais responde, uma de cada imagem, com a classe da imagem e a resposta. O que elas têm em comum é o que o canal procura; olhe muitas antes de lhe dar um nome. Zeiler e Fergus, 2014.',
      parameters: {
        channel: { title: 'Canal', description: 'Da camada, contado a partir de 0.' },
        ...split.pt,
        count: { title: 'Trechos', description: 'Quantos são mostrados.' },
      },
    },
  },
  'activation-maximization': {
    en: {
      title: 'Activation maximization',
      about:
        'An image made for one channel: from noise, each step makes the channel respond more. Of the last layer it is what the network takes for a class, which need not look like it. Waves and jitter keep it from filling with noise. Erhan, Bengio, Courville and Vincent, 2009; Olah, Mordvintsev and Schubert, 2017.',
      parameters: {
        channel: {
          title: 'Channel',
          description: 'Of the layer, counted from 0; of the last layer the class.',
        },
        steps: { title: 'Steps', description: 'How often the image is improved.' },
        rate: { title: 'Step size', description: 'How far each step goes (Adam).' },
        fourier: {
          title: 'Made of waves',
          description: 'Long waves are learned as fast as short ones. Off, each pixel is learned by itself.',
        },
        jitter: {
          title: 'Jitter',
          description: 'Pixels by which the image is moved at random in each step.',
        },
      },
      captions: { step: 'Step', response: 'Response' },
    },
    'pt-BR': {
      title: 'Maximização da ativação',
      about:
        'Uma imagem feita para um canal: a partir de ruído, cada iteração faz o canal responder mais. Na última camada, é o que a rede toma por uma classe, o que não precisa se parecer com ela. As ondas e o tremor evitam que a imagem se encha de ruído. Erhan, Bengio, Courville e Vincent, 2009; Olah, Mordvintsev e Schubert, 2017.',
      parameters: {
        channel: {
          title: 'Canal',
          description: 'Da camada, contado a partir de 0; na última camada, a classe.',
        },
        steps: { title: 'Iterações', description: 'Quantas vezes a imagem é melhorada.' },
        rate: { title: 'Tamanho da iteração', description: 'Quanto cada iteração avança (Adam).' },
        fourier: {
          title: 'Feita de ondas',
          description:
            'Ondas longas são aprendidas tão depressa quanto curtas. Desligado, cada pixel é aprendido por si.',
        },
        jitter: {
          title: 'Tremor',
          description: 'Pixels que a imagem é deslocada ao acaso em cada iteração.',
        },
      },
      captions: { step: 'Iteração', response: 'Resposta' },
    },
  },
});
