import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import type { RunRecord } from '../../src/engine/runs/run-record.ts';
import type { SweepInfo, SweepPoint } from '../../src/protocol/sweeps.ts';
import { bare } from '../engine/tiny.ts';
import { testBackend } from '../support/backend.ts';
import { timely } from '../support/thorough.ts';
import { workshop, writeBars } from './harness.ts';

const { path, json, start, refusal } = workshop();

let bars = '';
beforeAll(async () => {
  bars = await writeBars(path('bars'));
});

const recordsIn = async (home: string): Promise<RunRecord[]> => {
  const names = await readdir(join(home, 'runs')).catch(() => []);
  const read = async (name: string): Promise<RunRecord[]> => {
    try {
      return [JSON.parse(await readFile(join(home, 'runs', name, 'run.json'), 'utf8'))];
    } catch {
      return [];
    }
  };
  return (await Promise.all(names.map(read))).flat();
};

/** Starts a sweep and kills it, as `kill -9` does, once its runs are as far as that; returns its id. */
async function killed(home: string, args: readonly string[], far: (runs: RunRecord[]) => boolean) {
  const child = start(args, { CONVAS_HOME: home });
  let printed = '';
  child.stderr!.on('data', (chunk) => {
    printed += chunk;
  });
  while (!far(await recordsIn(home))) {
    expect(child.exitCode, printed).toBeNull();
    await wait(5);
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  return /^sweep (\S+);/m.exec(printed)![1]!;
}

/** What a point amounts to, without what the clock and the names of runs have to say. */
async function figuresOf(home: string, { run, seconds: _, last, ...point }: SweepPoint) {
  const { seconds: _s, imagesPerSecond: _i, ...figures } = last!;
  const checkpoint = (await readCheckpoint(join(home, 'runs', run!)))!;
  return { ...point, last: figures, kept: bare(checkpoint) };
}

const sweepOf = (...more: string[]): string[] => [
  ...['sweep', 'tiny-cnn', '--dataset', bars, ...more],
  ...['--vary', 'training.learningRate=0.001,0.003,0.01'],
];

/** What is swept, its options, and whether it has come far enough to be killed. */
type Cut = [name: string, options: string[], far: (runs: RunRecord[]) => boolean];

/** Epochs of a short training: enough that it is not over before the kill arrives, which WebAssembly takes longer for. */
const [least, many] = testBackend === 'native' ? [10, 40] : [3, 15];

const cuts: readonly Cut[] = [
  ['a grid, as a run begins', ['--epochs', '2'], (runs: RunRecord[]) => runs.length > 1],
  [
    'a grid',
    ['--epochs', String(many)],
    (runs: RunRecord[]) =>
      runs.length > 1 && runs.some(({ state, epochs }) => state === 'running' && epochs.length > least / 3),
  ],
  [
    'a rung of a halving',
    [
      ...['--method', 'halving', '--trials', '3', '--eta', '3'],
      ...['--min-epochs', String(least), '--epochs', String(3 * least)],
    ],
    (runs: RunRecord[]) => runs.some(({ state, epochs }) => state === 'running' && epochs.length > least + 1),
  ],
];

describe('convas sweep --resume', () => {
  it.each(timely(cuts.slice(-1), cuts))(
    'goes on after kill -9 in %s, to the same bits',
    { timeout: 300_000 },
    async (name, how, far) => {
      const [cut, whole] = [path(`cut ${name}`), path(`whole ${name}`)];
      const id = await killed(cut, sweepOf(...how), far);
      const before = await recordsIn(cut);
      expect(before.some(({ state }) => state === 'running' || state === 'preparing')).toBe(true);

      const done = await json<SweepInfo>(['sweep', '--resume', id], { CONVAS_HOME: cut });
      expect(done).toMatchObject({ sweep: id, state: 'finished' });
      const after = await recordsIn(cut);
      // What was cut off continued: it is no second run.
      expect(after).toHaveLength(3);
      expect(after.map((run) => run.id)).toEqual(expect.arrayContaining(before.map((run) => run.id)));

      const uncut = await json<SweepInfo>(sweepOf(...how), { CONVAS_HOME: whole });
      const all = (home: string, { points }: SweepInfo) =>
        Promise.all(points.map((point) => figuresOf(home, point)));
      expect(await all(cut, done)).toEqual(await all(whole, uncut));

      // There is nothing left to do.
      const again = await json<SweepInfo>(['sweep', '--resume', id], { CONVAS_HOME: cut });
      expect(again.points).toEqual(done.points);
    },
  );

  it('is refused in words', async () => {
    expect(await refusal(['sweep', '--resume', 'none'])).toMatch(/There is no sweep "none"/);
    expect(await refusal(['sweep', 'tiny-cnn', '--resume', 'none'], 2)).toMatch(/no document/);
    expect(await refusal(['sweep'], 2)).toMatch(/name a document/);
    expect(await refusal(['sweep', 'tiny-cnn'], 2)).toMatch(/say what to vary/);
  });
});
