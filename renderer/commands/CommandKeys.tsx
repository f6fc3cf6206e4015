import { useEffect } from 'react';
import { useKeys } from '../stores/window/keyStore.ts';
import type { Command } from './command.ts';
import { commandContext, isEnabled, perform } from './context.ts';
import { strokesOf } from './keystroke.ts';
import { commands } from './registry.ts';
import { clipboardKeys } from './reserved.ts';
import { byShortcut, editsText } from './shortcut.ts';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Where keys without a modifier belong to what is open: they choose and press there. */
const isOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;

/** The shortcut that was pressed, with the commands that it runs where it was pressed. */
function pressedShortcut(
  event: KeyboardEvent,
  known: ReadonlyMap<string, readonly Command[]>,
): { readonly shortcut: string; readonly commands: readonly Command[] } | null {
  const field = isField(event.target);
  const overlay = isOverlay(event.target);
  for (const shortcut of strokesOf(event)) {
    const found = known.get(shortcut) ?? [];
    if (found.length === 0) continue;
    if (editsText(shortcut) && (field || (overlay && !shortcut.startsWith('mod')))) return null;
    const here = field ? found.filter((command) => command.inFields) : found;
    return here.length === 0 ? null : { shortcut, commands: here };
  }
  return null;
}

/** Listens for the commands' keys. Of several commands with the same keys the first that can be done is done. */
export function CommandKeys() {
  const changed = useKeys((state) => state.changed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys that were changed make another map
  useEffect(() => {
    const known = byShortcut(commands);
    const press = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented || event.getModifierState('AltGraph')) return;
      const found = pressedShortcut(event, known);
      if (!found) return;
      // The browser's own event copies, cuts and pastes.
      if (found.commands[0]?.clipboard && clipboardKeys.has(found.shortcut)) return;
      const context = commandContext();
      const command = found.commands.find((each) => isEnabled(each, context));
      // What edits text is the browser's where no command takes it: marked text is copied.
      if (command || !editsText(found.shortcut)) event.preventDefault();
      if (command) perform(command);
    };
    document.documentElement.addEventListener('keydown', press);
    return () => document.documentElement.removeEventListener('keydown', press);
  }, [changed]);
  return null;
}
