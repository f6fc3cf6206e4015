import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeNew } from '../files/atomic.ts';
import { replaceFolder } from '../files/folder.ts';
import { withLock } from '../files/lock.ts';
import { EngineError } from '../protocol/client.ts';
import { asProvisionError } from '../provision/progress.ts';
import type { Split } from './dataset.ts';
import { type IdxPair, readIdxPairs } from './decoders/idx.ts';
import { encodeIdx } from './decoders/write-idx.ts';
import { isFile } from './places.ts';

interface Splits {
  readonly train: Split;
  readonly test: Split;
}

const parts = ['train', 'test'] as const;
const names = (folder: string, part: (typeof parts)[number]): IdxPair => [
  join(folder, `${part}-images-idx4-ubyte`),
  join(folder, `${part}-labels-idx1-ubyte`),
];

/** Whether a dataset is kept in a folder. */
export const hasPrepared = (folder: string): Promise<boolean> => isFile(names(folder, 'test')[1]);

/** A dataset decoded once and kept as IDX files; null where it is not, or cannot be read. */
export async function readPrepared(folder: string): Promise<Splits | null> {
  if (!(await hasPrepared(folder))) return null;
  try {
    const [train, test] = await readIdxPairs(parts.map((part) => names(folder, part)));
    return { train: train!, test: test! };
  } catch {
    return null;
  }
}

/** Keeps a decoded dataset: all of it or nothing. @throws EngineError `disk-full`, `not-writable` */
export async function keepPrepared(folder: string, splits: Splits): Promise<void> {
  const fill = async (temporary: string): Promise<void> => {
    for (const which of parts) {
      const { count, shape, images, labels } = splits[which];
      const [imagesFile, labelsFile] = names(temporary, which);
      await writeNew(imagesFile, encodeIdx([count, ...shape], images));
      await writeNew(labelsFile, encodeIdx([count], Uint8Array.from(labels)));
    }
  };
  try {
    await mkdir(dirname(folder), { recursive: true });
    // Of several processes that have decoded it, the last one's stays: they are the same.
    await withLock(folder, () => replaceFolder(folder, 'replace', fill), { wait: 60_000 });
  } catch (error) {
    const { code, message, fix } = asProvisionError(error, folder);
    throw new EngineError(code, `${message}. ${fix}`);
  }
}
