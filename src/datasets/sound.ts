import { EngineError } from '../protocol/client.ts';
import type { SplitHandle } from './dataset.ts';
import { isInMemory } from './pixels.ts';

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
