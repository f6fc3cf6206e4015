import type { FieldTexts } from '../describe.ts';
import { group } from './members.ts';

export interface ViewText {
  readonly title: string;
  readonly about: string;
  /** Of its options, by name. */
  readonly parameters?: FieldTexts;
}

/** What each view into a network is called, and how to read it. */
export const views = group<ViewText>()({
  filters: {
    en: { title: 'Filters', about: 'The weights of a layer, as pictures and as histograms.' },
    'pt-BR': { title: 'Filtros', about: 'Os pesos de uma camada, como imagens e como histogramas.' },
  },
  'feature-maps': {
    en: { title: 'Feature maps', about: 'What a layer makes of the image, one map per channel.' },
    'pt-BR': {
      title: 'Mapas de características',
      about: 'O que uma camada extrai da imagem, um mapa por canal.',
    },
  },
  prediction: {
    en: { title: 'Prediction', about: 'What the network answers, and how sure it is.' },
    'pt-BR': { title: 'Predição', about: 'O que a rede responde, e com quanta certeza.' },
  },
  saliency: {
    en: {
      title: 'Saliency',
      about:
        'How much the score of a class, before the softmax, changes with each pixel. Bright pixels matter most; it does not say in which direction unless the sign is shown. Simonyan, Vedaldi and Zisserman, 2014.',
      parameters: {
        signed: {
          title: 'Show the sign',
          description: 'Red where a brighter pixel raises the score, blue where it lowers it.',
        },
      },
    },
    'pt-BR': {
      title: 'Saliência',
      about:
        'Quanto a pontuação de uma classe, antes da softmax, muda com cada pixel. Os pixels claros são os mais importantes; o sentido da mudança só aparece quando o sinal é mostrado. Simonyan, Vedaldi e Zisserman, 2014.',
      parameters: {
        signed: {
          title: 'Mostrar o sinal',
          description: 'Vermelho onde um pixel mais claro aumenta a pontuação, azul onde a diminui.',
        },
      },
    },
  },
});
