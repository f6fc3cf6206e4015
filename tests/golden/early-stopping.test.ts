import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stopsEarly, watchEpochs } from '../../src/training/early-stopping.ts';

interface Case {
  readonly monitor: 'valLoss' | 'valAccuracy';
  readonly patience: number;
  readonly minDelta: number;
  readonly figures: readonly number[];
  /** The epoch after which Keras stopped, and the one whose weights it restored. */
  readonly last: number;
  readonly best: number;
}

const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, 'early-stopping.json'), 'utf8')) as {
  cases: readonly Case[];
};

it.each(cases)(
  'stops and goes back as Keras does: $monitor, patience $patience, least change $minDelta',
  (given) => {
    const { monitor, patience, minDelta, figures } = given;
    const settings = { monitor, patience, minDelta, restoreBest: true };
    const epochs = figures.map((figure, at) => ({
      epoch: at + 1,
      loss: 9,
      accuracy: 0,
      valLoss: monitor === 'valLoss' ? figure : 9,
      valAccuracy: monitor === 'valAccuracy' ? figure : 0,
    }));
    const stop = epochs.findIndex((_, at) => stopsEarly(epochs.slice(0, at + 1), settings) !== null);
    const last = stop < 0 ? figures.length : stop + 1;
    expect({ last, best: watchEpochs(epochs.slice(0, last), settings).best }).toEqual({
      last: given.last,
      best: given.best,
    });
  },
);
