import type { Language } from '../text/catalogue.ts';
import { languageOfEnvironment } from '../text/environment.ts';
import { matchLanguage } from '../text/language.ts';

/** The values of `--lang` among a command line's words. */
const given = (argv: readonly string[]): string[] =>
  argv
    .slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length)
    .flatMap((word, at) =>
      word === '--lang' ? argv.slice(at + 1, at + 2) : word.startsWith('--lang=') ? [word.slice(7)] : [],
    );

/**
 * The language to speak: of `--lang`, wherever it stands, else of the environment. It is needed before the command line
 * is parsed, for its help is in that language; a value that is no language is refused later, by the option itself.
 */
export function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Language {
  const system = Intl.DateTimeFormat().resolvedOptions().locale;
  return matchLanguage(given(argv).slice(-1)) ?? languageOfEnvironment(env, system);
}
