import { describe, expect, it } from 'vitest';
import { canonical, type KeyPress, shortcutOfPress, strokesOf } from './keystroke.ts';
import { whyReserved } from './reserved.ts';
import { editsText } from './shortcut.ts';

const press = (key: string, code: string, ...held: readonly string[]): KeyPress => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

describe('key presses', () => {
  it('are shortcuts by their sign, then by the place of the key', () => {
    expect(strokesOf(press('s', 'KeyS', 'ctrl'), false)).toEqual(['mod+S']);
    expect(strokesOf(press('!', 'Digit1', 'shift'), false)).toEqual(['shift+!', 'shift+1']);
    expect(strokesOf(press('ы', 'KeyS', 'ctrl'), false)).toEqual(['mod+Ы', 'mod+S']);
    expect(strokesOf(press('+', 'Equal', 'ctrl', 'shift'), false)).toEqual(['mod+shift+Plus', 'mod+shift+=']);
    expect(strokesOf(press('˜', 'KeyN', 'meta', 'alt'), true)).toEqual(['mod+alt+˜', 'mod+alt+N']);
    expect(strokesOf(press('Shift', 'ShiftLeft', 'shift'), false)).toEqual([]);
  });

  it('are written down as they are read', () => {
    expect(shortcutOfPress(press('!', 'Digit1', 'shift'), false)).toBe('shift+1');
    expect(shortcutOfPress(press('?', 'Slash', 'shift'), false)).toBe('shift+?');
    expect(shortcutOfPress(press('ы', 'KeyS', 'ctrl'), false)).toBe('mod+S');
    // Dvorak has its letters elsewhere.
    expect(shortcutOfPress(press('o', 'KeyS', 'ctrl'), false)).toBe('mod+O');
    expect(shortcutOfPress(press('F5', 'F5'), false)).toBe('F5');
    expect(shortcutOfPress(press('s', 'KeyS', 'ctrl'), true)).toBe('ctrl+S');
    expect(canonical('Shift+MOD+s')).toBe('mod+shift+S');
  });

  it('leave text fields what edits text', () => {
    for (const key of ['M', 'shift+A', 'Delete', 'mod+Z', 'mod+ArrowLeft', 'shift+?'])
      expect(editsText(key)).toBe(true);
    for (const key of ['mod+S', 'alt+M', 'F5', 'mod+shift+Enter', 'mod+K'])
      expect(editsText(key)).toBe(false);
  });
});

describe('reserved keys', () => {
  it('are refused with what keeps them', () => {
    expect(whyReserved('mod+T', 'browser', false)).toBe(
      'Ctrl+T cannot be used: browsers reserve it to open a tab.',
    );
    expect(whyReserved('mod+T', 'electron', false)).toBeNull();
    expect(whyReserved('mod+Q', 'electron', false)).toContain("the window's menu uses it to quit");
    expect(whyReserved('Tab', 'browser', false)).toContain('goes from layer to layer');
    expect(whyReserved('Space', 'browser', false)).toContain('moves the view while it is held');
    expect(whyReserved('alt+F4', 'browser', false)).toContain('operating system');
    expect(whyReserved('mod+M', 'browser', true)).toContain('minimize');
    expect(whyReserved('mod+shift+K', 'browser', false)).toBeNull();
  });
});
