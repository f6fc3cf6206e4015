import type { MenuItem } from '../../src/protocol/host.ts';
import { onLanguage } from '../../src/text/language.ts';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { type Command, type CommandContext, commandGroups } from './command.ts';
import { commandContext, isEnabled, labelOf, subscribeContext } from './context.ts';
import { commands } from './registry.ts';
import { acceleratorOf, shortcutsOf } from './shortcut.ts';

const strings = t.shell.commands;

function itemOf(command: Command, context: CommandContext): MenuItem {
  const [shortcut] = shortcutsOf(command);
  // The window's own items, which work in text fields, too, and make the event that the page listens to.
  if (command.clipboard)
    return { label: labelOf(command, context), command: command.id, role: command.clipboard };
  return {
    label: labelOf(command, context),
    command: command.id,
    enabled: isEnabled(command, context),
    ...(command.checked ? { checked: command.checked(context) } : {}),
    // Keys without a modifier belong to the page, which knows whether a field has the focus.
    ...(shortcut?.includes('mod+') ? { accelerator: acceleratorOf(shortcut) } : {}),
  };
}

/** Roles of the system that no command of ours stands for, by menu. */
const systemItems = (): Readonly<Partial<Record<Command['group'], readonly MenuItem[]>>> => ({
  file: [
    { label: '', separator: true },
    { label: strings.quit, role: 'quit' },
  ],
  view: [
    { label: '', separator: true },
    { label: strings.fullScreen, role: 'togglefullscreen' },
    { label: strings.developerTools, role: 'toggleDevTools' },
  ],
});

/** The commands as the window's menu. */
export function menuOf(context: CommandContext): readonly MenuItem[] {
  return commandGroups.map((group) => ({
    label: strings.groups[group],
    submenu: [
      ...commands
        .filter((command) => command.group === group && command.inMenu !== false)
        .map((command) => itemOf(command, context)),
      ...(systemItems()[group] ?? []),
    ],
  }));
}

/** Sends the menu to the host now and whenever it reads differently, at most once a frame. */
export function followMenu(): void {
  let sent = '';
  let waiting = false;
  const send = (): void => {
    waiting = false;
    const menu = menuOf(commandContext());
    const text = JSON.stringify(menu);
    if (text === sent) return;
    sent = text;
    host().setMenu(menu);
  };
  const later = (): void => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(send);
  };
  subscribeContext(later);
  onLanguage(later);
  send();
}
