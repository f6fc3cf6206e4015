import type { Image, RunState } from '../../protocol/data.ts';
import { type Checkpoint, type ReadCheckpoint, writeCheckpoint } from '../runs/checkpoint.ts';
import { hasEnded, type RunRecord } from '../runs/record.ts';
import type { RunStore } from '../runs/store.ts';
import type { CheckedDocument } from './prepare.ts';
import type { Session } from './session.ts';

/** The run that trains, or the last one that did: its weights stay in memory until the next. */
export interface CurrentRun {
  readonly run: string;
  readonly folder: string;
  readonly checked: CheckedDocument;
  readonly labels: readonly string[];
  readonly record: RunRecord;
  /** Null while its data is made ready, and where that failed. */
  readonly session: Session | null;
  /** An image to look through the network with; null until the data is here. */
  readonly example: Image | null;
}

/** A run as the trainer holds it. */
export interface Job extends CurrentRun {
  record: RunRecord;
  session: Session | null;
  example: Image | null;
  stopAsked: boolean;
  /** True once nothing more is done or written for it; only then may another begin. */
  over: boolean;
  readonly resumeFrom: ReadCheckpoint | null;
}

/** Brings the record up to what the session knows. */
export function updateRecord(job: Job, state: RunState, message: string): void {
  const { session, record } = job;
  job.record = {
    ...record,
    state,
    message,
    step: session?.mode ?? record.step,
    pid: hasEnded(state) ? null : process.pid,
    epochs: [...(session?.epochs ?? record.epochs)],
    test: session?.test ?? null,
    seconds: session?.seconds ?? record.seconds,
  };
}

/** Writes what runs leave on disk, one after the other. Training waits for none of it. */
export interface Keeper {
  /** Resolves when it is written, or its failure has been told. */
  save(job: Job, checkpoint: Checkpoint | null): Promise<void>;
  /** Resolves when all that was asked for before is written. */
  settled(): Promise<void>;
}

/** @param onFailure told when a job's checkpoint or record could not be written; its record carries the message */
export function createKeeper(store: RunStore, onFailure: (job: Job, message: string) => void): Keeper {
  let writing: Promise<void> = Promise.resolve();
  return {
    save(job, checkpoint) {
      const { record, folder } = job;
      writing = writing.then(async () => {
        try {
          if (checkpoint) await writeCheckpoint(folder, checkpoint);
          await store.writeRecord(folder, record);
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          job.record = { ...job.record, message };
          onFailure(job, message);
        }
      });
      return writing;
    },
    settled: () => writing,
  };
}
