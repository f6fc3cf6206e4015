import type { Catalogue, Translated } from '../../structure.ts';

export const tables: Translated<Catalogue['messages']['tables']> = {
  name: 'Camada',
  kind: 'Tipo',
  settings: 'Configuração',
  output: 'Saída',
  params: 'Parâmetros',
  macs: 'Multiplicações e somas',
  field: 'Campo receptivo',
  total: 'Total',
};
