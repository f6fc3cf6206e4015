import { EngineError } from '../protocol/client.ts';
import { message, type Text } from '../text/message.ts';
import type { Dataset, SplitHandle } from './dataset.ts';
import { isInMemory } from './pixels.ts';

/**
 * Examples that a dataset may have, more than any published set of images. Their indices are kept in lists, and V8 ends
 * the process where a list has 112 million: an archive of a few kilobytes can announce as many.
 */
export const mostExamples = 2 ** 24;

/** @param what the file or folder that announces them @throws EngineError `dataset-too-large` */
export function requireFew(examples: number, what: Text): void {
  if (examples <= mostExamples) return;
  throw new EngineError(
    'dataset-too-large',
    message('datasets.too-many-examples', { what, examples, most: mostExamples }),
  );
}

/** Whatever decoded it: images of at least a pixel, as many pixels and labels as there are examples, and known classes. */
function checkPart(
  split: SplitHandle,
  classes: number,
  part: 'train' | 'validation' | 'test',
  id: string,
): void {
  const { count, shape, labels } = split;
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (size < 1 || !shape.every(Number.isSafeInteger)) {
    throw new EngineError(
      'dataset-corrupt',
      message('datasets.empty-images', { id, shape: shape.join(' × ') }),
    );
  }
  const pixels = isInMemory(split) ? split.images.length : split.records.size - split.records.start;
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
  if (outside < 0) return;
  throw new EngineError(
    'dataset-corrupt',
    message('datasets.unknown-label', { id, part, example: outside, label: labels[outside]!, classes }),
  );
}

/** @throws EngineError `dataset-corrupt` where shapes, pixels, labels and classes do not go together */
export function requireSound(
  { train, validation, test }: Pick<Dataset<SplitHandle>, 'train' | 'validation' | 'test'>,
  classes: number,
  id: string,
): void {
  checkPart(train, classes, 'train', id);
  if (validation) checkPart(validation, classes, 'validation', id);
  checkPart(test, classes, 'test', id);
}
