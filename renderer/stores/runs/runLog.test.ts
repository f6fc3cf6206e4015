import { beforeEach, describe, expect, it } from 'vitest';
import type { EpochRecord } from '../../../src/protocol/data.ts';
import { resolveText } from '../../../src/text/lazy-text.ts';
import { useLog } from '../engine/logStore.ts';
import { followRunLog } from './runLog.ts';
import { nextTraining, type TrainingEvent } from './runMachine.ts';
import { useRun } from './runStore.ts';

const record = (epoch: number, valLoss: number | null): EpochRecord => ({
  epoch,
  loss: 0.25,
  accuracy: 0.9,
  valLoss,
  valAccuracy: valLoss === null ? null : 0.9,
  seconds: 2,
  imagesPerSecond: 4000,
});
const happen = (event: TrainingEvent): void =>
  useRun.setState(({ training }) => ({ training: nextTraining(training, event) }));
const state = (value: 'running' | 'paused' | 'finished') =>
  ({ type: 'state', data: { run: 'r1', state: value, message: '', layer: null } }) as const;
const texts = (): string[] => useLog.getState().entries.map(({ text }) => resolveText(text));

followRunLog();
beforeEach(() => {
  happen({ type: 'forget' });
  useLog.getState().clear();
});

describe('the log of a run', () => {
  it('says its beginning, each epoch once, its rests and its end', () => {
    happen({ type: 'start' });
    happen({ type: 'started', run: 'r1' });
    happen(state('running'));
    happen({ type: 'epoch', data: { run: 'r1', record: record(1, 0.5) } });
    happen(state('paused'));
    happen(state('running'));
    happen({ type: 'epoch', data: { run: 'r1', record: record(2, null) } });
    happen(state('finished'));
    expect(texts()).toEqual([
      'Training “Untitled” started: 5 epochs.',
      'Epoch 1: loss 0.250, validation loss 0.500, 2 s.',
      'Training paused.',
      'Training resumed.',
      'Epoch 2: loss 0.250, 2 s.',
      'Training finished.',
    ]);
  });

  it('of a run taken up again tells no epoch twice', () => {
    happen({ type: 'start' });
    happen({ type: 'started', run: 'r1', earlier: [record(1, null), record(2, null)] });
    happen({ type: 'epoch', data: { run: 'r1', record: record(3, null) } });
    expect(texts()).toEqual(['Training “Untitled” resumed after epoch 2.', 'Epoch 3: loss 0.250, 2 s.']);
  });
});
