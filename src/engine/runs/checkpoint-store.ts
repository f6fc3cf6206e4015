import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WriteOptions } from '../../files/atomic.ts';
import {
  type Checkpoint,
  type CheckpointIndex,
  floatBytes,
  indexOf,
  latestIndex,
  readIndex,
  type StoredTensor,
} from './checkpoint.ts';
import { writeAtomic } from './files.ts';

/** A checkpoint as its run's folder holds it. */
export interface StoredCheckpoint {
  readonly steps: number;
  /** The epoch under way and its batches done: epoch 4, batch 0 is the end of epoch 3. */
  readonly epoch: number;
  readonly batch: number;
  /** ISO 8601. */
  readonly at: string;
  readonly bytes: number;
  readonly kept: boolean;
  /** The file with the numbers. */
  readonly file: string;
}

/** The checkpoints of one run: the latest, the best, and those that stay for a while. */
export interface CheckpointStore {
  /** Those that stay, oldest first; the latest may be one of them. */
  readonly checkpoints: readonly StoredCheckpoint[];
  /**
   * Writes a checkpoint, as the latest unless a later one is there. Numbers come first, then the indices that name them, then what nothing names
   * any more goes: a crash at any moment leaves a latest checkpoint that is whole, with the best one it speaks of.
   * @param kept whether it stays beside the latest, as one of the last `keep`
   * @throws EngineError `disk-full` or `not-writable`
   */
  write(
    checkpoint: Checkpoint,
    options: { readonly kept: boolean; readonly keep: number; readonly latest?: boolean },
  ): Promise<void>;
}

const dataFile = /^weights-.*\.bin/;
const indexFile = /^checkpoint-(\d+)\.json$/;

const describe = ({ progress, at, bytes, kept, file }: CheckpointIndex): StoredCheckpoint => ({
  steps: progress.steps,
  epoch: progress.epoch,
  batch: progress.batch,
  at,
  bytes,
  kept,
  file,
});

/** The checkpoints in a run's folder that stay, oldest first; one that cannot be read is left out. */
export async function listCheckpoints(folder: string): Promise<readonly StoredCheckpoint[]> {
  const names = (await readdir(folder)).filter((name) => indexFile.test(name));
  const found = await Promise.all(names.map((name) => readIndex(folder, name).catch(() => null)));
  return found
    .flatMap((index) => (index ? [describe(index)] : []))
    .sort((one, other) => one.steps - other.steps);
}

/** A file with numbers, and their digest. */
type WrittenData = Pick<CheckpointIndex, 'file' | 'sha256'>;

function digestOf(chunks: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

/** @param written the file that holds the very numbers already, if one does */
async function writeData(
  folder: string,
  checkpoint: Checkpoint,
  written: WrittenData | undefined,
  claim: WriteOptions,
): Promise<CheckpointIndex> {
  const tensors = [...checkpoint.weights, ...checkpoint.slots];
  const chunks = tensors.map(({ values }) => floatBytes(values));
  const { progress } = checkpoint;
  const { file, sha256 } = written ?? {
    file: `weights-${progress.steps}-${randomBytes(3).toString('hex')}.bin`,
    sha256: digestOf(chunks),
  };
  if (written === undefined) await writeAtomic(join(folder, file), chunks, claim);
  const entries = (list: readonly StoredTensor[]) =>
    list.map(({ key, shape }) => ({ key, shape: [...shape] }));
  return {
    format: 'convas-weights',
    version: 2,
    file,
    bytes: chunks.reduce((sum, { length }) => sum + length, 0),
    sha256,
    weights: entries(checkpoint.weights),
    slots: entries(checkpoint.slots),
    progress,
    at: new Date().toISOString(),
    kept: false,
  };
}

/** The checkpoints in a run's folder, as earlier processes left them. @param claim of the run, asked before each write */
export async function openCheckpointStore(
  folder: string,
  claim: WriteOptions = {},
): Promise<CheckpointStore> {
  const stored = new Map((await listCheckpoints(folder)).map((entry) => [entry.steps, entry]));
  /** The last written numbers: the same process has the same numbers after the same steps. */
  let last: (WrittenData & { readonly moment: string }) | null = null;

  const writeIndex = (name: string, index: CheckpointIndex): Promise<void> =>
    writeAtomic(join(folder, name), `${JSON.stringify(index)}\n`, claim);

  /** Takes down what need not stay: all but the last `keep` that were kept, and the best. */
  const clear = async (best: number | null, keep: number, latest: string): Promise<void> => {
    const kept = [...stored.values()].filter((entry) => entry.kept).sort((a, b) => b.steps - a.steps);
    const stay = new Set([...kept.slice(0, keep).map(({ steps }) => steps), best]);
    for (const steps of [...stored.keys()]) {
      if (stay.has(steps)) continue;
      stored.delete(steps);
      await rm(join(folder, indexOf(steps)), { force: true });
    }
    const named = new Set([latest, ...[...stored.values()].map(({ file }) => file)]);
    for (const entry of await readdir(folder)) {
      if (dataFile.test(entry) && !named.has(entry)) await rm(join(folder, entry), { force: true });
    }
  };

  return {
    get checkpoints() {
      return [...stored.values()].sort((one, other) => one.steps - other.steps);
    },
    async write(checkpoint, { kept, keep, latest = true }) {
      const { progress } = checkpoint;
      const isBest = progress.best?.steps === progress.steps;
      // Too late to be the latest, and nothing else.
      if (!latest && !kept && !isBest) return;
      // Pretraining moves the weights before the first step, and has no optimizer state to keep.
      const moment = [progress.steps, progress.pretraining.length, checkpoint.slots.length].join();
      const written = last?.moment === moment ? last : undefined;
      const index = await writeData(folder, checkpoint, written, claim);
      last = { moment, file: index.file, sha256: index.sha256 };
      // One that was kept before stays kept: its steps are being taken again.
      const stays = { ...index, kept: kept || (stored.get(progress.steps)?.kept ?? false) };
      if (stays.kept || isBest) {
        await writeIndex(indexOf(progress.steps), stays);
        stored.set(progress.steps, describe(stays));
      }
      if (!latest) return;
      await writeIndex(latestIndex, index);
      await clear(progress.best?.steps ?? null, keep, index.file);
    },
  };
}
