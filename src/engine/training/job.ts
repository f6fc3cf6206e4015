import { processMark } from '../../files/process.ts';
import type { Image, RunState } from '../../protocol/data.ts';
import type { Text } from '../../text/message.ts';
import type { Feeder } from '../feeding/feeder.ts';
import type { StepMode } from '../model/open-stepper.ts';
import type { Pretraining } from '../pretraining/pretraining.ts';
import type { ReadCheckpoint } from '../runs/checkpoint.ts';
import type { Claim } from '../runs/claim.ts';
import type { HealthLog } from '../runs/health-file.ts';
import { hasEnded, type RunRecord } from '../runs/run-record.ts';
import type { StepLog } from '../runs/step-file.ts';
import type { ActiveRun } from './active-run.ts';
import type { CheckedDocument } from './prepare.ts';
import type { RunWriter } from './run-writer.ts';
import type { Session } from './session.ts';

/** The run that trains, or the last one that did: its weights stay in memory until the next. */
export interface CurrentRun {
  readonly run: string;
  readonly folder: string;
  readonly checked: CheckedDocument;
  readonly labels: readonly string[];
  readonly record: RunRecord;
  /** While layers are pretrained, before the session; null otherwise. */
  readonly pretraining: Pretraining | null;
  /** Null while its data is made ready, while layers are pretrained, and where that failed. */
  readonly session: Session | null;
  /** Null until it trains. */
  readonly health: HealthLog | null;
  /** Null until it trains. */
  readonly steps: StepLog | null;
  /** An image to look through the network with; null until the data is here. */
  readonly example: Image | null;
}

/** A run as the trainer holds it. */
export interface Job extends CurrentRun {
  record: RunRecord;
  checked: CheckedDocument;
  pretraining: Pretraining | null;
  session: Session | null;
  health: HealthLog | null;
  steps: StepLog | null;
  example: Image | null;
  /** Makes its batches; null until the data is here, and once it is over. */
  feeder: Feeder | null;
  stopAsked: boolean;
  /** True once nothing more is done or written for it; only then may another begin. */
  over: boolean;
  /** What its folder held before this start; null where the folder was made for it. */
  readonly before: { readonly record: RunRecord; readonly document: string } | null;
  /** Where an earlier process left it, until the session has taken it over; null begins with the first step. */
  resumeFrom: ReadCheckpoint | null;
  /** What there is to say of its first weights; empty for nothing. */
  readonly note: Text;
  /** How its steps are to be taken where the backend can. */
  readonly step: StepMode;
  readonly writer: RunWriter;
  /** Held while it trains, and after it until all of it is on disk. */
  readonly claim: Claim;
}

/** What of a run is under way; null while its data is made ready. */
export const activeRun = ({ session, pretraining }: CurrentRun): ActiveRun | null => session ?? pretraining;

/** Brings the record up to what the session knows. */
export function updateRecord(job: Job, state: RunState, message: Text): void {
  const { session, pretraining, record } = job;
  const over = hasEnded(state);
  job.record = {
    ...record,
    state,
    message,
    step: session?.mode ?? record.step,
    pid: over ? null : process.pid,
    mark: over ? null : processMark(process.pid),
    epochs: [...(session?.epochs ?? record.epochs)],
    test: session?.test ?? null,
    seconds: activeRun(job)?.seconds ?? record.seconds,
    pretraining: [...(pretraining?.done ?? record.pretraining ?? [])],
    rates: [...(session?.rates ?? record.rates)],
  };
}
