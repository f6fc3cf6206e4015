import type { Language } from './catalogue.ts';
import { matchLanguage } from './language.ts';

/** The first of these that is set decides, as POSIX has it; the first is ours. */
const variables = ['CONVAS_LANG', 'LC_ALL', 'LC_MESSAGES', 'LANG'] as const;

/**
 * The language of a process's environment; English where it names none that Convas has.
 * @param system the system's own language, for systems that do not use these variables
 */
export function languageOfEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  system: string,
): Language {
  const named = variables.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  return matchLanguage([named ?? system]) ?? 'en';
}
