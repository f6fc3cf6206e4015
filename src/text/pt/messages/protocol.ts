import type { Catalogue, Translated } from '../../structure.ts';

export const protocol: Translated<Catalogue['messages']['protocol']> = {
  'invalid-call': ({ call, wrong }) => `${call}: ${wrong}`,
  'invalid-answer': ({ call, wrong }) =>
    `A resposta do motor a ${call} não é válida: ${wrong} Reinicie o Convas.`,
  'answer-too-large': ({ call }) =>
    `A resposta de ${call} é grande demais para ser enviada. Peça menos de cada vez.`,
  'call-running': ({ id }) => `A chamada ${id} já está em andamento.`,
  'no-call': ({ call }) => `A chamada “${call}” não existe.`,
  'connection-closed': 'A conexão foi fechada.',
  'other-side-closed': 'o outro lado fechou a conexão',
  'other-side-gone': 'o outro lado não existe mais',
  canceled: ({ call }) => `${call} foi cancelada.`,
};
