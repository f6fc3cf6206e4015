import type { Catalogue, Translated } from '../../structure.ts';

export const programs: Translated<Catalogue['messages']['programs']> = {
  about: ({ name }) => `${name}, exportada pelo Convas.`,
  takes: ({ input, output }) => `Recebe ${input} e devolve ${output}.`,
  loads: 'A rede treinada, pronta para fazer predições.',
};
