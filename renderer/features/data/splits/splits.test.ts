import { expect, it } from 'vitest';
import { referenceOf, splitChoiceOf } from './Splits.tsx';

it('a reference becomes a form and the form the reference again', () => {
  for (const reference of [
    'mnist',
    'mnist?split=70/15/15',
    'mnist?split=80/0/20&stratify=no&seed=7',
    'digits.csv?label=last&fold=2/5&group=prefix&balance=oversample',
    'mnist?without=dark&balance=oversample&seed=3',
  ]) {
    expect(referenceOf(reference, splitChoiceOf(reference))).toBe(reference);
  }
});

it('the form writes the options that the engine reads, and none for the data as they come', () => {
  const dealing = {
    ...splitChoiceOf('pets'),
    way: 'shares' as const,
    train: 6,
    validation: 1,
    test: 3,
    seed: 4,
  };
  expect(referenceOf('pets?label=a&fold=1/2', dealing)).toBe('pets?label=a&split=6/1/3&seed=4');
  const none = { ...dealing, way: 'given' as const, oversample: false };
  expect(referenceOf('pets?split=1/1', none)).toBe('pets');
});
