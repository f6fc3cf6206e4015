import type { NetworkSource } from '../sources.ts';

/** The place of the layer that hands its distances to the loss, whose outputs are their softmax; -1 for none. */
export const distanceLayerOf = ({ network, reading }: NetworkSource): number =>
  network.layers.findIndex(({ id, kind }) => id === reading?.logitsOf && kind.kind === 'rbfOutput');

/** Whether the loss takes distances that the network's outputs do not show. */
export const takesDistances = (source: NetworkSource): boolean => distanceLayerOf(source) >= 0;
