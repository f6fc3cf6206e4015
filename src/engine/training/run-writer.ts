import { EngineError } from '../../protocol/client.ts';
import { sameText, type Text } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { Checkpoint } from '../runs/checkpoint.ts';
import type { CheckpointStore } from '../runs/checkpoint-store.ts';
import type { RunRecord } from '../runs/run-record.ts';

/** Writes what a run leaves on disk, one after the other. Training waits for none of it. */
export interface RunWriter {
  /** Whether nothing waits to be written. */
  readonly idle: boolean;
  /**
   * Has a record written, and before it a checkpoint of the same moment. What could not be written is tried again
   * with the next. Resolves when nothing waits any more, or its failure has been informed.
   */
  save(
    record: RunRecord,
    checkpoint?: { readonly checkpoint: Checkpoint; readonly kept: boolean },
  ): Promise<void>;
  /** Whether all that it was given to write is on disk, or is needless by now. */
  readonly complete: boolean;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
  /** Tries again to write what could not be written. */
  retry(): Promise<void>;
}

export interface RunWriterParts {
  readonly checkpoints: CheckpointStore;
  /** How many of the kept checkpoints stay. */
  readonly keep: number;
  readonly writeRecord: (record: RunRecord) => Promise<void>;
  /** Has written what a checkpoint presumes to be on disk. */
  readonly beforeCheckpoint: () => Promise<void>;
  /** Called when writing begins to fail, in words, and when it works again, with an empty text. */
  readonly onTrouble: (message: Text) => void;
}

interface PendingWrite {
  /** Later ones have larger numbers. */
  readonly order: number;
  readonly record: RunRecord;
  readonly checkpoint: Checkpoint | null;
  readonly kept: boolean;
}

/** Those that are worth writing when all of them are: the newest, the best, the last `keep` of the kept. */
function worthWriting(list: readonly PendingWrite[], keep: number): PendingWrite[] {
  const newest = list.findLast(({ checkpoint }) => checkpoint !== null);
  const best = newest?.checkpoint?.progress.best?.steps;
  const kept = new Set(list.filter((entry) => entry.kept).slice(-keep));
  return list.filter(
    (entry) =>
      entry === list.at(-1) ||
      (entry.checkpoint !== null &&
        (entry === newest || kept.has(entry) || entry.checkpoint.progress.steps === best)),
  );
}

export function createRunWriter({
  checkpoints,
  keep,
  writeRecord,
  beforeCheckpoint,
  onTrouble,
}: RunWriterParts): RunWriter {
  let waiting: PendingWrite[] = [];
  /** Could not be written. */
  let failed: PendingWrite[] = [];
  let trouble: Text = '';
  let writing: Promise<void> | null = null;
  let requests = 0;
  /** The newest of which the checkpoint, and the record, are on disk. */
  let newest = { checkpoint: 0, record: 0 };

  /** @param cause what stays the same while the names of the files change: reported once */
  const notify = (message: Text, cause = message): void => {
    if (!sameText(cause, trouble)) onTrouble(message);
    trouble = cause;
  };

  const writeOne = async ({ order, checkpoint, kept, record }: PendingWrite): Promise<void> => {
    if (checkpoint) {
      await beforeCheckpoint();
      await checkpoints.write(checkpoint, { kept, keep, latest: order > newest.checkpoint });
      newest = { ...newest, checkpoint: Math.max(order, newest.checkpoint) };
    }
    if (order < newest.record) return;
    await writeRecord(record);
    newest = { ...newest, record: order };
  };

  /** Whether it could be written. */
  const write = async (entry: PendingWrite): Promise<boolean> => {
    try {
      await writeOne(entry);
      return true;
    } catch (error) {
      failed = worthWriting([...failed, entry], keep);
      const message = textOf(error);
      notify(message, error instanceof EngineError ? error.code : message);
      return false;
    }
  };

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const written = await write(waiting.shift()!);
      // The disk takes something again: what it refused before has another try.
      if (written && failed.length > 0) {
        waiting = worthWriting([...failed, ...waiting], keep);
        failed = [];
      }
    }
    if (failed.length === 0) notify('');
    writing = null;
  };

  const add = (entries: readonly PendingWrite[]): Promise<void> => {
    waiting = worthWriting([...failed, ...waiting, ...entries], keep);
    failed = [];
    writing ??= writeAll();
    return writing;
  };

  return {
    get idle() {
      return writing === null;
    },
    get complete() {
      return writing === null && failed.length === 0;
    },
    save: (record, given) =>
      add([{ order: ++requests, record, checkpoint: given?.checkpoint ?? null, kept: given?.kept ?? false }]),
    settled: () => writing ?? Promise.resolve(),
    retry: () => (failed.length > 0 ? add([]) : Promise.resolve()),
  };
}
