import type { Batch } from '../../src/engine/model/stepper.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import type { Network } from '../../src/network/network.ts';

/** Pixels between 0 and 1, or words below the size of the vocabulary; a class for each example, or for each pixel. */
export function randomBatch(
  network: Network,
  count: number,
  seed = 'bench',
  target: 'class' | 'mask' = 'class',
): Batch {
  const generator = createGenerator(1, seed);
  const shapeOf = (id: string | undefined) => network.layers.find((layer) => layer.id === id)!.outputShape;
  const words = network.layers.find(({ kind }) => kind.kind === 'embedding')?.params['inputDim'];
  const draw = typeof words === 'number' ? () => generator.below(words) : () => generator.uniform();
  const output = shapeOf(network.outputs[0]);
  return {
    count,
    x: Float32Array.from({ length: count * sizeOf(shapeOf(network.inputs[0])) }, draw),
    labels: Int32Array.from({ length: count * (target === 'mask' ? sizeOf(output.slice(0, -1)) : 1) }, () =>
      generator.below(output.at(-1)!),
    ),
  };
}
