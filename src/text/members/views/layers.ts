import { group } from '../members.ts';
import type { ViewText } from './view-text.ts';

/** Views of what a layer has learned and puts out. */
export const layerViews = group<ViewText>()({
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
});
