import { defineKind } from '../kind.ts';
import { globalPooling } from './global-pooling.ts';

/** The largest value of each channel: `[height, width, channels]` to `[channels]`. */
export const globalMaxPooling2d = defineKind({
  ...globalPooling(2, 'Max'),
  kind: 'globalMaxPooling2d',
  title: 'GlobalMaxPooling2D',
  synonyms: ['gmp', 'global max pooling', 'global maxpool', 'adaptive max pooling'],
  keywords: ['pool', 'gmp', 'maximum', 'squeeze'],
  lesson:
    'Reduces each feature map to one number, its largest value: was the pattern found anywhere at all? It ' +
    'has no weights and takes any image size. Against the mean it reacts to the single best match, and ' +
    'only that place gets a gradient.',
});
