import { counted, groupDigits, list } from '../words.ts';

/** What became of the data that a person gave: what looks wrong, what was left out, and what was changed. */
export const imports = {
  published: 'a dataset as it is published',

  'no-validation': ({ dataset }: { dataset: string }) => `${dataset} has no validation split.`,

  'all-alike': ({ value }: { value: number }) =>
    `Every value of every example is ${value}: the examples cannot be told apart. Check how the data were saved.`,
  'below-one':
    'All values are 0 or 1 of 255: the images are nearly black. Multiply them by 255 before saving them, or add a rescaling step.',
  'one-class': 'There is only one class: there is nothing to tell apart. Add examples of another class.',
  'class-per-example': ({ classes, examples }: { classes: number; examples: number }) =>
    `There are ${counted(classes, 'class', 'classes')} for ${counted(examples, 'example')}: the labels look like names of examples, not of classes.`,
  'left-out': ({ count, file, reason }: { count: number; file: string; reason: string }) =>
    count === 1
      ? `${file} was left out: ${reason}.`
      : `${groupDigits(count)} files were left out, the first of them ${file}: ${reason}.`,
  'unknown-option': ({
    path,
    option,
    format,
    known,
  }: {
    path: string;
    option: string;
    format: string;
    known: readonly string[];
  }) =>
    `${path} is ${format}, which has no option "${option}". ${known.length === 0 ? 'It has none.' : `Options: ${list(known)}.`}`,
};
