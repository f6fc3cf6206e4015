import { message } from '../../text/message.ts';
import { activation, normalization, rate, zeroBias } from './remedies.ts';
import {
  type AffectedLayer,
  type Detector,
  gather,
  knownLayers,
  type Trouble,
  type TroubleInput,
} from './trouble.ts';

/**
 * The share of a layer's units from which on their loss is worth a word. A channel looks at every place of every
 * image, so that one that is never on is lost; of a dense layer's units some are for rare images.
 */
const shares = { channels: 0.1, units: 0.25 } as const;

const unitsOf = ({ layer }: Pick<AffectedLayer, 'layer'>): keyof typeof shares =>
  layer.outputShape.length > 1 ? 'channels' : 'units';

/** A layer of which many units are dead. */
export interface DeadLayer extends AffectedLayer {
  readonly dead: number;
  readonly units: number;
  readonly called: keyof typeof shares;
}

/** The layers of which more units are dead than is usual, as last looked at. */
export function deadLayers(input: Pick<TroubleInput, 'network' | 'rows'>): readonly DeadLayer[] {
  const newest = input.rows.at(-1);
  if (!newest) return [];
  return knownLayers(input, newest).flatMap(({ health: { activation: seen }, layer }) => {
    if (!seen?.dead || seen.dead < shares[unitsOf({ layer })] * seen.units) return [];
    const { dead, units } = seen;
    return [{ layer, share: dead / units, dead, units, called: unitsOf({ layer }) }];
  });
}

/** Units that are 0 for all examples looked at: ReLU passes no gradient there (Maas, Hannun and Ng 2013). */
export const deadUnits: Detector = {
  code: 'dead-units',
  find(input): readonly Trouble[] {
    const newest = input.rows.at(-1);
    if (!newest) return [];
    const found = deadLayers(input);
    const common = { code: 'dead-units', severity: 'warning', epoch: newest.epoch } as const;
    const remedies = (layers: readonly AffectedLayer['layer'][]) => [
      ...zeroBias(layers),
      ...activation(layers, 'elu'),
      ...rate(input, 0.1),
      ...normalization(input, layers),
    ];
    return gather(
      found,
      ({ layer }) => {
        const { dead, units, called } = found.find((other) => other.layer === layer)!;
        return {
          ...common,
          layer: layer.id,
          message: message('troubles.dead-units', { layer: layer.name, of: called, dead, units }),
          repairs: remedies([layer]),
        };
      },
      (all, worst) => ({
        ...common,
        layer: worst.layer.id,
        message: message('troubles.dead-layers', {
          layers: all.length,
          worst: worst.layer.name,
          share: worst.share,
        }),
        repairs: remedies(all.map(({ layer }) => layer)),
      }),
    );
  },
};
