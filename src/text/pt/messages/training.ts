import type { learns as english } from '../../en/messages/training.ts';
import type { Catalogue, Translated } from '../../structure.ts';
import { counted } from '../words.ts';

const catalogues = {
  optimizers: 'Não há otimizador',
  losses: 'Não há função de perda',
  schedules: 'Não há agenda da taxa de aprendizado',
  metrics: 'Não há métrica',
  figures: 'Não há, para observar, o valor',
};

export const learns: Translated<typeof english> = {
  class: 'distingue classes',
  labels: 'dá vários rótulos a um exemplo',
  numbers: 'prevê números',
  mask: 'encontra a classe de cada pixel',
  input: 'reconstrói a própria entrada',
};

export const training: Translated<Catalogue['messages']['training']> = {
  'unknown-member': ({ of, kind, known }) =>
    `${catalogues[of]} "${kind}"; escolha entre ${known.join(', ')}.`,
  'wrong-parameter': ({ title, field, reason }) => `${title}, parâmetro ${field}: ${reason}`,
  'wrong-parameters': ({ title, reason }) => `${title}, parâmetros: ${reason}`,
  'stopped-early': ({ figure, patience }) =>
    `Parada antecipada (early stopping): ${figure} sem melhora ${patience === 1 ? 'na última época' : `há ${counted(patience, 'época')}`}.`,
  'best-restored': ({ epoch }) => `Os pesos são os da época ${epoch}, a melhor.`,
  'resume-stopped-early': ({ early }) =>
    `${early} Aumente a paciência ou desligue a parada antecipada para retomar a execução.`,
  'metric-of-others': ({ metric, target }) =>
    `${metric} não se mede em uma rede que ${learns[target]}: remova essa métrica.`,
  'watches-no-split': ({ figure }) =>
    `A parada antecipada observa ${figure}, que é medida no conjunto de validação, mas não há validação: reserve uma parte dos dados ou observe a perda de treino.`,
};
