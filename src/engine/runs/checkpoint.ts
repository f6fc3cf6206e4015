import { readFile, realpath, stat } from 'node:fs/promises';
import { endianness } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../protocol/client.ts';
import { epochRecord } from '../../protocol/data.ts';

/** An epoch's end, and the checkpoint that was taken there. */
const momentSchema = z.object({ epoch: z.int().min(1), steps: z.int().min(0) });

/** Where training stands, so that it can go on from there. */
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
});

const entrySchema = z.object({ key: z.string(), shape: z.array(z.int().min(0)) });

/** Float32, little-endian, one after the other without gaps: the weights, then the slots, as the index has them. */
const indexSchema = z.object({
  format: z.literal('convas-weights'),
  version: z.union([z.literal(1), z.literal(2)]),
  /** The file with the numbers, beside the index. */
  file: z.string().min(1).max(200),
  bytes: z.int().min(0),
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

/** All that a run needs to be used, and to go on: of one and the same moment. */
export interface Checkpoint {
  readonly weights: readonly StoredTensor[];
  readonly slots: readonly StoredTensor[];
  readonly progress: TrainingProgress;
}

export interface ReadCheckpoint {
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly slots: ReadonlyMap<string, Float32Array>;
  readonly progress: TrainingProgress;
}

/** The index of the latest checkpoint: what a run is used with, and goes on from. */
export const latestIndex = 'weights.json';

/** The index of a checkpoint that stays, by the steps taken until then. */
export const indexOf = (steps: number): string => `checkpoint-${steps}.json`;

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, dimension) => product * dimension, 1);

const littleEndian = endianness() === 'LE';

/** The bytes of a float's file, without a copy where memory has them as the file does. */
export function floatBytes(values: Float32Array): Uint8Array {
  if (littleEndian) return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < values.length; at++) view.setFloat32(4 * at, values[at]!, true);
  return bytes;
}

function readFloats(data: Buffer, offset: number, length: number): Float32Array {
  const values = new Float32Array(length);
  if (littleEndian) new Uint8Array(values.buffer).set(data.subarray(offset, offset + 4 * length));
  else for (let at = 0; at < length; at++) values[at] = data.readFloatLE(offset + 4 * at);
  return values;
}

const damagedIn = (folder: string) => (what: string) =>
  new EngineError('run-damaged', `The weights of the run ${basename(folder)}: ${what}.`);

async function readData(folder: string, index: CheckpointIndex): Promise<Buffer> {
  const damaged = damagedIn(folder);
  if (basename(index.file) !== index.file) throw damaged('the index names a file elsewhere');
  let real: string;
  try {
    real = await realpath(join(folder, index.file));
  } catch {
    throw damaged(`${index.file} is missing`);
  }
  if (dirname(real) !== (await realpath(folder))) throw damaged('the index names a file elsewhere');
  if ((await stat(real)).size !== index.bytes)
    throw damaged('the file has not the length that its index says');
  const expected = 4 * [...index.weights, ...index.slots].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (expected !== index.bytes) throw damaged('the index and the file do not agree');
  return readFile(real);
}

/** The index of that name; null where there is no such file. @throws EngineError `run-damaged` */
export async function readIndex(folder: string, name: string): Promise<CheckpointIndex | null> {
  let text: string;
  try {
    text = await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw damagedIn(folder)('there are none that can be read');
  }
  try {
    return indexSchema.parse(JSON.parse(text));
  } catch {
    throw damagedIn(folder)('there are none that can be read');
  }
}

/**
 * The latest checkpoint, or the one of that many steps; null where there is none.
 * @throws EngineError `run-damaged` where index or file escape the folder, or have not their exact length
 */
export async function readCheckpoint(
  folder: string,
  steps: number | null = null,
): Promise<ReadCheckpoint | null> {
  const index = await readIndex(folder, steps === null ? latestIndex : indexOf(steps));
  if (!index) return null;
  const data = await readData(folder, index);
  let offset = 0;
  const take = (entries: CheckpointIndex['weights']): Map<string, Float32Array> =>
    new Map(
      entries.map(({ key, shape }) => {
        const values = readFloats(data, offset, sizeOf(shape));
        offset += values.byteLength;
        return [key, values];
      }),
    );
  return { weights: take(index.weights), slots: take(index.slots), progress: index.progress };
}

/** The weights that a run is used with: its latest, or its best where it ended by going back to them. */
export async function readModel(folder: string): Promise<ReadonlyMap<string, Float32Array> | null> {
  const latest = await readCheckpoint(folder);
  if (!latest) return null;
  const { best, restored } = latest.progress;
  const used = restored && best ? await readCheckpoint(folder, best.steps) : latest;
  return (used ?? latest).weights;
}
