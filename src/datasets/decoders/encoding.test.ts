import { expect, it } from 'vitest';
import { encodingOf } from './encoding.ts';

const text = 'name;açaí\r\n1;coração\r\n';

it.each([
  ['utf-8', Buffer.from(text)],
  ['utf-8', Buffer.from(`\ufeff${text}`)],
  ['utf-8', Buffer.from('')],
  ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['utf-16le', Buffer.from(text, 'utf16le')],
  ['utf-16be', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['utf-16be', Buffer.from(text, 'utf16le').swap16()],
  ['windows-1252', Buffer.from(text, 'latin1')],
] as const)('%s is recognized', (encoding, bytes) => expect(encodingOf(bytes, true)).toBe(encoding));

it('takes a letter that the beginning cuts for UTF-8', () => {
  const bytes = Buffer.from('açaí').subarray(0, -1);
  expect(encodingOf(bytes, false)).toBe('utf-8');
  expect(encodingOf(bytes, true)).toBe('windows-1252');
});
