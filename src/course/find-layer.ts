import type { LayerAnalysis } from '../network/network.ts';
import type { CheckSubject } from './check.ts';

/** The layer of that name; undefined where there is none. */
export const layerNamed = ({ analysis }: CheckSubject, name: string): LayerAnalysis | undefined =>
  analysis.layers.find((layer) => layer.name === name);
