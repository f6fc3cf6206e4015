import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { Split } from '../dataset.ts';

/** Beyond this a label is no class: a list of names as long would take all memory. */
const maxClasses = 100_000;

/**
 * Class names where the data has none: the labels themselves, 0 to the largest.
 * @throws EngineError `dataset-corrupt` for a label that is too large
 */
export function numberedClasses(splits: readonly (Pick<Split, 'labels'> | null)[]): string[] {
  let largest = 0;
  for (const split of splits) {
    for (const label of split?.labels ?? []) if (label > largest) largest = label;
  }
  if (largest >= maxClasses) {
    throw new EngineError(
      'dataset-corrupt',
      message('datasets.label-too-large', { label: largest, most: maxClasses }),
    );
  }
  return Array.from({ length: largest + 1 }, (_, label) => String(label));
}

/** What decoders of numbered classes make of their splits. */
export const withNumberedClasses = <Part extends Pick<Split, 'labels'>>(splits: {
  readonly train: Part;
  readonly validation?: Part | null;
  readonly test: Part | null;
}) => {
  const { validation = null } = splits;
  return { classes: numberedClasses([splits.train, validation, splits.test]), ...splits, validation };
};
