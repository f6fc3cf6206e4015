/** What of a keyboard event says which keys were pressed. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '');

const modifierKeys: ReadonlySet<string> = new Set([
  ...[
    'Control',
    'Shift',
    'Alt',
    'AltGraph',
    'Meta',
    'CapsLock',
    'NumLock',
    'Fn',
    'Dead',
    'Process',
    'Unidentified',
  ],
]);

/** Keys by where they are, for those whose sign depends on the layout or on what is held with them. */
const signOfCode: Readonly<Record<string, string>> = {
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backquote: '`',
  NumpadAdd: 'Plus',
  NumpadSubtract: '-',
};

/** The letter, digit or sign that a US keyboard has there. */
function keyByPlace(code: string): string | null {
  const letterOrDigit = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code);
  return letterOrDigit?.[1] ?? letterOrDigit?.[2] ?? signOfCode[code] ?? null;
}

function keyBySign(key: string): string {
  if (key === '+') return 'Plus';
  if (key === ' ') return 'Space';
  return key.length === 1 ? key.toUpperCase() : key;
}

/** The modifiers held, in the order in which shortcuts are written. `mod` is Ctrl, on a Mac Cmd. */
function modifiersOf(event: KeyPress, mac: boolean): string[] {
  const held = {
    mod: mac ? event.metaKey : event.ctrlKey,
    ctrl: mac && event.ctrlKey,
    meta: !mac && event.metaKey,
    alt: event.altKey,
    shift: event.shiftKey,
  };
  return (['mod', 'ctrl', 'meta', 'alt', 'shift'] as const).filter((name) => held[name]);
}

/**
 * The shortcuts that a key press may be, the likeliest first: by the sign that it gives (`shift+?`, Dvorak's `mod+S`),
 * then by the place of the key (`shift+1` where that gives `!`, `mod+S` on a Cyrillic keyboard). None for a modifier
 * alone.
 */
export function strokesOf(event: KeyPress, mac = isMac()): readonly string[] {
  if (modifierKeys.has(event.key)) return [];
  const modifiers = modifiersOf(event, mac);
  const place = keyByPlace(event.code);
  const keys = [keyBySign(event.key), ...(place === null ? [] : [place])];
  return [...new Set(keys.map((key) => [...modifiers, key].join('+')))];
}

/** How a key press is written down as a shortcut: digits and, where another alphabet is written, letters by their place. */
export function shortcutOfPress(event: KeyPress, mac = isMac()): string | null {
  const [bySign, byPlace] = strokesOf(event, mac);
  if (bySign === undefined) return null;
  const letter = /^[A-Za-z]$/.test(event.key);
  const placed = /^(?:Digit|Numpad)\d$/.test(event.code) || (/^Key[A-Z]$/.test(event.code) && !letter);
  return placed ? (byPlace ?? bySign) : bySign;
}

const order: readonly string[] = ['mod', 'ctrl', 'meta', 'alt', 'shift'];

/** A shortcut with its parts in one order and case, so that equal ones are equal texts. */
export function canonical(shortcut: string): string {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1).map((part) => part.toLowerCase());
  const held = order.filter((name) => modifiers.includes(name));
  return [...held, key.length === 1 ? key.toUpperCase() : key].join('+');
}
