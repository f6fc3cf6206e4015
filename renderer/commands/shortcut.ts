import type { Command } from './command.ts';

const isMac = (): boolean => /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '');

export function shortcutsOf(command: Command): readonly string[] {
  const { shortcut } = command;
  if (shortcut === undefined) return [];
  return typeof shortcut === 'string' ? [shortcut] : shortcut;
}

const macNames: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' };
const otherNames: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  ctrl: 'Ctrl',
};
const keyNames: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Delete: 'Del',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  BracketLeft: '[',
  BracketRight: ']',
};

/** The keys of a shortcut as a person reads them: `['Ctrl', 'S']`. */
export function keysOf(shortcut: string, mac = isMac()): string[] {
  const names = mac ? macNames : otherNames;
  const parts = shortcut.split('+').map((part) => (part === '' ? '+' : part));
  return parts.map(
    (part) => names[part] ?? keyNames[part] ?? (part.length === 1 ? part.toUpperCase() : part),
  );
}

/** As Electron's menus write it: `CmdOrCtrl+Shift+S`. */
export function acceleratorOf(shortcut: string): string {
  const names: Readonly<Record<string, string>> = {
    mod: 'CmdOrCtrl',
    shift: 'Shift',
    alt: 'Alt',
    ctrl: 'Ctrl',
  };
  const parts = shortcut.split('+').map((part) => names[part] ?? part);
  return parts.map((part) => (part.length === 1 ? part.toUpperCase() : part)).join('+');
}
