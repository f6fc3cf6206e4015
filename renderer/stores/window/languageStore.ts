import { useSyncExternalStore } from 'react';
import type { Language } from '../../../src/text/catalogue.ts';
import { language, languages, matchLanguage, onLanguage, setLanguage } from '../../../src/text/language.ts';
import { host } from '../../host/current.ts';
import { type LanguageChoice, useWorkspace } from './workspaceStore.ts';

/** The language of a choice: what was asked for at the start, then what the system prefers, stands for the system. */
function languageOf(choice: LanguageChoice): Language {
  // A choice that a later version kept may be of a language that this one does not have.
  const chosen = languages.find((each) => each === choice);
  const { language: asked } = host();
  return chosen ?? matchLanguage([...(asked === undefined ? [] : [asked]), ...navigator.languages]) ?? 'en';
}

/** Keeps the page in the language that the person chose, or the system has. Before the first render. */
export function followLanguage(): void {
  const apply = (): void => {
    setLanguage(languageOf(useWorkspace.getState().language));
    document.documentElement.lang = language();
    host().setLanguage(language());
  };
  useWorkspace.subscribe((state, before) => {
    if (state.language !== before.language) apply();
  });
  window.addEventListener('languagechange', apply);
  apply();
}

/** The language of the page; what reads it is rendered again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, language);
