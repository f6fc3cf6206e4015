import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { endianness } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../protocol/client.ts';
import { epochRecord } from '../../protocol/data.ts';
import { writeAtomic } from './files.ts';

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
});

const entrySchema = z.object({ key: z.string(), shape: z.array(z.int().min(0)) });

/** Float32, little-endian, one after the other without gaps: the weights, then the slots, as the index has them. */
const indexSchema = z.object({
  format: z.literal('convas-weights'),
  version: z.literal(1),
  /** The file with the numbers, beside the index. */
  file: z.string().min(1).max(200),
  bytes: z.int().min(0),
  weights: z.array(entrySchema),
  /** The optimizer's state. */
  slots: z.array(entrySchema),
  progress: progressSchema,
});

export type TrainingProgress = z.output<typeof progressSchema>;

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

const indexFile = 'weights.json';

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, dimension) => product * dimension, 1);

/** The files are little-endian; so are all machines that TensorFlow is made for, but not all that Node is. */
const foreign = endianness() === 'BE';

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return foreign ? Buffer.from(bytes).swap32() : bytes;
}

/** Removes what earlier or broken-off writes have left. */
async function sweep(folder: string, current: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (/^weights-.*\.bin/.test(entry) && entry !== current) await rm(join(folder, entry), { force: true });
  }
}

/**
 * Writes a checkpoint: numbers under a fresh name first, then the index that names them, so that a crash at any
 * moment leaves the old pair or the new one.
 * @throws EngineError `disk-full` or `not-writable`
 */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  const tensors = [...checkpoint.weights, ...checkpoint.slots];
  const file = `weights-${checkpoint.progress.steps}-${randomBytes(3).toString('hex')}.bin`;
  // Tensor by tensor: those of a large network and a copy of them all are gigabytes.
  await writeAtomic(
    join(folder, file),
    tensors.map(({ values }) => bytesOf(values)),
  );
  const entries = (list: readonly StoredTensor[]) => list.map(({ key, shape }) => ({ key, shape }));
  const index = {
    format: 'convas-weights',
    version: 1,
    file,
    bytes: tensors.reduce((sum, { values }) => sum + values.byteLength, 0),
    weights: entries(checkpoint.weights),
    slots: entries(checkpoint.slots),
    progress: checkpoint.progress,
  };
  await writeAtomic(join(folder, indexFile), `${JSON.stringify(index)}\n`);
  await sweep(folder, file);
}

type Index = z.output<typeof indexSchema>;

/** @returns the file with the numbers, open for reading; of the exact length that its index says */
async function openData(
  folder: string,
  index: Index,
  damaged: (what: string) => EngineError,
): Promise<FileHandle> {
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
  return open(real);
}

/** @throws EngineError `run-damaged` where the pair is missing, escapes its folder, or has not its exact length */
export async function readCheckpoint(folder: string): Promise<ReadCheckpoint> {
  const damaged = (what: string) =>
    new EngineError('run-damaged', `The weights of the run ${basename(folder)}: ${what}.`);
  let index: Index;
  try {
    index = indexSchema.parse(JSON.parse(await readFile(join(folder, indexFile), 'utf8')));
  } catch {
    throw damaged('there are none that can be read');
  }
  const data = await openData(folder, index, damaged);
  const take = async (entries: Index['weights']): Promise<Map<string, Float32Array>> => {
    const taken = new Map<string, Float32Array>();
    for (const { key, shape } of entries) {
      const values = new Float32Array(sizeOf(shape));
      const bytes = new Uint8Array(values.buffer);
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await data.read(bytes, at, Math.min(bytes.length - at, 2 ** 30));
        if (bytesRead === 0) throw damaged('the file ends too early');
        at += bytesRead;
      }
      if (foreign) Buffer.from(values.buffer).swap32();
      taken.set(key, values);
    }
    return taken;
  };
  try {
    const weights = await take(index.weights);
    return { weights, slots: await take(index.slots), progress: index.progress };
  } finally {
    await data.close();
  }
}
