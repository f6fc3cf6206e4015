import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { ValidMenuItem } from './requests.ts';

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

/** Puts the page's menu in place; macOS wants the app's own menu first. */
export function setMenu(items: readonly ValidMenuItem[], onCommand: (command: string) => void): void {
  const own: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...own, ...menuTemplate(items, onCommand)]));
}
