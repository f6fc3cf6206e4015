import { defineKind } from '../kind.ts';
import { repeating } from './repeating.ts';

/** A longer sequence: `[length, channels]` to `[length * size, channels]`, each step repeated. */
export const upSampling1d = defineKind({
  ...repeating(1, 'the length'),
  kind: 'upSampling1d',
  title: 'UpSampling1D',
  variantOf: 'upSampling2d',
  keywords: ['enlarge', 'repeat', 'decoder', 'autoencoder', 'sequence', 'signal'],
  lesson:
    'Makes a sequence longer by repeating each step, the opposite of pooling. It learns nothing; a convolution after it ' +
    'smooths the stairs. Decoders of signals grow back to the length of the input in this way, and networks that label ' +
    'every moment join the result with what the way down has seen.',
});
