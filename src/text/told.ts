import { sentence, type Text } from './message.ts';

/**
 * What is kept to be shown later, in the language of that moment: a text, or what makes one of the catalogue of the
 * page. It does not leave its process.
 */
export type Told = Text | (() => string);

/** What was told, in the current language. */
export const tell = (told: Told): string => (typeof told === 'function' ? told() : sentence(told));
