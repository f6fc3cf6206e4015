import { defineKind } from '../kind.ts';
import { lstmCell } from './cells.ts';
import { recurrent, unitForgetBias } from './recurrent.ts';

/** Long short-term memory (Hochreiter and Schmidhuber 1997): `[time, features]` to `[units]` or `[time, units]`. */
export const lstm = defineKind({
  ...recurrent(lstmCell, { unitForgetBias: unitForgetBias() }, (params) => ({
    unitForgetBias: params['unitForgetBias'] === true,
    resetAfter: false,
  })),
  kind: 'lstm',
  title: 'LSTM',
});
