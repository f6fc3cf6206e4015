import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableLines } from './printable.ts';

describe('text for a terminal', () => {
  it('has what a terminal acts on written out', () => {
    // Clear the screen; set the title; C1's CSI; carriage return; backspace; delete; right-to-left override.
    expect(printable('a\x1b[2Jb')).toBe('a\\u001b[2Jb');
    expect(printable('\x1b]0;title\x07')).toBe('\\u001b]0;title\\u0007');
    expect(printable('\x9b31m\r\b\x7f')).toBe('\\u009b31m\\u000d\\u0008\\u007f');
    expect(printable('safe\u202eexe.png\u2066\u2028')).toBe('safe\\u202eexe.png\\u2066\\u2028');
    expect(printable('two\nlines')).toBe('two\\u000alines');
  });

  it('keeps everything else, in any script', () => {
    const text = 'größer – 数字 שלום 😀 "C:\\Users" 12 %';
    expect(printable(text)).toBe(text);
  });

  it('keeps line breaks where lines are meant, and JSON the same JSON', () => {
    expect(printableLines('a\n\x1bb\n')).toBe('a\n\\u001bb\n');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const json = printableLines(`${JSON.stringify({ name })}\n`);
        expect(JSON.parse(json)).toEqual({ name });
        expect(json.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }),
    );
  }, 60_000);
});
