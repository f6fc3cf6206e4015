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
  synonyms: ['rnn', 'recurrent', 'long short term memory'],
  keywords: ['recurrent', 'rnn', 'sequence', 'memory', 'text', 'time series'],
  lesson:
    'Reads a sequence step by step and carries a memory along. Three gates, small layers that answer between 0 and 1, ' +
    'decide at each step what of the memory to forget, what to write, and what to show. Because the memory is changed by ' +
    'addition, gradients reach back over hundreds of steps where a plain recurrent layer loses them. The last output ' +
    'sums up the sequence; to stack layers let all but the last return sequences.',
});
