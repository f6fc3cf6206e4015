import { defineKind } from '../kind.ts';
import { repeating } from './repeating.ts';

/** A longer sequence: `[length, channels]` to `[length * size, channels]`, each step repeated. */
export const upSampling1d = defineKind({
  ...repeating(1),
  kind: 'upSampling1d',
  title: 'UpSampling1D',
  variantOf: 'upSampling2d',
});
