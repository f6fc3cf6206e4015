import type { Language } from './catalogue.ts';
import { matchLanguage } from './language.ts';

/** The first of these that is set decides, as POSIX has it; the first is ours. */
const variables = ['CONVAS_LANG', 'LC_ALL', 'LC_MESSAGES', 'LANG'] as const;

/** The values of `--lang` among a command line's words. */
const given = (argv: readonly string[]): string[] =>
  argv
    .slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length)
    .flatMap((word, at) =>
      word === '--lang' ? argv.slice(at + 1, at + 2) : word.startsWith('--lang=') ? [word.slice(7)] : [],
    );

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

/** The language that a person asked for by `--lang` or `CONVAS_LANG`; null where they asked for none. */
export const languageAskedFor = (
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language | null =>
  matchLanguage(given(argv).slice(-1)) ?? matchLanguage([env['CONVAS_LANG'] ?? ''].filter(Boolean));

/**
 * The language of a command line: of `--lang`, wherever it stands, else of the environment. It is needed before the
 * command line is parsed, since its help is in that language; a value that is no language is refused by the parser.
 */
export const languageOfCommand = (
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  system: string = Intl.DateTimeFormat().resolvedOptions().locale,
): Language => matchLanguage(given(argv).slice(-1)) ?? languageOfEnvironment(env, system);
