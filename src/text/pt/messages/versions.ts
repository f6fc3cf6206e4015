import type { Catalogue, Translated } from '../../structure.ts';

export const versions: Translated<Catalogue['messages']['versions']> = {
  'not-one': ({ name }) =>
    `${name} não é uma versão de dados. Indique um arquivo escrito por "convas data freeze" ou uma execução.`,
  'none-kept': ({ run }) =>
    `Nenhuma versão dos dados foi guardada com a execução ${run}. Ela é guardada quando uma execução começa, se os dados cabem na memória.`,
  freezing: 'congelando',
};
