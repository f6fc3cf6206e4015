import { group } from '../members.ts';
import { examplesTexts, splitNames } from './examples.ts';
import type { ViewText } from './view-text.ts';

const split = examplesTexts(
  'The part of the data that is looked through.',
  'A parte dos dados que é percorrida.',
);

/** Views of weights, of what becomes of channels, and of how layers compare. */
export const weightViews = group<ViewText>()({
  'weight-statistics': {
    en: {
      title: 'Weights in numbers',
      about:
        'Every weight of the network: its L2 norm, mean and standard deviation, and how much of it is near zero (below 1 % of its largest). A norm far from the others, or values that are not finite, are where to look first. Glorot and Bengio, 2010.',
      captions: {
        weight: 'weight',
        count: 'values',
        norm: 'L2 norm',
        mean: 'mean',
        std: 'standard deviation',
        small: 'share near zero',
        broken: 'not finite',
      },
    },
    'pt-BR': {
      title: 'Pesos em números',
      about:
        'Cada peso da rede: a norma L2, a média e o desvio padrão, e quanto dele está perto de zero (abaixo de 1% do maior valor). Uma norma muito diferente das outras, ou valores não finitos, são o primeiro lugar a olhar. Glorot e Bengio, 2010.',
      captions: {
        weight: 'peso',
        count: 'valores',
        norm: 'norma L2',
        mean: 'média',
        std: 'desvio padrão',
        small: 'fração perto de zero',
        broken: 'não finitos',
      },
    },
  },
  'kernel-similarity': {
    en: {
      title: 'Similarity of filters',
      about:
        'The cosine of the angle between each two filters of the layer: near 1 they do the same, near -1 the opposite, near 0 they have nothing in common. Pairs near 1 are what pruning can remove. The first 32 filters are shown. RoyChowdhury, Sharma, Learned-Miller and Roy, 2017.',
      captions: { cosine: 'Cosine between filters', filter: 'filter' },
    },
    'pt-BR': {
      title: 'Semelhança entre filtros',
      about:
        'O cosseno do ângulo entre cada dois filtros da camada: perto de 1 eles fazem o mesmo, perto de -1 o contrário, perto de 0 não têm nada em comum. Pares perto de 1 são o que a poda pode remover. São mostrados os primeiros 32 filtros. RoyChowdhury, Sharma, Learned-Miller e Roy, 2017.',
      captions: { cosine: 'Cosseno entre filtros', filter: 'filtro' },
    },
  },
  'channel-activity': {
    en: {
      title: 'Activity of channels',
      about:
        'How often each channel of the layer is above 0 over many examples, the least active first. A channel that never changes is dead: after a ReLU it gets no gradient and will not come back. Lu, Shin, Su and Karniadakis, 2020.',
      parameters: split.en,
      captions: {
        channel: 'channel',
        active: 'share above 0',
        mean: 'mean',
        min: 'least',
        max: 'most',
        channels: 'Channels',
        constant: 'That never change',
        never: 'That are never above 0',
      },
    },
    'pt-BR': {
      title: 'Atividade dos canais',
      about:
        'Com que frequência cada canal da camada fica acima de 0 em muitos exemplos, a começar pelos menos ativos. Um canal que nunca muda está morto: depois de uma ReLU ele não recebe gradiente e não volta. Lu, Shin, Su e Karniadakis, 2020.',
      parameters: split.pt,
      captions: {
        channel: 'canal',
        active: 'fração acima de 0',
        mean: 'média',
        min: 'mínimo',
        max: 'máximo',
        channels: 'Canais',
        constant: 'Que nunca mudam',
        never: 'Que nunca ficam acima de 0',
      },
    },
  },
  cka: {
    en: {
      title: 'Similarity of layers (CKA)',
      about:
        'Which layers tell examples apart alike: 1 where two layers differ only by turning and scaling. A block of dark cells is a stretch of layers that adds little. Linear centered kernel alignment; Kornblith, Norouzi, Lee and Hinton, 2019.',
      parameters: split.en,
      captions: { title: 'Linear CKA between layers', layer: 'layer' },
    },
    'pt-BR': {
      title: 'Semelhança entre camadas (CKA)',
      about:
        'Que camadas distinguem os exemplos da mesma forma: 1 quando duas camadas só diferem por rotação e escala. Um bloco de células escuras é um trecho de camadas que acrescenta pouco. Alinhamento linear de kernels centrados (CKA); Kornblith, Norouzi, Lee e Hinton, 2019.',
      parameters: split.pt,
      captions: { title: 'CKA linear entre camadas', layer: 'camada' },
    },
  },
  compression: {
    en: {
      title: 'Compression forecast',
      about:
        'What could be saved of each layer: its size with 8-bit weights and the error of that rounding, and how many channels could go, because all of them together matter this little to the loss (first-order Taylor estimate). A forecast: train a little after pruning. Molchanov et al., 2017; Jacob et al., 2018.',
      parameters: {
        share: {
          title: 'Importance given up, in %',
          description: 'Of the importance of all channels of a layer.',
        },
        ...split.en,
      },
      captions: {
        layer: 'layer',
        whole: 'bytes, 32 bits',
        small: 'bytes, 8 bits',
        error: 'relative error of 8 bits',
        channels: 'channels',
        prunable: 'could go',
        total: 'Bytes of all weights, 32 bits',
        smaller: 'Bytes of all weights, 8 bits',
      },
    },
    'pt-BR': {
      title: 'Previsão de compressão',
      about:
        'O que se poderia economizar em cada camada: o tamanho com pesos de 8 bits e o erro desse arredondamento, e quantos canais poderiam sair, porque todos juntos importam só isso para a perda (estimativa de Taylor de primeira ordem). É uma previsão: treine um pouco depois de podar. Molchanov et al., 2017; Jacob et al., 2018.',
      parameters: {
        share: {
          title: 'Importância cedida, em %',
          description: 'Da importância de todos os canais de uma camada.',
        },
        ...split.pt,
      },
      captions: {
        layer: 'camada',
        whole: 'bytes, 32 bits',
        small: 'bytes, 8 bits',
        error: 'erro relativo de 8 bits',
        channels: 'canais',
        prunable: 'poderiam sair',
        total: 'Bytes de todos os pesos, 32 bits',
        smaller: 'Bytes de todos os pesos, 8 bits',
      },
    },
  },
  'batch-statistics': {
    en: {
      title: 'Batch statistics',
      about:
        'What batch normalization subtracts and divides by: in training the mean and standard deviation of each batch, which vary from batch to batch (the band between the lines), in use the moving ones (the points). Where the points leave the band, the network is used with other statistics than it trains with: train longer, use larger batches, or lower the momentum. Ioffe and Szegedy, 2015.',
      parameters: {
        split: {
          title: 'Examples of',
          description: 'The part of the data that the batches are of.',
          options: splitNames.en,
        },
        batch: { title: 'Batch size', description: 'Examples of a batch.' },
        batches: { title: 'Batches', description: 'How many are looked at.' },
      },
      captions: {
        mean: 'Mean of each channel',
        variance: 'Standard deviation of each channel',
        'mean-value': 'Mean',
        'deviation-value': 'Standard deviation',
        least: 'smallest of the batches',
        most: 'largest of the batches',
        moving: 'moving, in use',
        channel: 'channel',
        'batch-mean': 'mean of batches',
        'moving-mean': 'moving mean',
        'batch-deviation': 'deviation of batches',
        'moving-deviation': 'moving deviation',
      },
    },
    'pt-BR': {
      title: 'Estatísticas do lote',
      about:
        'O que a normalização em lote subtrai e por que divide: no treinamento a média e o desvio padrão de cada lote, que variam de lote a lote (a faixa entre as linhas); no uso, os valores móveis (os pontos). Onde os pontos saem da faixa, a rede é usada com estatísticas diferentes das do treinamento: treine por mais tempo, use lotes maiores ou diminua o momentum. Ioffe e Szegedy, 2015.',
      parameters: {
        split: {
          title: 'Exemplos de',
          description: 'A parte dos dados de que são os lotes.',
          options: splitNames.pt,
        },
        batch: { title: 'Tamanho do lote', description: 'Exemplos de um lote.' },
        batches: { title: 'Lotes', description: 'Quantos são vistos.' },
      },
      captions: {
        mean: 'Média de cada canal',
        variance: 'Desvio padrão de cada canal',
        'mean-value': 'Média',
        'deviation-value': 'Desvio padrão',
        least: 'menor dos lotes',
        most: 'maior dos lotes',
        moving: 'móvel, em uso',
        channel: 'canal',
        'batch-mean': 'média dos lotes',
        'moving-mean': 'média móvel',
        'batch-deviation': 'desvio dos lotes',
        'moving-deviation': 'desvio móvel',
      },
    },
  },
});
