import { createBatcher } from '../../datasets/batcher.ts';
import { exampleBytes, imageShape, openPixels, withReader } from '../../datasets/pixels.ts';
import { openDataset } from '../../datasets/registry.ts';
import type { Examples, SplitName } from '../../insight/view.ts';
import { sizeOf } from '../../layers/shape.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { inputAndOutput } from '../model/forward.ts';
import { targetLayout, targetTensor } from '../model/targets.ts';
import type { LoadedModel } from '../models.ts';
import { preprocessingOf } from '../training/prepare.ts';

/**
 * Examples of the data that a run was trained with, prepared as its network is used.
 * @throws EngineError `data` where there are none, and as `openDataset` does
 */
export async function openExamples(
  { backend: { tf }, checked, dataset }: LoadedModel,
  which: SplitName,
  canceled: () => boolean,
): Promise<Examples> {
  const split = (await openDataset(dataset, { canceled }))[which];
  if (split.count === 0) throw new EngineError('data', message('insight.no-examples'));
  const layout = targetLayout(checked);
  const size = sizeOf(layout.shape);
  const { input } = inputAndOutput(checked.network);
  const batcher = createBatcher(openPixels(split), preprocessingOf(checked.document, checked.network));
  return {
    count: split.count,
    labels: split.labels,
    shape: imageShape(split),
    inputs(indices) {
      const values = new Float32Array(indices.length * batcher.exampleSize);
      batcher.fill(indices, values);
      return tf.tensor(values, [indices.length, ...input.outputShape]);
    },
    truth(indices) {
      const stored = split.targets ?? split.labels;
      const values =
        layout.dtype === 'int32'
          ? new Int32Array(indices.length * size)
          : new Float32Array(indices.length * size);
      for (let at = 0; at < indices.length; at++)
        values.set(stored.subarray(indices[at]! * size, (indices[at]! + 1) * size), at * size);
      return targetTensor(tf, layout, values, indices.length);
    },
    pixels(indices) {
      const bytes = new Uint8Array(indices.length * exampleBytes(split));
      withReader(split, ({ read }) => read(indices, bytes));
      return bytes;
    },
    close: () => batcher.close(),
  };
}
