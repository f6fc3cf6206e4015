import { expect, it } from 'vitest';
import { selectionCsv } from './selectionFiles.ts';

it('a selection is a CSV file as RFC 4180 has it', () => {
  const selection = {
    dataset: 'pets',
    split: 'test' as const,
    indices: Int32Array.of(1, 2),
    labels: Uint8Array.of(0, 1, 0),
    classes: ['cat, "big"', 'dog'],
  };
  expect(selectionCsv(selection)).toBe('split,index,class\r\ntest,1,dog\r\ntest,2,"cat, ""big"""\r\n');
});
