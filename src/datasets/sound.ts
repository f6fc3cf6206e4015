import { EngineError } from '../protocol/client.ts';
import type { SplitHandle } from './dataset.ts';
import { isInMemory } from './pixels.ts';

/**
 * Examples that a dataset may have, more than any published set of images. Their indices are kept in lists, and V8 ends
 * the process where a list has 112 million: an archive of a few kilobytes can announce as many.
 */
export const mostExamples = 2 ** 24;

/** @param what the file or folder that announces them @throws EngineError `dataset-too-large` */
export function requireFew(examples: number, what: string): void {
  if (examples <= mostExamples) return;
  const words = (count: number): string => count.toLocaleString('en-US');
  throw new EngineError(
    'dataset-too-large',
    `${what} has ${words(examples)} examples, at most ${words(mostExamples)} can be used: use fewer`,
  );
}

/** Whatever decoded it: images of at least a pixel, as many pixels and labels as there are examples, and known classes. */
function checkPart(split: SplitHandle, classes: number, which: string, id: string): void {
  const { count, shape, labels } = split;
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (size < 1 || !shape.every(Number.isSafeInteger)) {
    throw new EngineError('dataset-corrupt', `${id}: its images are ${shape.join(' × ')}: they are empty`);
  }
  const pixels = isInMemory(split) ? split.images.length : split.records.size - split.records.start;
  if (pixels !== count * size || labels.length !== count) {
    throw new EngineError(
      'dataset-corrupt',
      `${id}: the ${which} split has ${pixels} pixels and ${labels.length} labels for ${count} images of ${shape.join(' × ')}`,
    );
  }
  const outside = labels.findIndex((label) => label < 0 || label >= classes);
  if (outside < 0) return;
  throw new EngineError(
    'dataset-corrupt',
    `${id}: example ${outside} of the ${which} split has label ${labels[outside]}, there are ${classes} classes`,
  );
}

/** @throws EngineError `dataset-corrupt` where shapes, pixels, labels and classes do not go together */
export function requireSound(
  { train, test }: { readonly train: SplitHandle; readonly test: SplitHandle },
  classes: number,
  id: string,
): void {
  checkPart(train, classes, 'training', id);
  checkPart(test, classes, 'test', id);
}
