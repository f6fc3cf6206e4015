import { mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Checkpoint, readCheckpoint, readModel } from './checkpoint.ts';
import { listCheckpoints, openCheckpointStore } from './checkpoint-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-checkpoint-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const checkpoint = (steps: number): Checkpoint => ({
  weights: [
    { key: 'conv/kernel', shape: [2, 2], values: Float32Array.of(1, -2.5, 1e-30, steps) },
    { key: 'conv/bias', shape: [], values: Float32Array.of(7) },
  ],
  slots: [{ key: 'conv/kernel/momentum', shape: [2, 2], values: Float32Array.of(0, 1, 2, 3) }],
  progress: {
    epoch: 2,
    batch: 5,
    steps,
    seconds: 1.5,
    sums: { loss: 1, accuracy: 2, seen: 3 },
    epochs: [],
    firstLoss: 2.3,
    mode: 'compiled',
    best: null,
    restored: false,
    pretraining: [],
  },
});

const writeCheckpoint = async (at: string, written: Checkpoint): Promise<void> =>
  (await openCheckpointStore(at)).write(written, { kept: false, keep: 1 });

const editIndex = async (edit: (index: Record<string, unknown>) => void): Promise<void> => {
  const path = join(folder, 'weights.json');
  const index = JSON.parse(await readFile(path, 'utf8'));
  edit(index);
  await writeFile(path, JSON.stringify(index));
};

