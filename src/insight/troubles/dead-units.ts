import { activation, normalization, rate, zeroBias } from './remedies.ts';
import { type Afflicted, type Detector, gather, knownLayers, percent, type Trouble } from './trouble.ts';

/**
 * The share of a layer's units from which on their loss is worth a word. A channel looks at every place of every
 * image, so that one that is never on is lost; of a dense layer's units some are for rare images.
 */
const shares = { channels: 0.1, units: 0.25 } as const;

const unitsOf = ({ layer }: Pick<Afflicted, 'layer'>): keyof typeof shares =>
  layer.outputShape.length > 1 ? 'channels' : 'units';

/** Units that are 0 for all examples looked at: ReLU passes no gradient there (Maas, Hannun and Ng 2013). */
export const deadUnits: Detector = {
  code: 'dead-units',
  find(input): readonly Trouble[] {
    const newest = input.rows.at(-1);
    if (!newest) return [];
    const found = knownLayers(input, newest).flatMap(({ health: { activation: seen }, layer }) => {
      if (!seen?.dead || seen.dead < shares[unitsOf({ layer })] * seen.units) return [];
      return [{ layer, share: seen.dead / seen.units, dead: seen.dead, units: seen.units }];
    });
    const common = { code: 'dead-units', severity: 'warning', epoch: newest.epoch } as const;
    const why = '0 for every image looked at, so that no gradient reaches their weights';
    const remedies = (layers: readonly Afflicted['layer'][]) => [
      ...zeroBias(layers),
      ...activation(layers, 'elu'),
      ...rate(input, 0.1),
      ...normalization(input, layers),
    ];
    return gather(
      found,
      ({ layer, share }) => {
        const { dead, units } = found.find((other) => other.layer === layer)!;
        const kind = unitsOf({ layer });
        const which = dead === units ? `All ${units} ${kind}` : `${dead} of the ${units} ${kind}`;
        return {
          ...common,
          layer: layer.id,
          message: `${which} of ${layer.name} (${percent(share)}) are dead: ${why}.`,
          repairs: remedies([layer]),
        };
      },
      (all, worst) => ({
        ...common,
        layer: worst.layer.id,
        message: `In ${all.length} layers units are dead, most of all in ${worst.layer.name} (${percent(worst.share)}): they are ${why}.`,
        repairs: remedies(all.map(({ layer }) => layer)),
      }),
    );
  },
};
