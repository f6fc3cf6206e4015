import { defineKind } from '../kind.ts';
import { globalPooling } from './global-pooling.ts';

/** The mean of each channel: `[length, channels]` to `[channels]`. */
export const globalAveragePooling1d = defineKind({
  ...globalPooling(1, 'Average'),
  kind: 'globalAveragePooling1d',
  title: 'GlobalAveragePooling1D',
  variantOf: 'globalAveragePooling2d',
  keywords: ['pool', 'gap', 'mean', 'squeeze'],
  lesson:
    'Reduces a sequence to one vector, the mean of each feature over time. After word vectors it is the ' +
    'bag of words of neural networks: simple, without weights, hard to overfit, blind to order.',
});
