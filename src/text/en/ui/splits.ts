import { counted, groupDigits } from '../words.ts';

/** How a dataset's examples are dealt into training, validation and test. */
export const splits = {
  title: 'Splits',
  now: (train: number, validation: number, test: number) =>
    `Now: ${groupDigits(train)} training${validation > 0 ? `, ${groupDigits(validation)} validation` : ''}, ${groupDigits(test)} test examples.`,
  way: 'How examples are split',
  ways: { given: 'As they come', shares: 'By shares', folds: 'Folds' },
  about: {
    given: 'The splits that the data come with.',
    shares: 'All examples are dealt anew. Only the proportions count: 70, 15, 15 is the same as 14, 3, 3.',
    folds:
      'For cross-validation: one fold of the training examples validates, the others train. The test split stays.',
  },
  train: 'Training',
  validation: 'Validation',
  test: 'Test',
  folds: 'Number of folds',
  fold: 'Fold that validates',
  group: 'Keep together',
  groups: { none: 'nothing', folder: 'files of one folder', prefix: 'names that begin alike' },
  seed: 'Seed',
  stratify: 'Each class in proportion in each split',
  oversample: 'Repeat examples of smaller classes',
  oversampleAbout:
    'In training only, until all classes have as many as the largest. Class weights, in the training settings, do the same without repeating.',
  apply: 'Apply to the document',
  busy: 'Splitting the data',
};

/** What data were at a moment, and whether they still are. */
export const versions = {
  title: 'Version of the data',
  about:
    'A version lists every example with its name, digest, class and split. Runs keep that of their data, so that you can tell later whether the data are still the same.',
  freeze: 'Freeze and save',
  saved: (place: string) => `The version was saved to ${place}.`,
  failed: 'The data could not be frozen',
  compareFile: 'Compare with a file',
  compareRun: 'Compare with a run',
  compareFailed: 'The data could not be compared',
  comparing: 'Comparing the data',
  same: (moment: string) => `The data are the same as on ${moment}.`,
  other: (moment: string) => `The data have changed since ${moment}.`,
  kinds: {
    added: (count: number) => `${counted(count, 'example')} added`,
    removed: (count: number) => `${counted(count, 'example')} removed`,
    changed: (count: number) => `${counted(count, 'example')} with other content`,
    relabeled: (count: number) => `${counted(count, 'example')} of another class`,
    moved: (count: number) => `${counted(count, 'example')} in another split`,
  },
  unchanged: (count: number) => `${counted(count, 'example')} unchanged`,
  reordered: 'The examples are in another order.',
  example: (split: string, index: number) => `${split} ${groupDigits(index)}`,
  splits: { train: 'training', validation: 'validation', test: 'test' },
};
