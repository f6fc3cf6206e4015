import type { TrainedNetwork } from '../sources.ts';
import { transposed } from '../transpose.ts';
import { namedLayers } from './export.ts';

/** A weight of ours in the program's `state_dict`. */
interface WeightLayout {
  /** The layer's id. */
  readonly layer: string;
  /** `LAYER/WEIGHT`. */
  readonly key: string;
  /** `C1.weight`. */
  readonly name: string;
  /** @param values as the `state_dict` has them @returns as the catalogue lays them out */
  back(values: Float32Array): Float32Array;
}

/** Where each weight is in the `state_dict` of the program that is written of a network, and how it comes back. */
export const weightLayouts = ({
  network,
  frozen,
}: Pick<TrainedNetwork, 'network' | 'frozen'>): readonly WeightLayout[] =>
  namedLayers(network, frozen).flatMap(({ layer, name, torch }) =>
    layer.weights.map((spec): WeightLayout => {
      const { key, axes = spec.shape.map((_, axis) => axis) } = torch.weights!(spec);
      const there = axes.map((axis) => spec.shape[axis]!);
      const home = spec.shape.map((_, axis) => axes.indexOf(axis));
      return {
        layer: layer.id,
        key: `${layer.name}/${spec.name}`,
        name: `${name}.${key}`,
        back: (values) => transposed(values, there, home),
      };
    }),
  );
