import { meanSquaredError } from './losses/mean-squared-error.ts';
import { adam } from './optimizers/adam.ts';
import type { ResolvedSettings } from './resolve.ts';
import { constant } from './schedules/constant.ts';
import type { TrainingSettings } from './settings.ts';

export type PretrainingSettings = NonNullable<TrainingSettings['pretraining']>;

/**
 * The settings of a run as they are while a layer is an autoencoder: Adam at its own rate on the mean squared error,
 * nothing clipped and no weight decay. What the layers themselves ask for, penalties and constraints, holds.
 */
export function reconstructing(
  settings: ResolvedSettings,
  { epochs, learningRate }: PretrainingSettings,
): ResolvedSettings {
  return {
    ...settings,
    epochs,
    learningRate,
    optimizer: { kind: adam, params: adam.parameters.parse({ learningRate }) },
    loss: { kind: meanSquaredError, params: {} },
    schedule: { kind: constant, params: constant.parameters.parse({}) },
    warmup: { length: 0, unit: 'epochs' },
    clipping: { by: 'none', limit: 1 },
    weightDecay: 0,
    layers: {},
    classWeights: 'none',
    metrics: [],
    earlyStopping: null,
  };
}
