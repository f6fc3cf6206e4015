import type { Checkpoint } from '../runs/checkpoint.ts';
import type { RunRecord } from '../runs/record.ts';
import type { Shelf } from '../runs/shelf.ts';

/** Writes what a run leaves on disk, one after the other. Training waits for none of it. */
export interface Keeper {
  /** Whether nothing waits to be written. */
  readonly idle: boolean;
  /**
   * Has a record written, and before it a checkpoint of the same moment. What could not be written is tried again
   * with the next. Resolves when nothing waits any more, or its failure has been told.
   */
  save(
    record: RunRecord,
    checkpoint?: { readonly checkpoint: Checkpoint; readonly kept: boolean },
  ): Promise<void>;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
  /** Tries again to write what could not be written. */
  retry(): Promise<void>;
}

export interface KeeperParts {
  readonly shelf: Shelf;
  /** How many of the kept checkpoints stay. */
  readonly keep: number;
  readonly writeRecord: (record: RunRecord) => Promise<void>;
  /** Told when writing begins to fail, in words, and when it works again, with an empty text. */
  readonly onTrouble: (message: string) => void;
}

interface Waiting {
  readonly record: RunRecord;
  readonly checkpoint: Checkpoint | null;
  readonly kept: boolean;
}

/** Those that are worth writing when all of them are: the newest, the best, the last `keep` of the kept. */
function worthwhile(list: readonly Waiting[], keep: number): Waiting[] {
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

export function createKeeper({ shelf, keep, writeRecord, onTrouble }: KeeperParts): Keeper {
  let waiting: Waiting[] = [];
  /** Could not be written. */
  let failed: Waiting[] = [];
  let trouble = '';
  let writing: Promise<void> | null = null;

  const tell = (message: string): void => {
    if (message !== trouble) onTrouble(message);
    trouble = message;
  };

  const write = async (entry: Waiting): Promise<void> => {
    try {
      if (entry.checkpoint) await shelf.write(entry.checkpoint, { kept: entry.kept, keep });
      await writeRecord(entry.record);
      if (failed.length === 0) tell('');
    } catch (error) {
      failed = worthwhile([...failed, entry], keep);
      tell(error instanceof Error ? error.message : String(error));
    }
  };

  const writeAll = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) await write(entry);
    writing = null;
  };

  const add = (entries: readonly Waiting[]): Promise<void> => {
    waiting = worthwhile([...failed, ...waiting, ...entries], keep);
    failed = [];
    writing ??= writeAll();
    return writing;
  };

  return {
    get idle() {
      return writing === null;
    },
    save: (record, given) =>
      add([{ record, checkpoint: given?.checkpoint ?? null, kept: given?.kept ?? false }]),
    settled: () => writing ?? Promise.resolve(),
    retry: () => (failed.length > 0 ? add([]) : Promise.resolve()),
  };
}
