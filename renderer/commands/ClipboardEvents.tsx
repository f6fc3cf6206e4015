import { useEffect } from 'react';
import { copyText, listenToOtherTabs, pasteText } from '../actions/clipboard.ts';
import { removeSelection } from '../actions/edits.ts';
import { alertError } from '../stores/window/workspaceStore.ts';
import type { Command } from './command.ts';
import { commandContext, isEnabled, labelOf } from './context.ts';
import { commands } from './registry.ts';

/** Whether an event belongs to text: a field that has the focus, or text that is marked. */
function isText({ target, type }: Event): boolean {
  const element = target instanceof Element ? target : null;
  if (element?.closest('input, textarea, [contenteditable="true"]')) return true;
  return type !== 'paste' && !(window.getSelection()?.isCollapsed ?? true);
}

const done = {
  copy(event: ClipboardEvent) {
    event.clipboardData?.setData('text/plain', copyText());
  },
  cut(event: ClipboardEvent) {
    event.clipboardData?.setData('text/plain', copyText());
    removeSelection();
  },
  paste(event: ClipboardEvent) {
    pasteText(event.clipboardData?.getData('text/plain') ?? '');
  },
} as const;

function handle(event: ClipboardEvent, command: Command, way: keyof typeof done): void {
  const context = commandContext();
  if (event.defaultPrevented || isText(event) || !isEnabled(command, context)) return;
  event.preventDefault();
  try {
    done[way](event);
  } catch (error) {
    alertError(() => labelOf(command, context), error);
  }
}

/**
 * Cut, copy and paste by their keys. The browser hands the clipboard to a page with these events, without asking for
 * permission, in every tab and window.
 */
export function ClipboardEvents() {
  useEffect(() => {
    const ends = commands.flatMap((command) => {
      const { clipboard } = command;
      if (!clipboard) return [];
      const listener = (event: ClipboardEvent): void => handle(event, command, clipboard);
      document.addEventListener(clipboard, listener);
      return () => document.removeEventListener(clipboard, listener);
    });
    const leave = listenToOtherTabs();
    return () => {
      for (const end of ends) end();
      leave();
    };
  }, []);
  return null;
}
