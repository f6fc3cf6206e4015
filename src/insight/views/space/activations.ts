import type { Tensor2D } from '../../../layers/tensorflow.ts';
import type { Network } from '../../../network/network.ts';
import type { Examples, SplitName, Tools } from '../../view.ts';

/** What a layer puts out for some examples, and what they are. */
export interface Activations {
  /** `[count, features]`; to be disposed of. */
  readonly x: Tensor2D;
  /** The examples, by their places in the data. */
  readonly indices: readonly number[];
  readonly examples: Examples;
}

/** Examples that are computed at once. */
const portion = 256;
/** Values that are taken up at most: 256 MB. */
const most = 2 ** 26;

/** Examples spread evenly over the data, so that each class takes part. */
export const spread = (count: number, wanted: number): readonly number[] => {
  const some = Math.min(count, wanted);
  return Array.from({ length: some }, (_, at) => Math.floor((at * count) / some));
};

/** The layer before the answer, which holds what the network has learned to tell apart. */
export function layerBeforeAnswer({ layers, outputs }: Network): string | null {
  const weighted = layers.filter(({ weights }) => weights.length > 0);
  return weighted.at(-2)?.id ?? weighted.at(-1)?.id ?? outputs[0] ?? null;
}

/** The output of a layer for examples of a part of the data, each as one row. The caller closes the examples. */
export async function activationsOf(
  { tf, examples: open, outputs, yieldToTraining }: Tools,
  layer: string,
  split: SplitName,
  wanted: number,
): Promise<Activations> {
  const examples = await open(split);
  try {
    const rows: Float32Array[] = [];
    let indices = spread(examples.count, wanted);
    let features = 0;
    for (let start = 0; start < indices.length; start += portion) {
      const own = indices.slice(start, start + portion);
      const x = examples.inputs(own);
      const result = outputs(x, [layer]);
      const values = new Float32Array(result.get(layer)!.dataSync());
      x.dispose();
      for (const tensor of result.values()) tensor.dispose();
      features = values.length / own.length;
      // Layers with large maps have room for fewer examples.
      if (start === 0) indices = indices.slice(0, Math.max(portion, Math.floor(most / features)));
      rows.push(values);
      await yieldToTraining();
    }
    const all = new Float32Array(indices.length * features);
    rows.forEach((values, at) => {
      all.set(values, at * portion * features);
    });
    return { x: tf.tensor2d(all, [indices.length, features]), indices, examples };
  } catch (error) {
    examples.close();
    throw error;
  }
}