describe('a checkpoint', () => {
  it('comes back bit for bit, and leaves no file of the one before', async () => {
    await writeCheckpoint(folder, checkpoint(1));
    await writeCheckpoint(folder, checkpoint(2));
    const read = (await readCheckpoint(folder))!;
    const written = checkpoint(2);
    expect(read.progress).toEqual(written.progress);
    expect([...read.weights]).toEqual(written.weights.map(({ key, values }) => [key, values]));
    expect([...read.slots]).toEqual(written.slots.map(({ key, values }) => [key, values]));
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('of a pretrained layer is another than that of the layer before, though no step was taken', async () => {
    const checkpointStore = await openCheckpointStore(folder);
    const layer = { layer: 'l', name: 'conv', decoder: 'Dense 2', losses: [1], seconds: 1 };
    const { weights, progress } = checkpoint(0);
    const first = { key: 'conv/bias', shape: [], values: Float32Array.of(8) };
    const moments: Checkpoint[] = [
      { weights, slots: [], progress },
      { weights: [weights[0]!, first], slots: [], progress: { ...progress, pretraining: [layer] } },
      { ...checkpoint(0), progress: { ...progress, pretraining: [layer] } },
    ];
    for (const moment of moments) {
      await checkpointStore.write(moment, { kept: false, keep: 1 });
      const read = (await readCheckpoint(folder))!;
      expect(read.weights.get('conv/bias')).toEqual(moment.weights[1]!.values);
      expect(read.slots.size).toBe(moment.slots.length);
      expect(read.progress).toEqual(moment.progress);
    }
  });

  it('is refused where the file is too short or too long', async () => {
    await writeCheckpoint(folder, checkpoint(1));
    const file = (await readdir(folder)).find((name) => name.endsWith('.bin'))!;
    const whole = await readFile(join(folder, file));
    await truncate(join(folder, file), whole.length - 1);
    await expect(readCheckpoint(folder)).rejects.toThrow(/does not have the length/);
    await writeFile(join(folder, file), Buffer.concat([whole, Buffer.of(0)]));
    await expect(readCheckpoint(folder)).rejects.toThrow(/does not have the length/);
  });

  it('is refused where one bit of its numbers is another; older ones tell no digest', async () => {
    await writeCheckpoint(folder, checkpoint(1));
    const file = (await readdir(folder)).find((name) => name.endsWith('.bin'))!;
    const bytes = await readFile(join(folder, file));
    bytes[9]! ^= 4;
    await writeFile(join(folder, file), bytes);
    await expect(readCheckpoint(folder)).rejects.toThrow(/not those that were written/);
    await editIndex((index) => {
      delete index['sha256'];
    });
    expect(await readCheckpoint(folder)).not.toBeNull();
  });

  it('is refused where index and file do not agree, or the index is none', async () => {
    await writeCheckpoint(folder, checkpoint(1));
    await editIndex((index) => {
      (index['weights'] as { shape: number[] }[])[0]!.shape = [2, 3];
    });
    await expect(readCheckpoint(folder)).rejects.toThrow(/do not agree/);
    await writeFile(join(folder, 'weights.json'), '{"format":');
    await expect(readCheckpoint(folder)).rejects.toMatchObject({ code: 'run-damaged' });
  });

  it('never reads outside its folder', async () => {
    await writeCheckpoint(folder, checkpoint(1));
    await editIndex((index) => {
      index['file'] = '../elsewhere.bin';
    });
    await expect(readCheckpoint(folder)).rejects.toThrow(/elsewhere/);
    const outside = await mkdtemp(join(tmpdir(), 'convas-outside-'));
    await writeFile(join(outside, 'data.bin'), new Uint8Array(36));
    await symlink(join(outside, 'data.bin'), join(folder, 'link.bin'));
    await editIndex((index) => {
      index['file'] = 'link.bin';
    });
    await expect(readCheckpoint(folder)).rejects.toThrow(/elsewhere/);
    await rm(outside, { recursive: true });
  });
});

describe('the checkpoints of a run', () => {
  const best = (steps: number, of: number): Checkpoint => {
    const plain = checkpoint(steps);
    return { ...plain, progress: { ...plain.progress, best: { epoch: 1, steps: of } } };
  };
  const inFolder = async () => (await listCheckpoints(folder)).map(({ steps, kept }) => [steps, kept]);
  const numbers = async () => (await readdir(folder)).filter((name) => name.endsWith('.bin')).length;

  it('are the last that were kept and the best, each whole, and their numbers are written once', async () => {
    const checkpointStore = await openCheckpointStore(folder);
    const keep = { kept: true, keep: 2 };
    await checkpointStore.write(best(10, 10), keep);
    for (const steps of [20, 30, 40]) await checkpointStore.write(best(steps, 10), keep);
    expect(await inFolder()).toEqual([
      [10, true],
      [30, true],
      [40, true],
    ]);
    expect(await numbers()).toBe(3);
    await checkpointStore.write(best(45, 10), { kept: false, keep: 2 });
    await checkpointStore.write(best(45, 10), { kept: false, keep: 2 });
    expect(await numbers()).toBe(4);
    await checkpointStore.write(best(50, 50), { kept: false, keep: 2 });
    expect(await inFolder()).toEqual([
      [30, true],
      [40, true],
      [50, false],
    ]);
    expect(await numbers()).toBe(3);
    for (const steps of [30, 40, 50]) {
      const read = (await readCheckpoint(folder, steps))!;
      expect(read.weights.get('conv/kernel')![3]).toBe(steps);
      expect(read.progress.steps).toBe(steps);
    }
    expect((await readCheckpoint(folder))!.progress.steps).toBe(50);
    expect(await readCheckpoint(folder, 10)).toBeNull();
  });

  it('are found again by another process, which takes steps again without mixing them up', async () => {
    await (await openCheckpointStore(folder)).write(checkpoint(10), { kept: true, keep: 1 });
    const again = checkpoint(10);
    again.weights[0]!.values[0] = 99;
    const checkpointStore = await openCheckpointStore(folder);
    expect(checkpointStore.checkpoints).toMatchObject([{ steps: 10, epoch: 2, batch: 5, kept: true }]);
    await checkpointStore.write(again, { kept: false, keep: 1 });
    expect(await inFolder()).toEqual([[10, true]]);
    for (const steps of [null, 10])
      expect((await readCheckpoint(folder, steps))!.weights.get('conv/kernel')![0]).toBe(99);
    expect(await numbers()).toBe(1);
  });

  it('are used with the best weights where the run ended with those', async () => {
    const checkpointStore = await openCheckpointStore(folder);
    await checkpointStore.write(best(10, 10), { kept: false, keep: 1 });
    await checkpointStore.write(best(20, 10), { kept: false, keep: 1 });
    expect((await readModel(folder))!.get('conv/kernel')![3]).toBe(20);
    const ended = best(20, 10);
    await checkpointStore.write(
      { ...ended, progress: { ...ended.progress, restored: true } },
      { kept: false, keep: 1 },
    );
    expect((await readModel(folder))!.get('conv/kernel')![3]).toBe(10);
    expect((await readCheckpoint(folder))!.weights.get('conv/kernel')![3]).toBe(20);
  });

  it('of the first format are read as they were', async () => {
    await writeCheckpoint(folder, checkpoint(3));
    await editIndex((index) => {
      index['version'] = 1;
      const progress = index['progress'] as Record<string, unknown>;
      for (const name of ['firstLoss', 'mode', 'best', 'restored']) delete progress[name];
      delete index['at'];
      delete index['kept'];
    });
    const { progress } = (await readCheckpoint(folder))!;
    expect(progress).toMatchObject({ steps: 3, firstLoss: null, mode: null, best: null, restored: false });
  });
});
