import { useKeys } from '../stores/window/keyStore.ts';
import type { Command } from './command.ts';
import { canonical, isMac } from './keystroke.ts';

/** The keys that a command comes with. */
export function ownShortcuts({ shortcut }: Command): readonly string[] {
  if (shortcut === undefined) return [];
  return typeof shortcut === 'string' ? [shortcut] : shortcut;
}

/** The keys that run a command here: those it was given, else its own. */
export const shortcutsOf = (command: Command): readonly string[] =>
  useKeys.getState().changed[command.id] ?? ownShortcuts(command);

/** The first of a command's keys, which menus and tooltips show; follows what is changed. */
export const useShortcut = (command: Command): string | undefined =>
  useKeys(({ changed }) => (changed[command.id] ?? ownShortcuts(command))[0]);

/** The commands that each shortcut runs, in the order of `commands`. */
export function byShortcut(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const found = new Map<string, Command[]>();
  for (const command of commands)
    for (const shortcut of new Set(shortcutsOf(command).map(canonical)))
      found.set(shortcut, [...(found.get(shortcut) ?? []), command]);
  return found;
}

const editing: ReadonlySet<string> = new Set(['A', 'C', 'V', 'X', 'Y', 'Z']);
const moving = /^(?:Arrow|Home$|End$|Delete$|Backspace$|Page)/;

/** Whether a shortcut means something in a text field of its own: it types, edits or moves there. */
export function editsText(shortcut: string): boolean {
  const parts = canonical(shortcut).split('+');
  const key = parts.at(-1)!;
  const modified = parts.some(
    (part) => part === 'mod' || part === 'ctrl' || part === 'alt' || part === 'meta',
  );
  if (!modified) return !/^F\d+$/.test(key);
  return moving.test(key) || (parts[0] === 'mod' && editing.has(key));
}

const macNames: Readonly<Record<string, string>> = {
  mod: '⌘',
  shift: '⇧',
  alt: '⌥',
  ctrl: '⌃',
};
const otherNames: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  ctrl: 'Ctrl',
  meta: 'Meta',
};
const keyNames: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Delete: 'Del',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Plus: '+',
};

/** The keys of a shortcut as a person reads them: `['Ctrl', 'S']`. */
export function keysOf(shortcut: string, mac = isMac()): string[] {
  const names = mac ? macNames : otherNames;
  return shortcut
    .split('+')
    .map((part) => names[part] ?? keyNames[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

const acceleratorNames: Readonly<Record<string, string>> = {
  mod: 'CmdOrCtrl',
  shift: 'Shift',
  alt: 'Alt',
  ctrl: 'Ctrl',
  meta: 'Meta',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** As Electron's menus write it: `CmdOrCtrl+Shift+S`. */
export const acceleratorOf = (shortcut: string): string =>
  shortcut
    .split('+')
    .map((part) => acceleratorNames[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join('+');
