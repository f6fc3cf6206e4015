import type { Network, NetworkLayer } from '../../../network/network.ts';
import type { Refusal } from '../../view.ts';

export const hasWeights = ({ weights }: NetworkLayer): boolean => weights.length > 0;

/** What a layer has learned is shown; one without weights has learned nothing. */
export const needsWeights = (
  _network: Network,
  _reading: unknown,
  layer: NetworkLayer | null,
): Refusal | null => (layer && !hasWeights(layer) ? 'needs-weights' : null);
