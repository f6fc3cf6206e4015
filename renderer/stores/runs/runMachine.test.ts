import { describe, expect, it } from 'vitest';
import type { BatchReport, EpochRecord, RunState } from '../../../src/protocol/data.ts';
import { isBusy, nextTraining, type Training, type TrainingEvent } from './runMachine.ts';

const record = (epoch: number): EpochRecord => ({
  epoch,
  loss: 1 / epoch,
  accuracy: 0.9,
  valLoss: null,
  valAccuracy: null,
  seconds: 2,
  imagesPerSecond: 4000,
});
const batches: BatchReport = {
  run: 'r1',
  epoch: 1,
  epochs: 5,
  batch: 3,
  batches: 70,
  steps: [2, 3],
  loss: [2.1, 1.9],
  accuracy: [0.2, 0.3],
  gradients: [],
  learningRate: [0.1, 0.1],
  imagesPerSecond: 4100,
  secondsLeft: 12,
};
const outcome = (events: readonly TrainingEvent[], from: Training = { phase: 'idle' }): Training =>
  events.reduce(nextTraining, from);
const state = (run: string, value: RunState, layer: string | null = null) =>
  ({ type: 'state', data: { run, state: value, message: '', layer } }) as const;

describe('a run', () => {
  it('goes from start to finish', () => {
    const training = outcome([
      { type: 'start' },
      { type: 'started', run: 'r1' },
      state('r1', 'running'),
      { type: 'batches', data: batches },
      { type: 'epoch', data: { run: 'r1', record: record(1) } },
      { type: 'test', data: { run: 'r1', loss: 0.1, accuracy: 0.98 } },
      state('r1', 'finished'),
    ]);
    expect(training).toMatchObject({
      phase: 'run',
      run: {
        state: 'finished',
        epochs: [{ epoch: 1 }],
        progress: { batch: 3, loss: 1.9 },
        test: { accuracy: 0.98 },
      },
    });
    expect(isBusy(training)).toBe(false);
  });

  it('takes events that outrun the answer to its start', () => {
    const training = outcome([
      { type: 'start' },
      state('r1', 'preparing'),
      state('r1', 'running'),
      { type: 'batches', data: batches },
      { type: 'started', run: 'r1' },
    ]);
    expect(training).toMatchObject({
      phase: 'run',
      run: { run: 'r1', state: 'running', progress: { batch: 3 } },
    });
  });

  it('does not take the last words of the run before for its own', () => {
    const waiting: Training = { phase: 'starting' };
    for (const event of [
      state('r0', 'stopping'),
      { type: 'batches', data: { ...batches, run: 'r0' } },
      { type: 'epoch', data: { run: 'r0', record: record(9) } },
      state('r0', 'stopped'),
    ] as const) {
      expect(nextTraining(waiting, event)).toBe(waiting);
    }
    const training = outcome(
      [state('r1', 'preparing'), state('r0', 'stopped'), state('r1', 'running')],
      waiting,
    );
    expect(training).toMatchObject({ run: { run: 'r1', state: 'running', epochs: [] } });
  });

  it('is not refused once it has begun, whatever became of the answer', () => {
    const training = outcome([
      { type: 'start' },
      state('r1', 'preparing'),
      { type: 'engine-lost', reason: 'It was killed.' },
      { type: 'refused', reason: 'It was killed.' },
    ]);
    expect(training).toMatchObject({ run: { run: 'r1', state: 'lost' } });
  });

  it('is not touched by another run', () => {
    const before = outcome([{ type: 'start' }, { type: 'started', run: 'r1' }]);
    expect(nextTraining(before, { type: 'epoch', data: { run: 'other', record: record(1) } })).toBe(before);
  });

  it('is lost with its engine while it trains, and only then', () => {
    const lost: TrainingEvent = { type: 'engine-lost', reason: 'It was killed.' };
    const training = outcome([
      { type: 'start' },
      { type: 'started', run: 'r1' },
      state('r1', 'running'),
      lost,
    ]);
    expect(training).toMatchObject({ phase: 'run', run: { state: 'lost', message: 'It was killed.' } });
    const finished = outcome([{ type: 'start' }, { type: 'started', run: 'r1' }, state('r1', 'finished')]);
    expect(nextTraining(finished, lost)).toBe(finished);
    expect(outcome([{ type: 'start' }, lost])).toEqual({ phase: 'refused', reason: 'It was killed.' });
  });

  it('keeps the epochs of the run that it continues, and names the layer that diverged', () => {
    const earlier = [record(1), record(2)];
    const training = outcome([
      { type: 'start' },
      state('r1', 'preparing'),
      { type: 'epoch', data: { run: 'r1', record: record(3) } },
      { type: 'started', run: 'r1', earlier },
      state('r1', 'diverged', 'layer-4'),
    ]);
    expect(training).toMatchObject({
      run: { layer: 'layer-4', epochs: [{ epoch: 1 }, { epoch: 2 }, { epoch: 3 }] },
    });
  });
});
