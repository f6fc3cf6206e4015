import { sentence, type Text } from './message.ts';

/**
 * What is kept to be shown later, in the language of that moment: a text, or what makes one of the catalogue of the
 * page. It does not leave its process.
 */
export type LazyText = Text | (() => string);

/** It in the current language. */
export const resolveText = (text: LazyText): string => (typeof text === 'function' ? text() : sentence(text));
