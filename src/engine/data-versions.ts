import { join } from 'node:path';
import type { Dataset, SplitHandle } from '../datasets/dataset.ts';
import { freezable } from '../datasets/versions/freeze.ts';
import { readText } from '../files/read.ts';
import { EngineError } from '../protocol/client.ts';
import { type DataVersion, dataVersion } from '../protocol/data-version.ts';
import { message } from '../text/message.ts';
import { makeFolder, writeAtomic } from './runs/files.ts';
import { inThread, type WorkContext } from './statistics/in-thread.ts';

/*
 * Versions of data, by their fingerprint: each run's record has the fingerprint of its data, so that it can be known
 * later whether they are still the same, and what has become of them.
 */

/** Bytes of a version that is read: some millions of examples. */
const largest = 2 ** 29;

/** The version that a text is. @throws EngineError `invalid` */
export function parseVersion(text: string, name: string): DataVersion {
  try {
    return dataVersion.parse(JSON.parse(text));
  } catch {
    throw new EngineError('invalid', message('versions.not-one', { name }));
  }
}

/** A dataset as it is now, computed in a thread of its own. @throws EngineError `canceled`, `failed` */
export const freeze = async (
  opened: Dataset<SplitHandle>,
  reference: string,
  asker: WorkContext,
): Promise<DataVersion> => inThread({ name: 'freeze', data: await freezable(opened, reference) }, asker);

/** The versions that are kept of data. */
export interface DataVersions {
  /** The version of the data with that fingerprint; null where none was kept. */
  read(fingerprint: string): Promise<DataVersion | null>;
  /** Keeps the version of data that a run trains on, unless it is kept already. */
  keep(opened: Dataset<SplitHandle>, reference: string): Promise<void>;
  /** Ends what is being kept: once it resolves, nothing is written any more. */
  close(): Promise<void>;
}

export function createDataVersions(folder: string): DataVersions {
  const fileOf = (fingerprint: string): string => join(folder, `${fingerprint}.json`);
  const read = async (fingerprint: string): Promise<DataVersion | null> => {
    if (!/^[0-9a-f]{64}$/.test(fingerprint)) return null;
    try {
      return dataVersion.parse(JSON.parse(await readText(fileOf(fingerprint), largest)));
    } catch {
      return null;
    }
  };
  /** What is being kept, and how it is canceled. */
  const pending = new Map<Promise<void>, () => void>();
  const write = async (
    opened: Dataset<SplitHandle>,
    reference: string,
    onCancel: WorkContext['onCancel'],
  ): Promise<void> => {
    if (await read(opened.fingerprint)) return;
    const version = await freeze(opened, reference, { onCancel });
    await makeFolder(folder);
    await writeAtomic(fileOf(opened.fingerprint), JSON.stringify(version));
  };
  let closed = false;
  return {
    read,
    keep(opened, reference) {
      const listeners: (() => void)[] = [];
      const onCancel = (listener: () => void): void => {
        if (closed) listener();
        else listeners.push(listener);
      };
      const work = write(opened, reference, onCancel).finally(() => pending.delete(work));
      pending.set(work, () => {
        for (const listener of listeners) listener();
      });
      return work;
    },
    async close() {
      closed = true;
      const works = [...pending.keys()];
      for (const cancel of pending.values()) cancel();
      await Promise.allSettled(works);
    },
  };
}
