import type { Command } from '../../commands/command.ts';
import { canonical } from '../../commands/keystroke.ts';
import { commands } from '../../commands/registry.ts';
import { ownShortcuts, shortcutsOf } from '../../commands/shortcut.ts';
import { type ChangedKeys, useKeys } from '../../stores/window/keyStore.ts';

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((key, index) => canonical(key) === canonical(b[index]!));

/** What is kept of a command's keys: nothing where they are the ones it comes with. */
function withKeys(changed: ChangedKeys, command: Command, keys: readonly string[]): ChangedKeys {
  const { [command.id]: _before, ...others } = changed;
  return same(keys, ownShortcuts(command)) ? others : { ...others, [command.id]: keys };
}

/** The other commands that these keys run. */
export function othersWith(shortcut: string, command: Command): readonly Command[] {
  const wanted = canonical(shortcut);
  return commands.filter(
    (other) => other !== command && shortcutsOf(other).some((key) => canonical(key) === wanted),
  );
}

/** Takes keys from a command. */
export function removeKeys(command: Command, shortcut: string): void {
  const keys = shortcutsOf(command).filter((key) => canonical(key) !== canonical(shortcut));
  useKeys.setState(({ changed }) => ({ changed: withKeys(changed, command, keys) }));
}

/**
 * Gives a command keys, in the place of others that it had or behind them.
 *
 * @param replaces the keys that give way; null adds
 * @param alone whether they are taken from the other commands that they run
 */
export function assignShortcut(
  command: Command,
  shortcut: string,
  replaces: string | null,
  alone: boolean,
): void {
  if (alone) for (const other of othersWith(shortcut, command)) removeKeys(other, shortcut);
  const before = shortcutsOf(command);
  const placed =
    replaces === null ? [...before, shortcut] : before.map((key) => (key === replaces ? shortcut : key));
  const keys = [...new Map(placed.map((key) => [canonical(key), key])).values()];
  useKeys.setState(({ changed }) => ({ changed: withKeys(changed, command, keys) }));
}
