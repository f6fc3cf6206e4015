import { group } from '../members.ts';
import type { ViewText } from './view-text.ts';

/** Views of which parts of an image an answer rests on. */
export const attributionViews = group<ViewText>()({
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
