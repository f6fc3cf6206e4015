import { defineKind } from '../kind.ts';
import { gruCell } from './cells.ts';
import { recurrent, resetAfter } from './recurrent.ts';

/** Gated recurrent unit (Cho et al. 2014): `[time, features]` to `[units]` or `[time, units]`. */
export const gru = defineKind({
  ...recurrent(gruCell, { resetAfter: resetAfter() }, (params) => ({
    unitForgetBias: false,
    resetAfter: params['resetAfter'] === true,
  })),
  kind: 'gru',
  title: 'GRU',
});
