import { message } from '../../text/message.ts';
import { activation, normalization, rate } from './remedies.ts';
import { type AffectedLayer, type Detector, gather, knownLayers, type Trouble } from './trouble.ts';

/** The share of a layer's outputs at the ends of its range from which on it hardly learns. */
const share = 0.75;

/** Outputs where the function is flat: the gradient that passes there is next to nothing (Glorot and Bengio 2010). */
export const saturation: Detector = {
  code: 'saturation',
  find(input): readonly Trouble[] {
    const newest = input.rows.at(-1);
    if (!newest) return [];
    const found = knownLayers(input, newest).flatMap(({ health: { activation: seen }, layer }) =>
      seen?.saturated && seen.saturated >= share ? [{ layer, share: seen.saturated }] : [],
    );
    const common = { code: 'saturation', severity: 'warning', epoch: newest.epoch } as const;
    const remedies = (layers: readonly AffectedLayer['layer'][]) => [
      ...activation(layers, 'relu'),
      ...normalization(input, layers),
      ...rate(input, 0.1),
    ];
    return gather(
      found,
      (one) => ({
        ...common,
        layer: one.layer.id,
        message: message('troubles.saturation', { layer: one.layer.name, share: one.share }),
        repairs: remedies([one.layer]),
      }),
      (all, worst) => ({
        ...common,
        layer: worst.layer.id,
        message: message('troubles.saturated-layers', {
          layers: all.length,
          worst: worst.layer.name,
          share: worst.share,
        }),
        repairs: remedies(all.map(({ layer }) => layer)),
      }),
    );
  },
};
