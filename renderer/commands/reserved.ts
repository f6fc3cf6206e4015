import type { Host } from '../../src/protocol/host.ts';
import { t } from '../i18n/index.ts';
import { canonical, type KeyPress } from './keystroke.ts';
import { keysOf } from './shortcut.ts';

const words = t.keys.reserved;
const { uses } = t.keys;
type Uses = Readonly<Record<string, string>>;

/** What browsers do with keys that a page never sees: Chromium's reserved commands, which others share. */
const ofBrowsers: Uses = {
  'mod+N': uses.newWindow,
  'mod+shift+N': uses.newWindow,
  'mod+T': uses.newTab,
  'mod+shift+T': uses.reopenTab,
  'mod+W': uses.closeTab,
  'mod+F4': uses.closeTab,
  'mod+shift+W': uses.closeWindow,
  'mod+PageUp': uses.switchTab,
  'mod+PageDown': uses.switchTab,
};

/** Tabs are switched with Ctrl on a Mac, too. */
const switching = (mac: boolean): Uses => {
  const held = mac ? 'ctrl' : 'mod';
  return { [`${held}+Tab`]: uses.switchTab, [`${held}+shift+Tab`]: uses.switchTab };
};

/** What the window's own menu does, by the roles that Electron gives these keys. */
const ofWindow: Uses = {
  'mod+Q': uses.quit,
  F11: uses.fullScreen,
  'mod+shift+I': uses.developerTools,
};

const ofMac: Uses = { 'mod+Q': uses.quit, 'mod+H': uses.hide, 'mod+M': uses.minimize };

const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

/** What the canvas does with keys that are no command's. */
const ofCanvas: Uses = {
  ...Object.fromEntries(
    ['', 'shift+', 'alt+', 'alt+shift+'].flatMap((held) => arrows.map((key) => [held + key, uses.moves])),
  ),
  Tab: uses.walks,
  'shift+Tab': uses.walks,
  Enter: uses.edits,
  'shift+Enter': uses.edits,
  Escape: uses.leaves,
  'shift+Escape': uses.leaves,
  Space: uses.pans,
  'shift+Space': uses.pans,
};

/** Done by the browser's own events, in fields and everywhere else. */
export const clipboardKeys: ReadonlySet<string> = new Set(['mod+C', 'mod+X', 'mod+V']);

const ofSystem: readonly string[] = ['alt+F4', 'alt+Tab', 'alt+shift+Tab', 'mod+alt+Delete'];

/** Why a command cannot have these keys, in words; null where it can. */
export function whyReserved(shortcut: string, host: Host['kind'], mac: boolean): string | null {
  const key = canonical(shortcut);
  const shown = keysOf(key, mac).join(mac ? '' : '+');
  if (clipboardKeys.has(key)) return words.clipboard(shown);
  const canvas = ofCanvas[key];
  if (canvas) return words.canvas(shown, canvas);
  if (key.startsWith('meta+') || (!mac && ofSystem.includes(key))) return words.system(shown);
  const own = mac ? ofMac[key] : undefined;
  if (own) return words.window(shown, own);
  const browser = host === 'browser' ? (ofBrowsers[key] ?? switching(mac)[key]) : undefined;
  if (browser) return words.browser(shown, browser);
  const window = host === 'electron' ? ofWindow[key] : undefined;
  return window ? words.window(shown, window) : null;
}

/** AltGr types characters of its own on many keyboards; on Windows it arrives as Ctrl and Alt. */
export const typesWithAltGr = (event: KeyPress & Pick<KeyboardEvent, 'getModifierState'>): boolean =>
  event.getModifierState('AltGraph');
