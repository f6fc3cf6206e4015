import { EngineError } from '../protocol/client.ts';
import { message, type Text } from '../text/message.ts';
import { outputNames, type Targeted, type TargetSpec, targetOf, targetShape } from '../training/target.ts';
import type { Dataset, RecordSplit, SplitHandle } from './dataset.ts';
import { exampleBytes, isInMemory } from './pixels.ts';

/**
 * Examples that a dataset may have, more than any published set of images. Their indices are kept in lists, and V8 ends
 * the process where a list has 112 million: an archive of a few kilobytes can announce as many.
 */
export const maxExamples = 2 ** 24;

/** @param what the file or folder that announces them @throws EngineError `dataset-too-large` */
export function requireFew(examples: number, what: Text): void {
  if (examples <= maxExamples) return;
  throw new EngineError(
    'dataset-too-large',
    message('datasets.too-many-examples', { what, examples, most: maxExamples }),
  );
}

type Part = 'train' | 'validation' | 'test';

/** Labels are 0 or 1, numbers finite, a mask's classes known. */
const allowed: Readonly<Record<TargetSpec['kind'], (value: number, most: number) => boolean>> = {
  class: () => true,
  labels: (value) => value === 0 || value === 1,
  numbers: Number.isFinite,
  mask: (value, most) => value <= most,
};

/** Targets that are no classes: of every example, and each one possible. */
function checkTargets({ count, targets }: SplitHandle, target: TargetSpec, part: Part, id: string): void {
  if (target.kind === 'class') return;
  const expected = targetShape(target).reduce((product, dimension) => product * dimension, count);
  const isOfType = target.kind === 'mask' ? targets instanceof Uint8Array : targets instanceof Float32Array;
  if (!targets || !isOfType || targets.length !== expected) {
    const numbers = targets?.length ?? 0;
    throw new EngineError(
      'dataset-corrupt',
      message('datasets.unsound-targets', { id, part, numbers, expected, examples: count }),
    );
  }
  const most = outputNames(target).length - 1;
  const isAllowed = allowed[target.kind];
  const wrong = (targets as Float32Array).findIndex((value) => !isAllowed(value, most));
  if (wrong < 0) return;
  const example = Math.floor(wrong / (expected / count));
  const detail = { id, part, example, value: String(targets[wrong]), kind: target.kind, most };
  throw new EngineError('dataset-corrupt', message('datasets.wrong-target', detail));
}

/** Of all records that a split has. */
const recordBytes = ({ records, ...facts }: RecordSplit): number =>
  records.rows ? records.rows.length * exampleBytes(facts) : records.size - records.start;

/** Whatever decoded it: examples of at least a number, as many and as many labels as there are, and known targets. */
function checkPart(split: SplitHandle, target: TargetSpec, part: Part, id: string): void {
  const { count, shape, labels } = split;
  const size = exampleBytes(split);
  const classes = target.kind === 'class' ? target.classes.length : 1;
  if (size < 1 || !shape.every(Number.isSafeInteger)) {
    throw new EngineError(
      'dataset-corrupt',
      message('datasets.empty-images', { id, shape: shape.join(' × ') }),
    );
  }
  const pixels = isInMemory(split) ? split.images.length : recordBytes(split);
  if (pixels !== count * size || labels.length !== count) {
    throw new EngineError(
      'dataset-corrupt',
      message('datasets.unsound-split', {
        id,
        part,
        pixels,
        labels: labels.length,
        images: count,
        shape: shape.join(' × '),
      }),
    );
  }
  const outside = labels.findIndex((label) => label < 0 || label >= classes);
  if (outside < 0) {
    checkTargets(split, target, part, id);
    return;
  }
  throw new EngineError(
    'dataset-corrupt',
    message('datasets.unknown-label', { id, part, example: outside, label: labels[outside]!, classes }),
  );
}

/** @throws EngineError `dataset-corrupt` where shapes, examples, labels and targets do not go together */
export function requireSound(
  { train, validation, test }: Pick<Dataset<SplitHandle>, 'train' | 'validation' | 'test'>,
  of: Targeted,
  id: string,
): void {
  const target = targetOf(of);
  checkPart(train, target, 'train', id);
  if (validation) checkPart(validation, target, 'validation', id);
  checkPart(test, target, 'test', id);
}
