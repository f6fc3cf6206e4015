import type { EpochRecord } from '../../protocol/data.ts';
import { type Message, message } from '../../text/message.ts';
import { augmentation, dropout, earlyStopping, penalty } from './remedies.ts';
import type { Detector, Trouble } from './trouble.ts';

type Validated = EpochRecord & { readonly valLoss: number };

/** Epochs since the best after which a rise is no wavering, and how much it has to be. */
const patience = 2;
const minRise = 1.05;
/** A gap in accuracy this wide, with a loss this many times the training's, is one even while both improve. */
const wideGap = 0.1;
const wideRatio = 2;

/** Why an epoch shows overfitting; null where it does not. */
function signOf(epochs: readonly Validated[]): Message | null {
  const now = epochs.at(-1);
  if (!now || epochs.length < 2) return null;
  const best = epochs.reduce((least, epoch) => (epoch.valLoss < least.valLoss ? epoch : least));
  const since = now.epoch - best.epoch;
  if (since >= patience && now.valLoss > minRise * best.valLoss && now.loss < best.loss) {
    return message('troubles.loss-rises', {
      epoch: best.epoch,
      valFrom: best.valLoss,
      valTo: now.valLoss,
      from: best.loss,
      to: now.loss,
    });
  }
  if (now.accuracy === null || now.valAccuracy === null) return null;
  const gap = now.accuracy - now.valAccuracy;
  if (gap >= wideGap && now.valLoss > wideRatio * now.loss) {
    return message('troubles.accuracy-gap', { training: now.accuracy, validation: now.valAccuracy });
  }
  return null;
}

/** The gap of the curves: what is learned by heart helps on the training images alone. */
export const overfitting: Detector = {
  code: 'overfitting',
  find(input): readonly Trouble[] {
    const validated = input.epochs.filter((epoch): epoch is Validated => epoch.valLoss !== null);
    const sign = signOf(validated);
    if (sign === null) return [];
    return [
      {
        code: 'overfitting',
        severity: 'warning',
        layer: null,
        epoch: validated.at(-1)!.epoch,
        message: sign,
        repairs: [...augmentation(input), ...dropout(input), ...penalty(input), ...earlyStopping(input)],
      },
    ];
  },
};
