import { type ImportReport, type LeftOutFile, maxLeftOut } from '../protocol/import-report.ts';
import { guarded, message, type Text } from '../text/message.ts';
import type { TargetSpec } from '../training/target.ts';
import type { SplitHandle } from './dataset.ts';
import { eachPixels, imageShape, numbersOf } from './pixels.ts';

/** What a decoder found out about data while it decoded them. */
export interface Findings {
  /** Sizes of the images as they were found; left out where all are as they are used. */
  readonly sizes?: ImportReport['sizes'];
  readonly leftOut?: readonly LeftOutFile[];
  readonly warnings?: readonly Text[];
  readonly changes?: readonly Text[];
}

export interface ReportParts extends Findings {
  readonly heldOut: number | null;
  readonly format: Text;
  readonly classes: readonly string[];
  /** What the examples come with; left out where each has one class. */
  readonly target?: TargetSpec | undefined;
  readonly train: SplitHandle;
  readonly validation: SplitHandle | null;
  readonly test: SplitHandle;
}

/** Sizes that a report lists. */
const maxSizes = 20;

function countsOf(split: SplitHandle | null, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  // Examples without a class have none to count.
  if (classes > 0) for (const label of split?.labels ?? []) counts[label]!++;
  return counts;
}

/** The smallest and the largest number of some splits; `[0, 0]` where there is none. */
function rangeOf(splits: readonly SplitHandle[]): [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const split of splits) {
    const isBytes = (split.dtype ?? 'uint8') === 'uint8';
    eachPixels(split, (pixels) => {
      if (isBytes && least === 0 && most === 255) return;
      for (const value of numbersOf(pixels, split.dtype)) {
        if (value < least) least = value;
        if (value > most) most = value;
      }
    });
  }
  return least <= most ? [least, most] : [0, 0];
}

/** Below so many examples a class for each of them says nothing. */
const fewExamples = 3;

function rangeWarnings([least, most]: readonly [number, number]): Text[] {
  if (least === most) return [message('imports.all-alike', { value: most })];
  return most <= 1 ? [message('imports.below-one')] : [];
}

function warningsOf(
  range: readonly [number, number],
  isImage: boolean,
  classes: number,
  examples: number,
): Text[] {
  const found = isImage ? rangeWarnings(range) : [];
  if (classes === 1) found.push(message('imports.one-class'));
  else if (classes >= examples && examples >= fewExamples)
    found.push(message('imports.class-per-example', { classes, examples }));
  return found;
}

/** The report names a file once; where its reason names it again, with the whole path, the name is enough. */
function briefly({ file, reason }: LeftOutFile): LeftOutFile {
  if (typeof reason === 'string') return { file, reason };
  const values = reason.values as Readonly<Record<string, unknown>> | undefined;
  const path = values?.['file'];
  if (typeof path !== 'string') return { file, reason };
  return { file, reason: guarded({ ...reason, values: { ...values, file: path.replace(/^.*[/\\]/, '') } }) };
}

/** What there is to say about decoded data. Reads all pixels once. @throws FileError */
export function reportOf({
  format,
  classes,
  target,
  heldOut,
  train,
  validation,
  test,
  ...found
}: ReportParts): ImportReport {
  const splits = [train, ...(validation ? [validation] : []), test];
  const of = splits.map((split) => split.count).reduce((sum, count) => sum + count, 0);
  const counts = [train, validation, test].map((split) => countsOf(split, classes.length));
  const range = rangeOf(splits);
  const image = imageShape(train);
  const leftOut = found.leftOut ?? [];
  return {
    format,
    splits: { train: train.count, validation: validation?.count ?? 0, test: test.count },
    classes: classes.map((name, label) => ({
      name,
      train: counts[0]![label]!,
      validation: counts[1]![label]!,
      test: counts[2]![label]!,
    })),
    shape: [...train.shape],
    sizes: (found.sizes ?? (image ? [{ height: image[0], width: image[1], count: of }] : [])).slice(
      0,
      maxSizes,
    ),
    range,
    heldOut,
    target: target?.kind ?? 'class',
    leftOut: leftOut.slice(0, maxLeftOut).map(briefly),
    leftOutCount: leftOut.length,
    warnings: [
      ...(target ? [] : warningsOf(range, image !== null, classes.length, of)),
      ...(found.warnings ?? []),
    ],
    changes: [...(found.changes ?? [])],
  };
}

/** What a person should know before the data are used, in sentences. */
export const noticesOf = ({ warnings, changes, leftOut, leftOutCount }: ImportReport): Text[] => [
  ...warnings,
  ...changes,
  ...(leftOutCount > 0
    ? [
        message('imports.left-out', {
          count: leftOutCount,
          file: leftOut[0]!.file,
          reason: leftOut[0]!.reason,
        }),
      ]
    : []),
];
