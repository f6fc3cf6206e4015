import { defineKind } from '../kind.ts';
import { globalPooling } from './global-pooling.ts';

/** The largest value of each channel: `[length, channels]` to `[channels]`. */
export const globalMaxPooling1d = defineKind({
  ...globalPooling(1, 'Max'),
  kind: 'globalMaxPooling1d',
  title: 'GlobalMaxPooling1D',
  variantOf: 'globalMaxPooling2d',
  keywords: ['pool', 'gmp', 'maximum', 'squeeze'],
  lesson:
    'Reduces a sequence to one vector, the largest value of each feature over time. In the convolutional ' +
    'text classifier of Kim (2014) it answers for each learnt phrase whether it occurs anywhere in the ' +
    'sentence, whatever its length.',
});
