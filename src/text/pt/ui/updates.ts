import type { Catalogue, Translated } from '../../structure.ts';

export const updates: Translated<Catalogue['ui']['updates']> = {
  title: 'Atualizações',
  lead: 'O Convas só procura atualizações quando você pede, ou uma vez por dia, se você ativar isso. Ele pergunta então a um servidor qual é a versão mais recente e não envia nada sobre você, seu trabalho ou este computador.',
  this: (version) => `Esta é a versão ${version}.`,
  automatic: 'Procurar atualizações uma vez por dia',
  check: 'Procurar atualizações',
  download: 'Baixar',
  install: 'Fechar e atualizar',
  installAbout: 'O Convas pergunta sobre o trabalho não salvo, fecha e abre de novo na nova versão.',
  current: 'Esta é a versão mais recente.',
  available: (version) => `A versão ${version} está disponível.`,
  byHand: 'Este pacote não se atualiza sozinho: baixe o novo de onde você baixou este.',
  downloaded: (version) => `A versão ${version} foi baixada e verificada.`,
  rolledBack: (version) =>
    `A versão ${version} não pôde ser instalada ou não abriu; por isso esta versão foi restaurada.`,
  impossible: {
    'no-source': 'Esta versão não tem servidor de atualizações: baixe as novas de onde você baixou esta.',
    off: 'As atualizações estão desativadas neste computador (CONVAS_UPDATES=off).',
  },
  failed: 'A atualização falhou',
};
