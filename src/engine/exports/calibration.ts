import { openDataset } from '../../datasets/registry.ts';
import type { Values } from '../../interchange/format.ts';
import { sizeOf } from '../../layers/shape.ts';
import { inputAndOutput } from '../model/forward.ts';
import type { LoadedModel } from '../models.ts';
import { preprocessingOf } from '../training/prepare.ts';
import { preparedExamples, randomExamples } from './examples.ts';

/** Examples that are computed at once, where all that a network computes of them is looked at. */
const atOnce = 8;

/**
 * Examples of the training split, evenly spread over it, as the network gets them: what activations are calibrated on.
 * @returns batches of at most eight
 */
export async function calibrationOf(model: LoadedModel, examples: number): Promise<readonly Values[]> {
  const { network, document } = model.checked;
  const { outputShape } = inputAndOutput(network).input;
  const size = sizeOf(outputShape);
  const all = await (async () => {
    if (model.dataset === '') return randomExamples(examples, outputShape);
    const { train } = await openDataset(model.dataset);
    const count = Math.min(examples, train.count);
    const indices = Array.from({ length: count }, (_, at) => Math.floor((at * train.count) / count));
    return preparedExamples(train, indices, preprocessingOf(document, network));
  })();
  const batches = Math.ceil(all.length / size / atOnce);
  return Array.from({ length: batches }, (_, at): Values => {
    const values = all.slice(at * atOnce * size, (at + 1) * atOnce * size);
    return { shape: [values.length / size, ...outputShape], values };
  });
}
