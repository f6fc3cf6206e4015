import { constants } from 'node:fs';
import { open, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { WriteOptions } from '../../files/atomic.ts';
import { readRegular } from '../../files/read.ts';

/** In a run's folder: rows of 32 bytes, little-endian, one after the other. */
export const stepFile = 'steps.records';

/** One step of a run. */
export interface StepRow {
  /** Global step number, 1 is the first. */
  readonly step: number;
  readonly epoch: number;
  /** The mean over its batch. */
  readonly loss: number;
  /** Of its batch; null where there are no classes. */
  readonly accuracy: number | null;
  readonly learningRate: number;
  /** When it was taken, in seconds since 1970. */
  readonly time: number;
}

const size = 32;
/** Not blocking: a pipe without a reader would be waited for. */
const flags = constants.O_CREAT | constants.O_WRONLY | (constants.O_NONBLOCK ?? 0);
/** Bytes; eight times what a billion steps take. */
const maxFileBytes = 2 ** 27;

/** So many of the first steps are kept, each of them. */
const maxEveryStep = 2 ** 16;

/** After those every second, from twice as many on every fourth, and so on: a billion steps take 17 MB. */
export const isKept = (step: number): boolean =>
  step <= maxEveryStep || step % 2 ** Math.ceil(Math.log2(step / maxEveryStep)) === 0;

function write(
  view: DataView,
  at: number,
  { step, epoch, loss, accuracy, learningRate, time }: StepRow,
): void {
  view.setUint32(at, step, true);
  view.setUint32(at + 4, epoch, true);
  view.setFloat32(at + 8, loss, true);
  view.setFloat32(at + 12, accuracy ?? Number.NaN, true);
  view.setFloat64(at + 16, learningRate, true);
  view.setFloat64(at + 24, time, true);
}

function read(view: DataView, at: number): StepRow {
  const accuracy = view.getFloat32(at + 12, true);
  return {
    step: view.getUint32(at, true),
    epoch: view.getUint32(at + 4, true),
    loss: view.getFloat32(at + 8, true),
    accuracy: Number.isNaN(accuracy) ? null : accuracy,
    learningRate: view.getFloat64(at + 16, true),
    time: view.getFloat64(at + 24, true),
  };
}

/** The steps of a run, oldest first; none where none were kept. A row that was cut off is left out. */
export async function readSteps(folder: string): Promise<StepRow[]> {
  const bytes = await readRegular(join(folder, stepFile), maxFileBytes).catch(() => new Uint8Array(0));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, at) => read(view, at * size));
}

/** The steps of the run that trains, written as they come. */
export interface StepLog {
  /** Costs a few writes to memory; the disk is not waited for. */
  add(row: StepRow): void;
  /** Resolves when all rows so far are on disk, or cannot be written now: they are tried again with the next. */
  written(): Promise<void>;
}

/** Rows that are written together, at most: half a second of the smallest networks. */
const rows = 512;
/** Seconds after which they are written though they are fewer. */
const patience = 2;
/** Lots that wait for a disk that takes nothing; older ones are given up. */
const maxPending = 256;

/**
 * Opens a run's steps to continue with.
 * @param steps taken before; rows of later ones belong to what was lost
 * @param claim of the run, asked before each write
 */
export async function openStepLog(folder: string, steps: number, claim: WriteOptions = {}): Promise<StepLog> {
  const path = join(folder, stepFile);
  const before = (await readSteps(folder)).filter(({ step }) => step <= steps);
  /** Bytes that are known to be good: a write that failed halfway is written over. */
  let length = before.length * size;
  await truncate(path, length).catch(() => {});
  let lot = new DataView(new ArrayBuffer(rows * size));
  let filled = 0;
  let begun = 0;
  let waiting: Uint8Array[] = [];
  let writing: Promise<void> = Promise.resolve();

  const close = (): void => {
    if (filled === 0) return;
    waiting = [...waiting, new Uint8Array(lot.buffer, 0, filled * size)].slice(-maxPending);
    lot = new DataView(new ArrayBuffer(rows * size));
    filled = 0;
  };

  const append = async (bytes: Uint8Array): Promise<void> => {
    await claim.beforeCommit?.();
    const file = await open(path, flags, 0o644);
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, length + done);
        done += bytesWritten;
      }
    } finally {
      await file.close();
    }
    length += bytes.length;
  };

  const writeAll = async (): Promise<void> => {
    try {
      while (waiting.length > 0) {
        const [next] = waiting;
        await append(next!);
        waiting = waiting.filter((other) => other !== next);
      }
    } catch {
      // A full disk, or a run that was taken over, is reported where the weights are written.
    }
  };

  const pass = (): Promise<void> => {
    close();
    writing = writing.then(writeAll);
    return writing;
  };

  return {
    add(row) {
      if (!isKept(row.step)) return;
      if (filled === 0) begun = row.time;
      write(lot, filled * size, row);
      filled++;
      if (filled === rows || row.time - begun >= patience) void pass();
    },
    written: pass,
  };
}
