import { counted, decimal, groupDigits, percent } from '../words.ts';

/** Three significant digits, with an exponent where the number is very large or very small. */
const figure = (value: number): string =>
  value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3)
    ? value.toExponential(1).replace('.0e', 'e')
    : decimal(value, { maximumSignificantDigits: 3 });

/** `1/12,000`, `1/1.2e9`: a small share. */
const oneIn = (share: number): string => {
  const times = 1 / share;
  return times < 1e7
    ? `1/${groupDigits(Math.round(Number(times.toPrecision(2))))}`
    : `1/${times.toExponential(1)}`;
};

const where = (layer: string | null): string => (layer === null ? '' : `, most of all in ${layer}`);

/** What keeps a run from learning well. */
export const troubles = {
  'dead-units': ({
    layer,
    of,
    dead,
    units,
  }: {
    layer: string;
    of: 'channels' | 'units';
    dead: number;
    units: number;
  }) =>
    `${dead === units ? `All ${groupDigits(units)} ${of}` : `${groupDigits(dead)} of the ${groupDigits(units)} ${of}`} of ${layer} (${percent(dead / units)}) are dead: they were 0 for every image looked at, so no gradient reaches their weights.`,
  'dead-layers': ({ layers, worst, share }: { layers: number; worst: string; share: number }) =>
    `${groupDigits(layers)} layers have dead units, most of all ${worst} (${percent(share)}): these were 0 for every image looked at, so no gradient reaches their weights.`,
  'gradient-infinite': ({ layer }: { layer: string | null }) =>
    `The gradient has become infinite${where(layer)}. Steps that long overshoot any minimum.`,
  'gradient-explodes': ({ layer, now, first }: { layer: string | null; now: number; first: number }) =>
    `The gradient is exploding: its norm has reached ${figure(now)}, up from ${figure(first)} at first${where(layer)}. Steps that long overshoot any minimum.`,
  'not-learning': ({ epochs, accuracy, chance }: { epochs: number; accuracy: number; chance: number }) =>
    `After ${counted(epochs, 'epoch')} the network is right on ${percent(accuracy)} of the training examples; guessing would give ${percent(chance)}: it is not learning. Use the learning-rate finder to see whether the rate is to blame.`,
  'loss-rises': ({
    epoch,
    valFrom,
    valTo,
    from,
    to,
  }: {
    epoch: number;
    valFrom: number;
    valTo: number;
    from: number;
    to: number;
  }) =>
    `Since epoch ${epoch} the validation loss has risen from ${figure(valFrom)} to ${figure(valTo)}, while the training loss has fallen from ${figure(from)} to ${figure(to)}: the network is memorizing the training examples (overfitting). More data helps most; otherwise regularize the network.`,
  'accuracy-gap': ({ training, validation }: { training: number; validation: number }) =>
    `The network is right on ${percent(training)} of the training examples, but only on ${percent(validation)} of the validation examples: it is memorizing the training examples (overfitting). More data helps most; otherwise regularize the network.`,
  saturation: ({ layer, share }: { layer: string; share: number }) =>
    `${percent(share)} of the outputs of ${layer} lie at the ends of the activation's range. It is flat there, so hardly any gradient passes.`,
  'saturated-layers': ({ layers, worst, share }: { layers: number; worst: string; share: number }) =>
    `In ${groupDigits(layers)} layers most outputs (${percent(share)} of those of ${worst}) lie at the ends of the activation's range. It is flat there, so hardly any gradient passes.`,
  'gradient-vanishes': ({ first, last, share }: { first: string; last: string; share: number }) =>
    `The gradient vanishes on its way back: the gradient of a weight in ${first} is ${share > 0 ? `${oneIn(share)} of` : 'nothing next to'} that in ${last}, so the first layers hardly learn.`,
};

/** What to try against a trouble. */
export const remedies = {
  'set-activation': ({ layer, activation }: { layer: string; activation: string }) =>
    `Set the activation of ${layer} to ${activation}`,
  'set-activations': ({ layers, activation }: { layers: number; activation: string }) =>
    `Set the activation of ${groupDigits(layers)} layers to ${activation}`,
  'insert-normalization': ({ layer }: { layer: string }) => `Insert a batch normalization before ${layer}`,
  'insert-normalizations': ({ layers }: { layers: number }) =>
    `Insert ${counted(layers, 'batch normalization')}`,
  'lower-rate': ({ rate }: { rate: number }) => `Lower the learning rate to ${figure(rate)}`,
  'raise-rate': ({ rate }: { rate: number }) => `Raise the learning rate to ${figure(rate)}`,
  'use-optimizer': ({ optimizer }: { optimizer: string }) => `Train with ${optimizer}`,
  clip: 'Clip the gradients to a norm of 1',
  'insert-dropout': ({ layer }: { layer: string }) => `Insert a dropout after ${layer}`,
  'add-penalty': ({ layer }: { layer: string }) => `Add an L2 penalty to ${layer}`,
  'add-penalties': ({ layers }: { layers: number }) => `Add an L2 penalty to ${groupDigits(layers)} layers`,
  'shift-images': 'Shift the images at random',
  'mirror-images': 'Mirror the images at random',
  pretrain: 'Pretrain layer by layer',
  'stop-early': 'Stop early, at the best epoch',
  'zero-bias': 'Start from biases of 0',
};
