import { z } from 'zod';
import { imageOfInput } from '../../network/dense-input.ts';
import type { TensorValue } from '../../protocol/evaluation.ts';
import type { Figure } from '../figure.ts';
import { histogramOf } from '../histogram.ts';
import { filterMaps, matrixMap, unitMaps } from '../maps.ts';
import { defineView } from '../view.ts';

/** The weights that are pictures: of units in the shape of the image they see, of filters, else as a matrix. */
function pictures(
  weights: Readonly<Record<string, TensorValue>>,
  image: readonly [number, number, number] | null,
): readonly Figure[] {
  const { kernel } = weights;
  const units = image && kernel && unitMaps(kernel, image);
  if (units) return [units];
  const tensors = Object.values(weights);
  const kernels = tensors.filter(({ shape }) => shape.length === 4);
  if (kernels.length > 0) return kernels.map(filterMaps);
  const matrix = tensors.find(({ shape }) => shape.length === 2);
  return matrix ? [matrixMap(matrix)] : [];
}

/** A layer's filters, or what a dense layer's units look for, and how each weight's values are spread. */
export const filters = defineView({
  group: 'layer',
  needs: ['layer'],
  parameters: z.object({}),
  async *compute({ network, weights }, { layer }) {
    const own = weights(layer);
    const spreads = Object.entries(own).map(([name, tensor]) => histogramOf(name, tensor));
    yield [...pictures(own, imageOfInput(network, layer.id)), ...spreads];
  },
});
