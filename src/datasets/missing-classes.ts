import { type Message, message } from '../text/message.ts';
import type { Split } from './dataset.ts';

/** Classes that a sentence names; of more, their number. */
const named = 3;

const some = (classes: readonly string[]) => ({ names: classes.slice(0, named), count: classes.length });

function countsOf({ labels }: Pick<Split, 'labels'>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

/**
 * What to know about classes that a split has no examples of: nothing measured on the split covers them.
 * @param heldOut one of so many examples of each class was held out for testing; null where the data came with a test
 *   split
 */
export function missingClasses(
  classes: readonly string[],
  train: Pick<Split, 'labels'>,
  test: Pick<Split, 'labels'>,
  heldOut: number | null,
  validation: Pick<Split, 'labels'> | null = null,
): Message[] {
  const trained = countsOf(train, classes.length);
  const tested = countsOf(test, classes.length);
  const where = (found: (label: number) => boolean): string[] => classes.filter((_, label) => found(label));
  const validated = validation ? countsOf(validation, classes.length) : [];
  const isUnseen = (label: number) => trained[label] === 0 && tested[label] === 0;
  const absent = where((label) => isUnseen(label) && !validated[label]);
  const onlyValidated = where((label) => isUnseen(label) && validated[label]! > 0);
  const untrained = where((label) => trained[label] === 0 && tested[label]! > 0);
  const untested = where((label) => tested[label] === 0 && trained[label]! > 0);
  const warnings: Message[] = [];
  if (absent.length > 0) warnings.push(message('datasets.classes-absent', some(absent)));
  if (onlyValidated.length > 0)
    warnings.push(message('imports.classes-only-validation', { names: onlyValidated }));
  if (untrained.length > 0) warnings.push(message('datasets.classes-untrained', some(untrained)));
  if (untested.length > 0 && heldOut !== null)
    warnings.push(message('datasets.classes-too-few', { ...some(untested), heldOut }));
  else if (untested.length > 0) warnings.push(message('datasets.classes-untested', some(untested)));
  return warnings;
}
