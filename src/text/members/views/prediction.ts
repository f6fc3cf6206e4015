import { group } from '../members.ts';
import type { ViewText } from './view-text.ts';

/** Views of what the network answers. */
export const predictionViews = group<ViewText>()({
  prediction: {
    en: { title: 'Prediction', about: 'What the network answers, and how sure it is.' },
    'pt-BR': { title: 'Predição', about: 'O que a rede responde, e com quanta certeza.' },
  },
});
