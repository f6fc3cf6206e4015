import { useHotkeys } from '@mantine/hooks';
import type { Command } from './command.ts';
import { perform } from './context.ts';
import { commands } from './registry.ts';
import { shortcutsOf } from './shortcut.ts';

type Key = [string, () => void, { preventDefault: boolean }];

const keysFor = (list: readonly Command[]): Key[] =>
  list.flatMap((command) =>
    (command.clipboard ? [] : shortcutsOf(command)).map(
      (shortcut): Key => [shortcut, () => perform(command), { preventDefault: true }],
    ),
  );

const everywhere = keysFor(commands.filter((command) => command.inFields));
const outsideFields = keysFor(commands.filter((command) => !command.inFields));

/** Listens for the commands' keys. */
export function CommandKeys() {
  useHotkeys(everywhere, [], true);
  useHotkeys(outsideFields);
  return null;
}
