import type { Catalogue, Translated } from '../../structure.ts';
import { counted } from '../words.ts';

export const output: Translated<Catalogue['cli']['output']> = {
  scores: {
    loss: ({ value }) => `perda ${value}`,
    accuracy: ({ value }) => `acurácia ${value}`,
    reconstruction: ({ value }) => `erro de reconstrução ${value}`,
  },
  sendingData: 'Enviando os dados',
  left: ({ time }) => `faltam ${time}`,
  states: {
    preparing: 'preparando',
    running: 'em andamento',
    paused: 'pausada',
    stopping: 'parando',
    finished: 'concluída',
    stopped: 'parada',
    diverged: 'divergiu',
    failed: 'falhou',
    interrupted: 'interrompida',
    imported: 'importada',
  },
  try: ({ remedies }) => `tente: ${remedies}`,
  kernels: {
    measuring: 'medindo quais kernels são os mais rápidos nesta máquina, uma vez, por cerca de dez segundos',
    notRemembered: ({ reason }) => `não foi possível salvar os kernels: ${reason}`,
    tried: ({ what, separable, whole }) => `${what}: ${separable}x, com estatísticas do lote ${whole}x`,
  },
  time: {
    measuring:
      'medindo a velocidade de treino desta máquina, uma vez, para estimar o tempo (--no-time pula esta etapa)',
    none: ({ reason }) => `sem estimativa de tempo: ${reason}`,
    byMachine: 'pela velocidade desta máquina',
    byRuns: ({ runs }) => `por ${counted(runs, 'execução', 'execuções')} desta rede`,
    pretraining: ({ time, layers }) =>
      `cerca de ${time} para pré-treinar ${counted(layers, 'camada')}, depois `,
    epochs: (of) =>
      `cerca de ${of.epoch} por época (de ${of.least} a ${of.most}, ${of.from}), ${of.all} para ` +
      `${counted(of.epochs, 'época')}${of.pretraining ? ' e o pré-treino' : ''}`,
  },
};
