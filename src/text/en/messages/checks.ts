import { issues } from '../../members/issues.ts';
import { counted, groupDigits, list, plural } from '../words.ts';

const isIssue = (kind: string): kind is keyof typeof issues => Object.hasOwn(issues, kind);

/** What the options that arrange a dataset can be. */
const optionValues = {
  without: `kinds of trouble, separated by commas: ${list(Object.keys(issues))}`,
  split: 'shares of training and test, or of training, validation and test, such as 80/20 or 70/15/15',
  fold: 'one of so many folds, such as 2/5',
  stratify: 'yes or no',
  group: 'folder or prefix',
  balance: 'oversample',
  seed: 'a whole number from 0 to 999,999,999',
} as const;

/** Checks of data, and datasets whose examples are put together anew. */
export const checks = {
  looking: 'looking at examples',
  kind: ({ kind }: { kind: string }) => (isIssue(kind) ? issues[kind].en.name : kind),
  'bad-option': ({ option, value }: { option: keyof typeof optionValues; value: string }) =>
    `The option "${option}" cannot be "${value}". Expected: ${optionValues[option]}.`,
  arranged: ({ title }: { title: string }) => `${title}, rearranged`,
  'left-out': ({ count, kinds }: { count: number; kinds: readonly string[] }) =>
    `${counted(count, 'training example')} ${plural(count, 'was', 'were')} left out, as asked for: ${list(
      kinds.map((kind) => (isIssue(kind) ? issues[kind].en.name.toLowerCase() : kind)),
    )}.`,
  dealt: ({
    train,
    validation,
    test,
    stratify,
    grouped,
  }: {
    train: number;
    validation: number;
    test: number;
    stratify: boolean;
    grouped: boolean;
  }) =>
    `All examples were dealt anew: ${groupDigits(train)} training, ${groupDigits(validation)} validation, ${groupDigits(test)} test${stratify ? '; each split has each class in proportion' : ''}${grouped ? '; no group is in two splits' : ''}.`,
  folded: ({ part, of, count }: { part: number; of: number; count: number }) =>
    `Fold ${part} of ${of} validates: ${counted(count, 'example')}.`,
  'held-for-oversampling': ({ count }: { count: number }) =>
    `${counted(count, 'example')} ${plural(count, 'was', 'were')} held out for validation first, so that no repeated example is in both parts.`,
  oversampled: ({ before, after }: { before: number; after: number }) =>
    `Training examples of smaller classes were repeated: ${groupDigits(before)} became ${groupDigits(after)}.`,
  'too-large': ({ title }: { title: string }) =>
    `${title} is too large to be dealt anew. Put its files into folders named train, val and test.`,
  'no-names': ({ title }: { title: string }) =>
    `${title} has no file names to group by. Grouping works for folders of images.`,
  'nothing-left': ({ title }: { title: string }) =>
    `${title}: no example is left in the training or in the test split. Leave out fewer, or choose other shares.`,
};
