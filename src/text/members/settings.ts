import { group } from './members.ts';
import type { Named } from './texts.ts';

const both = (title: string, pt: string, name = title.toLowerCase(), ptName = pt.toLowerCase()) => ({
  en: { title, name },
  'pt-BR': { title: pt, name: ptName },
});

/** What comparisons and sweeps call the settings of a document, by the last part of their path. */
export const settings = group<Named>()({
  data: both('Data', 'Dados'),
  training: both('Training', 'Treino'),
  dataset: both('Dataset', 'Conjunto de dados'),
  target: both('Target', 'Alvo'),
  fit: both('Fit', 'Ajuste ao tamanho'),
  scaling: both('Scaling', 'Escala'),
  epochs: both('Epochs', 'Épocas'),
  batchSize: both('Batch size', 'Tamanho do lote'),
  validationSplit: both('Validation split', 'Parte de validação'),
  optimizer: both('Optimizer', 'Otimizador'),
  loss: both('Loss', 'Função de perda'),
  schedule: both('Schedule', 'Agenda da taxa de aprendizado'),
  learningRate: both('Learning rate', 'Taxa de aprendizado'),
  seed: both('Seed', 'Semente'),
  warmup: both('Warm-up', 'Aquecimento'),
  length: both('Length', 'Duração'),
  unit: both('Unit', 'Unidade'),
  clipping: both('Clipping', 'Corte do gradiente'),
  by: both('By', 'Por'),
  limit: both('Limit', 'Limite'),
  weightDecay: both('Weight decay', 'Decaimento de pesos'),
  layers: both('Layers', 'Camadas'),
  frozen: both('Frozen', 'Congelada'),
  rate: both('Rate', 'Taxa'),
  classWeights: both('Class weights', 'Pesos das classes'),
  metrics: both('Metrics', 'Métricas'),
  earlyStopping: both('Early stopping', 'Parada antecipada'),
  monitor: both('Monitor', 'Observa'),
  patience: both('Patience', 'Paciência'),
  minDelta: both('Minimum change', 'Mudança mínima'),
  restoreBest: both('Restore best', 'Voltar aos melhores pesos'),
  pretraining: both('Pretraining', 'Pré-treino'),
  corruption: both('Corruption', 'Corrupção'),
  checkpoints: both('Checkpoints', 'Pontos de controle'),
  minutes: both('Minutes', 'Minutos'),
  keep: both('Keep', 'Manter'),
  repeat: both('Repeat', 'Repetições'),
  bypassed: both('Bypassed', 'Ignorada'),
});
