import { createHash } from 'node:crypto';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { endianness } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { readText } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { epochRecord, pretrainedLayer } from '../../protocol/data.ts';
import { type Message, message } from '../../text/message.ts';

/** An epoch's end, and the checkpoint that was taken there. */
const momentSchema = z.object({ epoch: z.int().min(1), steps: z.int().min(0) });

/** Where training stands, so that it can continue from there. */
const progressSchema = z.object({
  /** The epoch under way; 1 is the first. */
  epoch: z.int().min(1),
  /** Its batches that are done. */
  batch: z.int().min(0),
  steps: z.int().min(0),
  seconds: z.number().min(0),
  /** Over the epoch's examples so far: summed loss, right answers, how many. */
  sums: z.object({ loss: z.number(), accuracy: z.number(), seen: z.int() }),
  epochs: z.array(epochRecord),
  /** The first step's loss, which divergence is measured against. */
  firstLoss: z.number().nullable().default(null),
  /** How its steps were taken: both ways agree, but not to the last bit. */
  mode: z.enum(['compiled', 'eager']).nullable().default(null),
  /** The best epoch so far. */
  best: momentSchema.nullable().default(null),
  /** True where the run has ended and is used with the weights of its best epoch. */
  restored: z.boolean().default(false),
  /** The layers whose pretraining is done. */
  pretraining: z.array(pretrainedLayer).default([]),
});

const entrySchema = z.object({ key: z.string(), shape: z.array(z.int().min(0)) });

/** Float32, little-endian, one after the other without gaps: the weights, then the slots, as the index has them. */
const indexSchema = z.object({
  format: z.literal('convas-weights'),
  version: z.union([z.literal(1), z.literal(2)]),
  /** The file with the numbers, beside the index. */
  file: z.string().min(1).max(200),
  bytes: z.int().min(0),
  /** Of the file, hex; older versions wrote none. */
  sha256: z.string().optional(),
  weights: z.array(entrySchema),
  /** The optimizer's state. */
  slots: z.array(entrySchema),
  progress: progressSchema,
  /** ISO 8601. */
  at: z.string().default(''),
  /** Whether it stays by itself, not as the best or the latest alone. */
  kept: z.boolean().default(false),
});

export type TrainingProgress = z.output<typeof progressSchema>;
export type CheckpointIndex = z.output<typeof indexSchema>;

export interface StoredTensor {
  readonly key: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** All that a run needs to be used, and to continue: of one and the same moment. */
export interface Checkpoint {
  readonly weights: readonly StoredTensor[];
  readonly slots: readonly StoredTensor[];
  readonly progress: TrainingProgress;
}

/** A run before its first step: weights, no optimizer state, epoch 1. */
export const checkpointBeforeTraining = (
  weights: Checkpoint['weights'],
  so: Partial<Pick<TrainingProgress, 'seconds' | 'pretraining'>> = {},
): Checkpoint => ({
  weights,
  slots: [],
  progress: {
    epoch: 1,
    batch: 0,
    steps: 0,
    seconds: 0,
    sums: { loss: 0, accuracy: 0, seen: 0 },
    epochs: [],
    firstLoss: null,
    mode: null,
    best: null,
    restored: false,
    pretraining: [],
    ...so,
  },
});

export interface ReadCheckpoint {
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly slots: ReadonlyMap<string, Float32Array>;
  readonly progress: TrainingProgress;
}

/** The index of the latest checkpoint: what a run is used with, and continues from. */
export const latestIndex = 'weights.json';

/** The index of a checkpoint that stays, by the steps taken until then. */
export const indexOf = (steps: number): string => `checkpoint-${steps}.json`;

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, dimension) => product * dimension, 1);

/** The files are little-endian; so are all machines that TensorFlow is made for, but not all that Node is. */
const isBigEndian = endianness() === 'BE';

/** The bytes of a file of floats, without a copy where memory has them as the file does. */
export function floatBytes({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return isBigEndian ? Buffer.from(bytes).swap32() : bytes;
}

const weightsDamaged = (folder: string) => (why: Message) =>
  new EngineError('run-damaged', message('runs.weights-damaged', { run: basename(folder), why }));

/** @returns the file with the numbers, open for reading; of the exact length that its index says */
async function openData(folder: string, index: CheckpointIndex): Promise<FileHandle> {
  const damaged = weightsDamaged(folder);
  if (basename(index.file) !== index.file) throw damaged(message('runs.index-elsewhere'));
  let real: string;
  try {
    real = await realpath(join(folder, index.file));
  } catch {
    throw damaged(message('runs.file-missing', { file: index.file }));
  }
  if (dirname(real) !== (await realpath(folder))) throw damaged(message('runs.index-elsewhere'));
  if ((await stat(real)).size !== index.bytes) throw damaged(message('runs.wrong-length'));
  const expected = 4 * [...index.weights, ...index.slots].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (expected !== index.bytes) throw damaged(message('runs.index-disagrees'));
  return open(real);
}

/** The index of that name; null where there is no such file. @throws EngineError `run-damaged` */
export async function readIndex(folder: string, name: string): Promise<CheckpointIndex | null> {
  let text: string;
  try {
    text = await readText(join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw weightsDamaged(folder)(message('runs.none-readable'));
  }
  try {
    return indexSchema.parse(JSON.parse(text));
  } catch {
    throw weightsDamaged(folder)(message('runs.none-readable'));
  }
}

/**
 * The latest checkpoint, or the one of that many steps; null where there is none.
 * @throws EngineError `run-damaged` where index or file escape the folder, have not their exact length, or the numbers are not
 *   those that were written
 */
export async function readCheckpoint(
  folder: string,
  steps: number | null = null,
): Promise<ReadCheckpoint | null> {
  const index = await readIndex(folder, steps === null ? latestIndex : indexOf(steps));
  if (!index) return null;
  const data = await openData(folder, index);
  const hash = createHash('sha256');
  const take = async (entries: CheckpointIndex['weights']): Promise<Map<string, Float32Array>> => {
    const taken = new Map<string, Float32Array>();
    for (const { key, shape } of entries) {
      const values = new Float32Array(sizeOf(shape));
      const bytes = new Uint8Array(values.buffer);
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await data.read(bytes, at, Math.min(bytes.length - at, 2 ** 30));
        if (bytesRead === 0) throw weightsDamaged(folder)(message('runs.ends-early'));
        at += bytesRead;
      }
      hash.update(bytes);
      if (isBigEndian) Buffer.from(values.buffer).swap32();
      taken.set(key, values);
    }
    return taken;
  };
  try {
    const weights = await take(index.weights);
    const slots = await take(index.slots);
    if (index.sha256 !== undefined && hash.digest('hex') !== index.sha256) {
      throw weightsDamaged(folder)(message('runs.wrong-digest'));
    }
    return { weights, slots, progress: index.progress };
  } finally {
    await data.close();
  }
}

/** The weights that a run is used with: its latest, or its best where it ended by going back to them. */
export async function readModel(folder: string): Promise<ReadonlyMap<string, Float32Array> | null> {
  const latest = await readCheckpoint(folder);
  if (!latest) return null;
  const { best, restored } = latest.progress;
  const used = restored && best ? await readCheckpoint(folder, best.steps) : latest;
  return (used ?? latest).weights;
}
