import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { ValidMenuItem } from './requests.ts';
import { words } from './words.ts';

/**
 * The page's description of the menu as Electron's. Shortcuts are shown here but handled by the page, so that none
 * fires twice (macOS has them in the menu alone).
 */
export function menuTemplate(
  items: readonly ValidMenuItem[],
  onCommand: (command: string) => void,
): MenuItemConstructorOptions[] {
  return items.map((item) => {
    if (item.separator) return { type: 'separator' };
    const { label, command, accelerator, enabled, checked, role, submenu } = item;
    return {
      label,
      ...(role && { role }),
      ...(accelerator && { accelerator, registerAccelerator: process.platform === 'darwin' }),
      ...(enabled !== undefined && { enabled }),
      ...(checked !== undefined && { type: 'checkbox' as const, checked }),
      ...(submenu && { submenu: menuTemplate(submenu, onCommand) }),
      ...(command && !role && { click: () => onCommand(command) }),
    };
  });
}

/** The app's own menu, which macOS has first. Electron's labels for it are in English. */
const appMenu = (): MenuItemConstructorOptions => ({
  label: words.appName,
  submenu: [
    { role: 'about', label: words.menu.about },
    { type: 'separator' },
    { role: 'services', label: words.menu.services },
    { type: 'separator' },
    { role: 'hide', label: words.menu.hide },
    { role: 'hideOthers', label: words.menu.hideOthers },
    { role: 'unhide', label: words.menu.unhide },
    { type: 'separator' },
    { role: 'quit', label: words.menu.quit },
  ],
});

/** Puts the page's menu in place; the page sends it again in another language. */
export function setMenu(items: readonly ValidMenuItem[], onCommand: (command: string) => void): void {
  const own = process.platform === 'darwin' ? [appMenu()] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...own, ...menuTemplate(items, onCommand)]));
}
