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
  synonyms: ['rnn', 'recurrent', 'gated recurrent unit'],
  keywords: ['recurrent', 'rnn', 'gated', 'sequence', 'text', 'time series'],
  lesson:
    'A lighter relative of the LSTM: one state instead of two, two gates instead of three, a quarter fewer weights. The ' +
    'update gate mixes the old state with a new candidate, the reset gate decides how much of the old state the ' +
    'candidate may see. On most tasks it does as well as an LSTM and trains faster.',
});
