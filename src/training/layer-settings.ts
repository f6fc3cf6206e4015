import type { TrainingSettings } from './settings.ts';

/** How one layer trains. */
export interface LayerTraining {
  readonly frozen: boolean;
  /** A factor on the learning rate. */
  readonly rate: number;
}

const asTheNetwork: LayerTraining = { frozen: false, rate: 1 };

/**
 * The settings of a layer, with those of the blocks it is inside of: frozen where one of them is, rates multiplied.
 * @param path the layer's id; inside blocks `INSTANCE/REPETITION/.../LAYER`
 */
export function layerTraining(layers: TrainingSettings['layers'], path: string): LayerTraining {
  if (Object.keys(layers).length === 0) return asTheNetwork;
  const parts = path.split('/');
  let { frozen, rate } = asTheNetwork;
  for (let length = 1; length <= parts.length; length += 2) {
    const id = parts.slice(0, length).join('/');
    const own = Object.hasOwn(layers, id) ? layers[id]! : {};
    frozen ||= own.frozen === true;
    rate *= own.rate ?? 1;
  }
  return { frozen, rate };
}
