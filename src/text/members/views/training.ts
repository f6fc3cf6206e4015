import { group } from '../members.ts';
import { splitNames } from './examples.ts';
import type { ViewText } from './view-text.ts';

/** Views of how weights came to be what they are. */
export const trainingViews = group<ViewText>()({
  pulse: {
    en: {
      title: 'Activations and gradients over time',
      about:
        'What the layer puts out and the gradients of its weights at each kept checkpoint, on the same examples (the lines are percentiles), and how large the gradients of all layers are. Gradients that shrink from the last layer to the first by powers of ten vanish; those that grow explode; outputs that all lie at the ends of the activation are saturated. How far weights move is in “Weights over time”. Keep checkpoints in the training settings to see more moments. Glorot and Bengio, 2010.',
      parameters: {
        split: {
          title: 'Examples of',
          description: 'The part of the data that the gradients are of.',
          options: splitNames.en,
        },
        examples: { title: 'Examples', description: 'How many, spread evenly over the data.' },
      },
      captions: {
        activations: 'Spread of the outputs of the layer',
        gradients: 'Spread of the gradients of the weights of the layer',
        sizes: 'Size of the gradients of each layer',
        step: 'Step',
        value: 'Output',
        gradient: 'Gradient',
        size: 'Root mean square, log10',
      },
    },
    'pt-BR': {
      title: 'Ativações e gradientes ao longo do tempo',
      about:
        'O que a camada produz e os gradientes dos seus pesos em cada ponto de controle mantido, nos mesmos exemplos (as linhas são percentis), e o tamanho dos gradientes de todas as camadas. Gradientes que encolhem da última camada para a primeira por potências de dez desaparecem; os que crescem explodem; saídas todas nos extremos da ativação estão saturadas. Quanto os pesos se movem está em “Pesos ao longo do tempo”. Mantenha pontos de controle nas configurações de treinamento para ver mais momentos. Glorot e Bengio, 2010.',
      parameters: {
        split: {
          title: 'Exemplos de',
          description: 'A parte dos dados de que são os gradientes.',
          options: splitNames.pt,
        },
        examples: { title: 'Exemplos', description: 'Quantos, espalhados por igual pelos dados.' },
      },
      captions: {
        activations: 'Distribuição das saídas da camada',
        gradients: 'Distribuição dos gradientes dos pesos da camada',
        sizes: 'Tamanho dos gradientes de cada camada',
        step: 'Iteração',
        value: 'Saída',
        gradient: 'Gradiente',
        size: 'Raiz da média dos quadrados, log10',
      },
    },
  },
  'weight-history': {
    en: {
      title: 'Weights over time',
      about:
        'How the layer’s weights spread at each kept checkpoint (the lines are percentiles), how far every layer moved from one checkpoint to the next in proportion to its weights, and how large its weights are. A layer that does not move does not learn; one whose weights only grow may need weight decay. Keep checkpoints in the training settings to see more moments.',
      captions: {
        spread: 'Spread of the weights of the layer',
        moved: 'Change since the checkpoint before, relative to the weights',
        norms: 'Size of the weights of each layer',
        step: 'Step',
        value: 'Weight',
        ratio: 'Change / weights',
        norm: 'L2 norm',
      },
    },
    'pt-BR': {
      title: 'Pesos ao longo do tempo',
      about:
        'Como os pesos da camada se espalham em cada ponto de controle mantido (as linhas são percentis), quanto cada camada mudou de um ponto ao seguinte em proporção aos seus pesos, e o tamanho dos pesos. Uma camada que não se move não aprende; uma cujos pesos só crescem pode precisar de decaimento de pesos. Mantenha pontos de controle nas configurações de treinamento para ver mais momentos.',
      captions: {
        spread: 'Distribuição dos pesos da camada',
        moved: 'Mudança desde o ponto de controle anterior, relativa aos pesos',
        norms: 'Tamanho dos pesos de cada camada',
        step: 'Iteração',
        value: 'Peso',
        ratio: 'Mudança / pesos',
        norm: 'Norma L2',
      },
    },
  },
  'filter-history': {
    en: {
      title: 'Filters over time',
      about:
        'The filters of the layer, or what the units of a dense layer look for, at each kept checkpoint, a row of pictures for each. Blue is negative, white is 0, red is positive, on one scale for all moments. Early filters settle first. Keep checkpoints in the training settings to see more moments.',
      parameters: {
        filters: { title: 'Filters', description: 'How many are shown, from the first.' },
        input: { title: 'Input channel', description: 'Of the kernel, counted from 0.' },
      },
    },
    'pt-BR': {
      title: 'Filtros ao longo do tempo',
      about:
        'Os filtros da camada, ou o que as unidades de uma camada densa procuram, em cada ponto de controle mantido, uma fileira de imagens para cada um. Azul é negativo, branco é 0, vermelho é positivo, na mesma escala em todos os momentos. Os primeiros filtros se estabilizam antes. Mantenha pontos de controle nas configurações de treinamento para ver mais momentos.',
      parameters: {
        filters: { title: 'Filtros', description: 'Quantos são mostrados, a partir do primeiro.' },
        input: { title: 'Canal de entrada', description: 'Do núcleo (kernel), contado a partir de 0.' },
      },
    },
  },
  'loss-landscape': {
    en: {
      title: 'Loss landscape',
      about:
        'The loss around the weights, along two random directions in which each filter moves by its own length: at distance 1 the change is as large as the weights. A wide, round valley often generalizes better than a narrow one; walls and ripples make training hard. The plane shows the logarithm of the loss to base 10, the weights themselves in its middle. Li, Xu, Taylor, Studer and Goldstein, 2018.',
      parameters: {
        points: {
          title: 'Points',
          description: 'Along each direction; odd, so that the weights are in the middle.',
        },
        reach: { title: 'Distance', description: 'How far to go each way, in lengths of the filters.' },
        plane: { title: 'Plane', description: 'Both directions at once, beside each alone. Slower.' },
        split: {
          title: 'Examples of',
          description: 'The part of the data that the loss is of.',
          options: splitNames.en,
        },
        examples: { title: 'Examples', description: 'How many, spread evenly over the data.' },
        seed: { title: 'Seed', description: 'Of the random directions.' },
      },
      captions: {
        slices: 'Loss along each direction',
        distance: 'Distance from the weights',
        loss: 'Loss',
        first: 'First direction',
        second: 'Second direction',
        center: 'Loss of the weights',
        least: 'Least loss in the plane',
        most: 'Largest loss in the plane',
      },
    },
    'pt-BR': {
      title: 'Superfície da perda',
      about:
        'A perda em volta dos pesos, ao longo de duas direções aleatórias em que cada filtro se move pelo seu próprio comprimento: à distância 1 a mudança é tão grande quanto os pesos. Um vale largo e redondo costuma generalizar melhor que um estreito; paredes e ondulações dificultam o treinamento. O plano mostra o logaritmo da perda na base 10, com os próprios pesos no meio. Li, Xu, Taylor, Studer e Goldstein, 2018.',
      parameters: {
        points: { title: 'Pontos', description: 'Em cada direção; ímpar, para que os pesos fiquem no meio.' },
        reach: {
          title: 'Distância',
          description: 'Até onde ir em cada sentido, em comprimentos dos filtros.',
        },
        plane: { title: 'Plano', description: 'As duas direções juntas, além de cada uma só. Mais lento.' },
        split: {
          title: 'Exemplos de',
          description: 'A parte dos dados de que é a perda.',
          options: splitNames.pt,
        },
        examples: { title: 'Exemplos', description: 'Quantos, espalhados por igual pelos dados.' },
        seed: { title: 'Semente', description: 'Das direções aleatórias.' },
      },
      captions: {
        slices: 'Perda ao longo de cada direção',
        distance: 'Distância dos pesos',
        loss: 'Perda',
        first: 'Primeira direção',
        second: 'Segunda direção',
        center: 'Perda dos pesos',
        least: 'Menor perda no plano',
        most: 'Maior perda no plano',
      },
    },
  },
});
