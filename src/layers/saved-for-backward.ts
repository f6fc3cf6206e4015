import type { ActivationName } from './activations.ts';
import { type Shape, sizeOf } from './shape.ts';

/** Numbers saved for the backward pass beside the output: what the bias was added to, what the activation was given. */
export const savedBeforeActivation = (
  { useBias, activation }: { readonly useBias: boolean; readonly activation: ActivationName },
  output: Shape,
): number => sizeOf(output) * (Number(useBias) + Number(activation !== 'linear'));
