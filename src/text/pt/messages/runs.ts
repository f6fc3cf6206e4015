import type { Catalogue, Translated } from '../../structure.ts';

export const runs: Translated<Catalogue['messages']['runs']> = {
  'in-use': ({ run, holder }) =>
    `A execução ${run} está em uso por ${holder}. Interrompa-a por lá ou espere terminar.`,
  'taken-over': ({ run }) =>
    `Outro processo assumiu a execução ${run} enquanto este não respondia. Ela continua por lá.`,
  'fix-convas-home': 'Libere espaço ou escolha outro lugar com CONVAS_HOME.',
  'sweep-in-use': ({ sweep, holder }) =>
    `A varredura ${sweep} está em uso por ${holder}. Tente de novo em instantes.`,
  'sweep-taken-over': ({ sweep }) => `Outro processo assumiu a varredura ${sweep}.`,
  'queue-in-use': ({ holder }) =>
    `A fila está sendo executada por outro Convas, ${holder}. Use-a por lá ou feche-o.`,
  'queue-taken-over': 'Outro processo assumiu a fila enquanto este não respondia. Use-a por lá.',
};
