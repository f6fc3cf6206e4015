import { join } from 'node:path';
import type { Dataset, SplitHandle } from '../datasets/dataset.ts';
import { freezable } from '../datasets/versions/freeze.ts';
import { readText } from '../files/read.ts';
import { EngineError } from '../protocol/client.ts';
import { type DataVersion, dataVersion } from '../protocol/data-version.ts';
import { message } from '../text/message.ts';
import { makeFolder, writeAtomic } from './runs/files.ts';
import { convasHome } from './runs/home.ts';
import { type Asker, inThread } from './statistics/in-thread.ts';

/*
 * Versions of data, by their fingerprint: each run's record has the fingerprint of its data, so that it can be told
 * later whether they are still the same, and what has become of them.
 */

const folder = (): string => join(convasHome(), 'data-versions');
const fileOf = (fingerprint: string): string => join(folder(), `${fingerprint}.json`);
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

/** The version that was kept of data; null where none was. */
export async function keptVersion(fingerprint: string): Promise<DataVersion | null> {
  if (!/^[0-9a-f]{64}$/.test(fingerprint)) return null;
  try {
    return dataVersion.parse(JSON.parse(await readText(fileOf(fingerprint), largest)));
  } catch {
    return null;
  }
}

/** A dataset as it is now, computed in a thread of its own. @throws EngineError `cancelled`, `failed` */
export const freeze = async (
  opened: Dataset<SplitHandle>,
  reference: string,
  asker: Asker,
): Promise<DataVersion> => inThread({ name: 'freeze', data: await freezable(opened, reference) }, asker);

/** Keeps the version of data that a run trains on, unless it is kept already. */
export async function keepVersion(opened: Dataset<SplitHandle>, reference: string): Promise<void> {
  if (await keptVersion(opened.fingerprint)) return;
  const version = await freeze(opened, reference, { onCancel: () => {} });
  await makeFolder(folder());
  await writeAtomic(fileOf(opened.fingerprint), JSON.stringify(version));
}
