import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isKept, openStepLog, readSteps, type StepRow, stepFile } from './step-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-steps-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const row = (step: number): StepRow => ({
  step,
  epoch: Math.ceil(step / 10),
  loss: 1 / 2 ** (step % 8),
  accuracy: step % 3 === 0 ? null : 0.5,
  learningRate: 0.001,
  time: 1.8e9 + step / 1000,
});
const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => row(from + at));

describe('the steps of a run', () => {
  it('come back as they were, however many', async () => {
    const log = await openStepLog(folder, 0);
    for (const each of rows(1, 1300)) log.add(each);
    await log.written();
    expect(await readSteps(folder)).toEqual(rows(1, 1300));
    expect((await stat(join(folder, stepFile))).size).toBe(1300 * 32);
    log.add(row(1301));
    await log.written();
    expect(await readSteps(folder)).toEqual(rows(1, 1301));
  });

  it('go on from a checkpoint: what came after it, and what was cut off, is taken again', async () => {
    const before = await openStepLog(folder, 0);
    for (const each of rows(1, 20)) before.add(each);
    await before.written();
    await appendFile(join(folder, stepFile), (await readFile(join(folder, stepFile))).subarray(0, 13));
    expect(await readSteps(folder)).toEqual(rows(1, 20));
    const after = await openStepLog(folder, 15);
    expect(await readSteps(folder)).toEqual(rows(1, 15));
    for (const each of rows(16, 30)) after.add(each);
    await after.written();
    expect(await readSteps(folder)).toEqual(rows(1, 30));
    // One that begins again has none.
    await openStepLog(folder, 0);
    expect(await readSteps(folder)).toEqual([]);
  });

  it('wait for a disk that takes nothing, and do not hold anybody up', async () => {
    const gone = join(folder, 'gone');
    const log = await openStepLog(gone, 0);
    for (const each of rows(1, 600)) log.add(each);
    await log.written();
    await mkdir(gone);
    log.add(row(601));
    await log.written();
    expect(await readSteps(gone)).toEqual(rows(1, 601));
  });

  it('are thinned out where there are very many', async () => {
    const kept = (from: number, to: number) => {
      let count = 0;
      for (let step = from; step <= to; step++) if (isKept(step)) count++;
      return count;
    };
    expect(kept(1, 65_536)).toBe(65_536);
    for (const times of [1, 2, 4, 8]) expect(kept(65_536 * times + 1, 65_536 * 2 * times)).toBe(32_768);
    const log = await openStepLog(folder, 65_536);
    for (const step of [65_537, 65_538, 65_539]) log.add(row(step));
    await log.written();
    expect(await readSteps(folder)).toEqual([row(65_538)]);
  });

  it('of a file that is none are none', async () => {
    expect(await readSteps(folder)).toEqual([]);
    await writeFile(join(folder, stepFile), 'short');
    expect(await readSteps(folder)).toEqual([]);
  });
});
