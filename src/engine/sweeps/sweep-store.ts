import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { namesIn, readText } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { claim } from '../runs/claim.ts';
import { makeFolder, writeAtomic } from '../runs/files.ts';
import { type SweepRecord, sweepRecordSchema } from './sweep-record.ts';

/** The sweeps on disk, a file each. Every method throws `EngineError` in words that can be shown. */
export interface SweepStore {
  /** Newest first; what cannot be read is left out. */
  list(): Promise<readonly SweepRecord[]>;
  /** @throws EngineError `no-such-sweep` */
  read(sweep: string): Promise<SweepRecord>;
  write(record: SweepRecord): Promise<void>;
  remove(sweep: string): Promise<void>;
  /** Does work on a sweep while no other process does. @throws EngineError `in-use` */
  alone<T>(sweep: string, work: () => Promise<T>): Promise<T>;
}

const ending = '.sweep.json';

export function createSweepStore(folder: string): SweepStore {
  const pathOf = (sweep: string): string => {
    // An id is a file's own name: nothing that leads elsewhere.
    if (basename(sweep) !== sweep)
      throw new EngineError('no-such-sweep', message('runs.no-sweep', { sweep, latest: [] }));
    return join(folder, sweep + ending);
  };
  const readFrom = async (path: string): Promise<SweepRecord | null> => {
    try {
      return sweepRecordSchema.parse(JSON.parse(await readText(path)));
    } catch {
      return null;
    }
  };
  const list = async (): Promise<SweepRecord[]> => {
    const names = await namesIn(folder);
    const found = await Promise.all(
      names.filter((name) => name.endsWith(ending)).map((name) => readFrom(join(folder, name))),
    );
    return found.filter((record) => record !== null).sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  };
  let writing: Promise<unknown> = Promise.resolve();
  return {
    list,
    async read(sweep) {
      const record = await readFrom(pathOf(sweep));
      if (record) return record;
      const known = (await list()).slice(0, 5).map((other) => other.sweep);
      throw new EngineError('no-such-sweep', message('runs.no-sweep', { sweep, latest: known }));
    },
    write(record) {
      const path = pathOf(record.sweep);
      const written = writing.then(async () => {
        await makeFolder(folder);
        await writeAtomic(path, `${JSON.stringify(record)}\n`);
      });
      writing = written.catch(() => {});
      return written;
    },
    remove: (sweep) => rm(pathOf(sweep), { force: true }),
    async alone(sweep, work) {
      const path = pathOf(sweep);
      await makeFolder(folder);
      const own = await claim(
        path,
        {
          inUse: (holder) => message('runs.sweep-in-use', { sweep, holder }),
          takenOver: message('runs.sweep-taken-over', { sweep }),
        },
        { purpose: 'change', brief: true },
      );
      return work().finally(() => own.release());
    },
  };
}
