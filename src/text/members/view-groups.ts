import { group } from './members.ts';

/** Groups of views into a network. */
export const viewGroups = group<{ readonly title: string }>()({
  layer: { en: { title: 'Layers' }, 'pt-BR': { title: 'Camadas' } },
  prediction: { en: { title: 'Prediction' }, 'pt-BR': { title: 'Predição' } },
  explanation: { en: { title: 'Why this answer' }, 'pt-BR': { title: 'Por que esta resposta' } },
  errors: { en: { title: 'Errors' }, 'pt-BR': { title: 'Erros' } },
  space: { en: { title: 'Learned space' }, 'pt-BR': { title: 'Espaço aprendido' } },
  units: { en: { title: 'What units respond to' }, 'pt-BR': { title: 'A que as unidades respondem' } },
  weights: { en: { title: 'Weights and layers' }, 'pt-BR': { title: 'Pesos e camadas' } },
  training: { en: { title: 'Over training' }, 'pt-BR': { title: 'Ao longo do treinamento' } },
  experiments: { en: { title: 'Experiments' }, 'pt-BR': { title: 'Experimentos' } },
});
