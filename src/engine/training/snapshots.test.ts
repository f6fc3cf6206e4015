import { describe, expect, it } from 'vitest';
import { createSnapshots, type SnapshotParts } from './snapshots.ts';

function taking(parts: Partial<SnapshotParts> = {}) {
  let seconds = 0;
  const taken: [seconds: number, kept: boolean][] = [];
  const snapshots = createSnapshots({
    checkpoints: { epochs: null, minutes: null, keep: 5 },
    every: 1000,
    seconds: () => seconds,
    idle: () => true,
    take: (kept) => taken.push([seconds, kept]),
    ...parts,
  });
  return {
    snapshots,
    taken,
    /** Steps of half a second each, up to that time of training. */
    trainTo(end: number) {
      while (seconds < end) {
        seconds += 0.5;
        snapshots.betweenSteps();
      }
    },
  };
}

describe('checkpoints by the clock', () => {
  it('are kept as each so many minutes of training are over', () => {
    const { taken, trainTo } = taking({ checkpoints: { epochs: null, minutes: 2, keep: 5 } });
    trainTo(400);
    expect(taken).toEqual([
      [120, true],
      [240, true],
      [360, true],
    ]);
  });

  it('come once where a step lasts longer than their distance', () => {
    let at = 0;
    const { snapshots, taken } = taking({
      checkpoints: { epochs: null, minutes: 1, keep: 5 },
      seconds: () => at,
    });
    at = 190;
    snapshots.betweenSteps();
    snapshots.betweenSteps();
    at = 239;
    snapshots.betweenSteps();
    expect(taken).toHaveLength(1);
  });

  it('go on from where a resumed run stands', () => {
    let at = 130;
    const { snapshots, taken } = taking({
      checkpoints: { epochs: null, minutes: 1, keep: 5 },
      seconds: () => at,
    });
    snapshots.betweenSteps();
    expect(taken).toEqual([]);
    at = 180;
    snapshots.betweenSteps();
    expect(taken).toHaveLength(1);
  });
});

describe('checkpoints against a crash', () => {
  it('come between steps after so many seconds, and are not kept', () => {
    const { taken, trainTo } = taking({ every: 30 });
    trainTo(70);
    expect(taken).toEqual([
      [30, false],
      [60, false],
    ]);
  });

  it('wait for a disk that is busy, and come as soon as it is free', () => {
    let idle = false;
    const { snapshots, taken, trainTo } = taking({ idle: () => idle });
    snapshots.afterEpoch(1, false);
    trainTo(5);
    expect(taken).toEqual([]);
    idle = true;
    trainTo(5.5);
    expect(taken).toEqual([[5.5, false]]);
  });

  it('of the best epoch and of those that stay wait for nothing', () => {
    const { snapshots, taken } = taking({
      checkpoints: { epochs: 2, minutes: null, keep: 5 },
      idle: () => false,
    });
    for (const epoch of [1, 2, 3]) snapshots.afterEpoch(epoch, epoch === 3);
    expect(taken.map(([, kept]) => kept)).toEqual([true, false]);
  });
});
