import { describe, expect, it } from 'vitest';
import { sentence } from '../text/message.ts';
import type { Split } from './dataset.ts';
import { missingClasses as missing } from './missing-classes.ts';

const split = (labels: readonly number[]): Split => ({
  count: labels.length,
  shape: [1, 1, 1],
  images: new Uint8Array(labels.length),
  labels: Int32Array.from(labels),
});
const missingClasses = (...given: Parameters<typeof missing>): string[] =>
  missing(...given).map((detail) => sentence(detail));
const classes = ['cat', 'dog', 'owl', 'fox', 'bee'];

describe('classes that a split lacks', () => {
  it('are not spoken of where there are none', () => {
    expect(missingClasses(['cat', 'dog'], split([0, 1]), split([1, 0]), 5)).toEqual([]);
  });

  it('are named where they were too small for one example to be held out', () => {
    expect(missingClasses(['cat', 'dog'], split([0, 0, 0, 0, 1, 1]), split([0]), 5)).toEqual([
      '"dog" has fewer than 5 examples, so none could be held out for testing: the test accuracy does not cover this class. Add examples, or a test split of your own.',
    ]);
    expect(missingClasses(classes, split([0, 1, 2, 3, 4]), split([0]), 5)[0]).toMatch(
      /^"dog", "owl", "fox", and 1 more have fewer than 5 examples/,
    );
    const [detail] = missing(classes, split([0, 1, 2, 3, 4]), split([0]), 5);
    expect(sentence(detail!, 'pt-BR')).toMatch(/^“dog”, “owl”, “fox” e mais 1 têm menos de 5 exemplos/);
  });

  it('are named where the data came without them', () => {
    expect(missingClasses(classes, split([0, 2]), split([0, 1]), null)).toEqual([
      'There are no examples of "fox" and "bee": the network cannot learn these classes.',
      'The training split has no examples of "dog", but the test split does. The network can only answer them wrongly.',
      'The test split has no examples of "owl": the test accuracy does not cover this class. Add some.',
    ]);
  });
});
