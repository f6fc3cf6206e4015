import { describe, expect, it } from 'vitest';
import { parseReference, writeReference } from './reference.ts';

describe('a dataset as one string', () => {
  it.each([
    ['mnist', 'mnist', {}],
    ['a/b.csv?label=last&header=no', 'a/b.csv', { label: 'last', header: 'no' }],
    ['b.csv?separator=%3B&label=my+class', 'b.csv', { separator: ';', label: 'my class' }],
    ['b.csv?label=100%25', 'b.csv', { label: '100%' }],
    ['b.csv?label=100%', 'b.csv', { label: '100%' }],
    ['b.csv?label=a=b', 'b.csv', { label: 'a=b' }],
    ['what?.csv', 'what?.csv', {}],
    ['what?.csv?label=0', 'what?.csv', { label: '0' }],
  ])('is taken apart: %s', (reference, path, options) => {
    expect(parseReference(reference)).toEqual({ path, options });
  });

  it('is written so that it is read again', () => {
    for (const options of [{}, { label: 'a & b = c?', separator: '\t' }, { header: 'ção+%' }]) {
      const reference = { path: '/data/ü.csv', options };
      expect(parseReference(writeReference(reference))).toEqual(reference);
    }
    expect(writeReference({ path: 'x.csv', options: { label: '' } })).toBe('x.csv');
  });
});
