import { mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts';

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
  progress: { epoch: 2, batch: 5, steps, seconds: 1.5, sums: { loss: 1, accuracy: 2, seen: 3 }, epochs: [] },
});

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
    const read = await readCheckpoint(folder);
    const written = checkpoint(2);
    expect(read.progress).toEqual(written.progress);
    expect([...read.weights]).toEqual(written.weights.map(({ key, values }) => [key, values]));
    expect([...read.slots]).toEqual(written.slots.map(({ key, values }) => [key, values]));
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('is refused where the file is too short or too long', async () => {
    await writeCheckpoint(folder, checkpoint(1));
    const file = (await readdir(folder)).find((name) => name.endsWith('.bin'))!;
    const whole = await readFile(join(folder, file));
    await truncate(join(folder, file), whole.length - 1);
    await expect(readCheckpoint(folder)).rejects.toThrow(/has not the length/);
    await writeFile(join(folder, file), Buffer.concat([whole, Buffer.of(0)]));
    await expect(readCheckpoint(folder)).rejects.toThrow(/has not the length/);
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
