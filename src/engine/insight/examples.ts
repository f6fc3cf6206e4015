import { createBatcher } from '../../datasets/batcher.ts';
import { exampleBytes, openPixels, withReader } from '../../datasets/pixels.ts';
import { openDataset } from '../../datasets/registry.ts';
import type { Examples, SplitName } from '../../insight/view.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { requireImages } from '../handlers/page.ts';
import { inputAndOutput } from '../model/forward.ts';
import type { LoadedModel } from '../models.ts';
import { preprocessingOf } from '../training/prepare.ts';

/**
 * Examples of the data that a run was trained with, prepared as its network is used.
 * @throws EngineError `data` where there are none, and as `openDataset` does
 */
export async function openExamples(
  { backend: { tf }, checked, dataset }: LoadedModel,
  which: SplitName,
  cancelled: () => boolean,
): Promise<Examples> {
  const split = (await openDataset(dataset, { cancelled }))[which];
  if (split.count === 0) throw new EngineError('data', message('insight.no-examples'));
  const shape = requireImages(split);
  const { input } = inputAndOutput(checked.network);
  const batcher = createBatcher(openPixels(split), preprocessingOf(checked.document, checked.network));
  return {
    count: split.count,
    labels: split.labels,
    shape,
    inputs(indices) {
      const values = new Float32Array(indices.length * batcher.exampleSize);
      batcher.fill(indices, values);
      return tf.tensor(values, [indices.length, ...input.outputShape]);
    },
    pixels(indices) {
      const bytes = new Uint8Array(indices.length * exampleBytes(split));
      withReader(split, ({ read }) => read(indices, bytes));
      return bytes;
    },
    close: () => batcher.close(),
  };
}
