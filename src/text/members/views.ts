import { group } from './members.ts';

/** What each view into a network is called, and how to read it. */
export const views = group<{ readonly title: string; readonly about: string }>()({
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
    },
    'pt-BR': {
      title: 'Saliência',
      about:
        'Quanto a pontuação de uma classe, antes da softmax, muda com cada pixel. Os pixels claros são os mais importantes; o sentido da mudança só aparece quando o sinal é mostrado. Simonyan, Vedaldi e Zisserman, 2014.',
    },
  },
});
