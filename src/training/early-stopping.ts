import { message, type Text } from '../text/message.ts';
import { type EpochFigures, figureOf, improves } from './monitor.ts';
import type { TrainingSettings } from './settings.ts';

type Watching = Pick<NonNullable<TrainingSettings['earlyStopping']>, 'monitor' | 'minDelta'>;

/** What is watched by default. */
const defaultWatching: Watching = { monitor: 'valLoss', minDelta: 0 };

/** How a watched figure has gone over the finished epochs. */
export interface Watched {
  /** The epoch with the best figure; null before the first. */
  readonly best: number | null;
  /** Epochs since then. */
  readonly waited: number;
}

/**
 * As Keras's EarlyStopping, worked out again from the finished epochs, so that a resumed run stops where it would
 * have stopped. An epoch without the figure is passed over.
 */
export function watchEpochs(history: readonly EpochFigures[], watching: Watching | null): Watched {
  const { monitor, minDelta } = watching ?? defaultWatching;
  let best: { readonly epoch: number; readonly value: number } | null = null;
  let waited = 0;
  for (const record of history) {
    const value = figureOf(monitor, record);
    if (value === null) continue;
    if (best === null || improves(monitor, value, best.value, minDelta)) {
      best = { epoch: record.epoch, value };
      waited = 0;
    } else waited++;
  }
  return { best: best?.epoch ?? null, waited };
}

/** Why the run ends after these epochs; null where it continues. */
export function stopsEarly(
  history: readonly EpochFigures[],
  settings: TrainingSettings['earlyStopping'],
): Text | null {
  if (settings === null) return null;
  const { waited } = watchEpochs(history, settings);
  if (waited < settings.patience) return null;
  const { monitor, patience } = settings;
  return message('training.stopped-early', {
    figure: message('members.figure', { figure: monitor }),
    patience,
  });
}
