import { expect, it } from 'vitest';
import { counted as contado } from '../pt/words.ts';
import { counted, ordinal, plural } from './words.ts';

it('counts in the singular and the plural, with groups of three', () => {
  expect([0, 1, 2, 5408].map((count) => counted(count, 'map'))).toEqual([
    '0 maps',
    '1 map',
    '2 maps',
    '5,408 maps',
  ]);
  expect(counted(2, 'class', 'classes')).toBe('2 classes');
  expect([plural(1, 'wire leads', 'wires lead'), plural(2, 'wire leads', 'wires lead')]).toEqual([
    'wire leads',
    'wires lead',
  ]);
});

it('orders as English does', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map(ordinal).join(' ')).toBe(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 103rd 111th',
  );
});

it('counts in Portuguese as Brazilians write', () => {
  expect([0, 1, 2, 5408].map((count) => contado(count, 'época'))).toEqual([
    '0 épocas',
    '1 época',
    '2 épocas',
    '5.408 épocas',
  ]);
});
