import { group } from '../members.ts';
import { splitNames } from './examples.ts';
import type { ViewText } from './view-text.ts';

/** Views that put two images, two moments or two runs side by side. */
export const compareViews = group<ViewText>()({
  'side-by-side': {
    en: {
      title: 'Two moments or images side by side',
      about:
        'The maps of the layer now and at another checkpoint of the run, or for two images, and the first minus the second. With filters, its kernels at both moments. The distance is the length of the difference divided by that of the first: 0 means equal, above 1 they have little in common.',
      parameters: {
        against: {
          title: 'Compare with',
          description: 'What the chosen image is compared with.',
          options: { moment: 'Another checkpoint', image: 'Another image' },
        },
        what: {
          title: 'Show',
          description: 'What of the layer is compared.',
          options: { maps: 'Feature maps', filters: 'Filters' },
        },
        step: { title: 'Step', description: 'Of the other checkpoint; the nearest that was kept is taken.' },
        example: {
          title: 'Other image',
          description: 'By its number in the test set, counted from 0.',
        },
      },
      captions: {
        now: 'Now',
        difference: 'Difference: the first less the second',
        compared: 'Compared with',
        distance: 'Relative distance',
      },
    },
    'pt-BR': {
      title: 'Dois momentos ou imagens lado a lado',
      about:
        'Os mapas da camada agora e em outro ponto de controle da execução, ou para duas imagens, e o primeiro menos o segundo. Com filtros, os núcleos (kernels) nos dois momentos. A distância é o comprimento da diferença dividido pelo do primeiro: 0 quer dizer que são iguais; acima de 1, que têm pouco em comum.',
      parameters: {
        against: {
          title: 'Comparar com',
          description: 'Com o que a imagem escolhida é comparada.',
          options: { moment: 'Outro ponto de controle', image: 'Outra imagem' },
        },
        what: {
          title: 'Mostrar',
          description: 'O que da camada é comparado.',
          options: { maps: 'Mapas de características', filters: 'Filtros' },
        },
        step: {
          title: 'Iteração',
          description: 'Do outro ponto de controle; é usado o mais próximo que foi mantido.',
        },
        example: {
          title: 'Outra imagem',
          description: 'Pelo seu número no conjunto de teste, contado a partir de 0.',
        },
      },
      captions: {
        now: 'Agora',
        difference: 'Diferença: o primeiro menos o segundo',
        compared: 'Comparado com',
        distance: 'Distância relativa',
      },
    },
  },
  'matched-filters': {
    en: {
      title: 'Matched filters of two runs',
      about:
        'Which filter of the other run does what a filter of this one does: matched one to one so that their responses to the same examples correlate most. A correlation near 1 means that both runs learned the same filter, in another place; low ones are learned by only one of them. The layer of the same name is compared. Li, Yosinski, Clune, Lipson and Hopcroft, 2016.',
      parameters: {
        split: {
          title: 'Examples of',
          description: 'The part of the data that both answer.',
          options: splitNames.en,
        },
        examples: { title: 'Examples', description: 'How many, spread evenly over the data.' },
        count: { title: 'Pairs', description: 'How many are shown, the most alike first.' },
      },
      captions: {
        kernels: 'Filters of this run, each followed by its match in the other',
        matches: 'Matched channels',
        this: 'this run',
        that: 'other run',
        correlation: 'correlation',
        mean: 'Mean correlation',
        alike: 'Pairs above 0.8',
        channels: 'Pairs',
      },
    },
    'pt-BR': {
      title: 'Filtros correspondentes de duas execuções',
      about:
        'Qual filtro da outra execução faz o que um filtro desta faz: emparelhados um a um de modo que as respostas aos mesmos exemplos se correlacionem ao máximo. Uma correlação perto de 1 quer dizer que as duas execuções aprenderam o mesmo filtro, em outro lugar; as baixas foram aprendidas por só uma delas. É comparada a camada de mesmo nome. Li, Yosinski, Clune, Lipson e Hopcroft, 2016.',
      parameters: {
        split: {
          title: 'Exemplos de',
          description: 'A parte dos dados que as duas respondem.',
          options: splitNames.pt,
        },
        examples: { title: 'Exemplos', description: 'Quantos, espalhados por igual pelos dados.' },
        count: { title: 'Pares', description: 'Quantos são mostrados, os mais parecidos primeiro.' },
      },
      captions: {
        kernels: 'Filtros desta execução, cada um seguido do seu par na outra',
        matches: 'Canais correspondentes',
        this: 'esta execução',
        that: 'outra execução',
        correlation: 'correlação',
        mean: 'Correlação média',
        alike: 'Pares acima de 0,8',
        channels: 'Pares',
      },
    },
  },
});
