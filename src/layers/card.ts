import { text } from '../text/language.ts';
import { message, sentence } from '../text/message.ts';
import type { ActivationName } from './activations.ts';
import type { Padding } from './sliding.ts';

/** An activation as it is written on a card, in the current language; nothing of one that does nothing. */
export const activationPart = (name: ActivationName | 'leakyRelu'): readonly string[] =>
  name === 'linear' ? [] : [text.activations[name]];

/** The same of a padding. */
export const paddingPart = (padding: Padding): readonly string[] =>
  padding === 'valid' ? [] : [text.paddings[padding]];

/** The parts of a card that there are. */
export const parts = (...all: readonly (string | readonly string[])[]): string => all.flat().join(', ');

/** Of a recurrent layer that gives the output of each step. */
export const sequencesPart = (returned: boolean): readonly string[] =>
  returned ? [sentence(message('layers.card-sequences'))] : [];
