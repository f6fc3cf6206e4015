import type { Catalogue, Translated } from '../../structure.ts';

export const runtime: Translated<Catalogue['ui']['runtime']> = {
  missingTitle: 'O TensorFlow nativo não está instalado.',
  missing: (size) =>
    `Este pacote vem sem ele. O treino usa WebAssembly, que é mais lento, até você o baixar${
      size === null ? '' : ` (${size}, uma vez)`
    }.`,
  download: 'Baixar',
  decline: 'Não perguntar de novo',
  underwayTitle: 'Instalando o TensorFlow nativo.',
  phases: {
    waiting: 'Aguardando outro Convas que o está instalando',
    downloading: 'Baixando',
    verifying: 'Verificando',
    unpacking: 'Descompactando',
    checking: 'Conferindo se ele carrega',
  },
  amount: (done, total) => `${done} de ${total}`,
  cancel: 'Cancelar',
  failedTitle: 'O TensorFlow nativo não foi instalado.',
  failed: 'O treino usa WebAssembly.',
  installed: 'O TensorFlow nativo está instalado.',
  waitingForRun: 'O motor está ocupado e o usará quando for iniciado de novo.',
  restart: 'Reiniciar o motor',
  open: 'Baixar o TensorFlow nativo',
};
