import type { Catalogue, Translated } from '../../structure.ts';
import { groupDigits } from '../words.ts';

export const charts: Translated<Catalogue['ui']['charts']> = {
  showTable: 'Ver como tabela',
  table: (chart) => `Tabela: ${chart}`,
  some: (shown, all) => `${groupDigits(shown)} de ${groupDigits(all)} linhas, a distâncias iguais`,
  from: 'De',
  to: 'Até',
  count: 'Quantidade',
  step: 'Iteração',
};
