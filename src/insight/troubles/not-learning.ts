import { message } from '../../text/message.ts';
import { optimizer, rate } from './remedies.ts';
import type { Detector, Trouble } from './trouble.ts';

/** Epochs that a network is given before it should do better than chance. */
const patience = 2;
/** How many times as often right as chance would be is no chance. */
const betterThanChance = 1.5;

const isMajority = (part: number | null | undefined, whole: number | undefined): boolean =>
  typeof part === 'number' && part > 0.5 * (whole ?? 0);

/** Underfitting at its plainest: after some epochs the training images are classified no better than by chance. */
export const notLearning: Detector = {
  code: 'not-learning',
  find(input): readonly Trouble[] {
    const { network, epochs } = input;
    const last = epochs.at(-1);
    const [classes = 0] = network.layers.find(({ id }) => id === network.outputs[0])?.outputShape ?? [];
    if (!last || last.epoch < patience || last.accuracy === null || classes < 2) return [];
    if (last.accuracy > betterThanChance / classes) return [];
    // Units that are stuck were driven there by steps that were too long.
    const stuck = input.rows
      .at(-1)
      ?.layers.some(
        ({ activation: seen }) => isMajority(seen?.dead, seen?.units) || isMajority(seen?.saturated, 1),
      );
    return [
      {
        code: 'not-learning',
        severity: 'warning',
        layer: null,
        epoch: last.epoch,
        message: message('troubles.not-learning', {
          epochs: last.epoch,
          accuracy: last.accuracy,
          chance: 1 / classes,
        }),
        repairs: [
          ...rate(input, stuck ? 0.1 : 10),
          ...optimizer(input, 'adam'),
          ...(stuck ? [] : rate(input, 0.1)),
        ],
      },
    ];
  },
};
