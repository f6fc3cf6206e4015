import type { HelpConfiguration } from 'commander';
import { type Command, type CommanderError, InvalidArgumentError, type Option } from 'commander';
import { languages, matchLanguage, text } from '../text/language.ts';
import { option } from './command.ts';

const languageCodes = languages.join(', ');

/** `--lang`, of the program and of each command, so that it may stand before the command or after it. */
export const languageOption = (): Option =>
  option('--lang', text.cli.usage.language({ languages: languageCodes })).argParser((value: string) => {
    if (matchLanguage([value]) !== null) return value;
    throw new InvalidArgumentError(text.cli.usage.values.language({ languages: languageCodes }));
  });

const headings: Readonly<Record<string, () => string>> = {
  'Usage:': () => text.cli.usage.headings.usage,
  'Arguments:': () => text.cli.usage.headings.arguments,
  'Options:': () => text.cli.usage.headings.options,
  'Commands:': () => text.cli.usage.headings.commands,
};

/** `[options]` and `[command]`, which Commander puts into usage lines. */
const withPlaceholders = (usage: string): string =>
  usage
    .replace('[options]', text.cli.usage.placeholders.options)
    .replace('[command]', text.cli.usage.placeholders.command);

/** Help in the current language. */
const help: HelpConfiguration = {
  styleTitle: (title) => headings[title]?.() ?? title,
  styleUsage: withPlaceholders,
  styleSubcommandTerm: withPlaceholders,
  optionDescription({ description, argChoices, defaultValue, required, optional }) {
    const more = [
      ...(argChoices ? [text.cli.usage.choices({ choices: argChoices.join(', ') })] : []),
      ...(defaultValue !== undefined && !Array.isArray(defaultValue) && (required || optional)
        ? [text.cli.usage.fallback({ value: String(defaultValue) })]
        : []),
    ];
    return more.length === 0 ? description : `${description} (${more.join('; ')})`;
  },
};

/** Has a command speak the current language; `createCommand` hands it on to its subcommands. */
export function speaking(command: Command): Command {
  return command
    .configureHelp(help)
    .helpOption('-h, --help', text.cli.usage.help)
    .addOption(languageOption());
}

type Rewrite = readonly [pattern: RegExp, words: (...found: string[]) => string];

/** What Commander says of wrong usage, by its code. Its suggestions and an argument's own words follow. */
const rewrites: Readonly<Record<string, Rewrite>> = {
  'commander.missingArgument': [
    /^missing required argument '(.+?)'/,
    (name) => text.cli.usage.missingArgument({ name }),
  ],
  'commander.optionMissingArgument': [
    /^option '(.+?)' argument missing/,
    (flags) => text.cli.usage.missingValue({ option: flags }),
  ],
  'commander.missingMandatoryOptionValue': [
    /^required option '(.+?)' not specified/,
    (flags) => text.cli.usage.missingOption({ option: flags }),
  ],
  'commander.conflictingOption': [
    /^option '(.+?)' cannot be used with option '(.+?)'/,
    (flags, other) => text.cli.usage.conflict({ option: flags, other }),
  ],
  'commander.unknownOption': [
    /^unknown option '(.+?)'/,
    (flags) => text.cli.usage.unknownOption({ option: flags }),
  ],
  'commander.unknownCommand': [
    /^unknown command '(.+?)'/,
    (command) => text.cli.usage.unknownCommand({ command }),
  ],
  'commander.excessArguments': [
    /^too many arguments.*Expected (\d+) arguments? but got (\d+)\./,
    (expected, given) => text.cli.usage.tooMany({ expected: Number(expected), given: Number(given) }),
  ],
  'commander.invalidArgument': [
    /^option '(.+?)' argument '(.*?)' is invalid\./s,
    (flags, value) => text.cli.usage.invalid({ option: flags, value }),
  ],
};

/** Wrong usage in the current language, on one line. */
export function explainUsage({ code, message }: CommanderError): string {
  const detail = message.replace(/^error: /, '');
  const rewrite = Object.hasOwn(rewrites, code) ? rewrites[code] : undefined;
  const found = rewrite?.[0].exec(detail);
  if (!rewrite || !found) return detail;
  return (rewrite[1](...found.slice(1)) + detail.slice(found[0].length))
    .replace(/\s*\(Did you mean (?:one of )?(.+?)\?\)\s*$/, (_, names: string) => {
      const suggestion = text.cli.usage.suggestion({ names });
      return `. ${suggestion}`;
    })
    .trim();
}
