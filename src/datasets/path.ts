import { createHash } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { causeOf, codeOf } from '../files/errors.ts';
import { EngineError } from '../protocol/client.ts';
import type { DatasetInfo } from '../protocol/data.ts';
import { type Message, message } from '../text/message.ts';
import type { DatasetSource, Split } from './dataset.ts';
import { decode } from './decoders/registry.ts';
import { dataMark } from './mark.ts';
import { missingClasses } from './missing-classes.ts';
import { datasetCache } from './places.ts';
import { findPrepared, keepPrepared, openPrepared, type Preparable, sweepPrepared } from './prepared.ts';
import { requireSound } from './sound.ts';
import { splitOff } from './split.ts';

const heldOut = 5;
/** Bytes of pixels from which on decoding takes long enough to be done once and kept. */
const worthKeeping = 1 << 20;

const bytesOf = (split: Split): number => split.images.length;

/** Where the data at a path are kept once they are decoded. */
function preparedFolder(path: string): string {
  const digest = createHash('sha256').update(path).digest('hex');
  return datasetCache('prepared', digest.slice(0, 16));
}

/**
 * The data at a path. Where it has no test part, every fifth example of each class is held out.
 * @param known names to offer where there is nothing at the path
 * @throws EngineError `dataset-missing`
 */
export async function pathSource(
  path: string,
  known: readonly string[],
): Promise<{ source: DatasetSource; key: string }> {
  const full = resolve(path);
  const mark = await dataMark(full).catch((error: unknown) => {
    const why: Message =
      codeOf(error) === 'ENOENT'
        ? message('datasets.nothing-there')
        : message('datasets.not-usable', { why: causeOf(error, 'read').reason });
    throw new EngineError('dataset-missing', message('datasets.missing', { path, why, known }));
  });
  const key = `${full}:${mark}`;
  const folder = preparedFolder(full);

  type Known = Pick<Preparable, 'classes' | 'notices'> &
    Record<'train' | 'test', Pick<Split, 'count' | 'shape'>>;
  const infoOf = ({ classes, notices, train, test }: Known): DatasetInfo => ({
    id: path,
    title: basename(full),
    description: message('datasets.data-at', { path: full }),
    license: '',
    source: full,
    classes: [...classes],
    sampleShape: [...train.shape],
    train: train.count,
    test: test.count,
    availability: 'ready',
    downloadBytes: 0,
    ...(notices.length > 0 && { notices: [...notices] }),
  });

  const source: DatasetSource = {
    id: path,
    async info() {
      const found = await findPrepared(folder, key);
      return found && infoOf(found);
    },
    async load(options) {
      const found = options.anew ? null : await findPrepared(folder, key);
      const kept = found && (await openPrepared(folder, found));
      if (kept) return { ...kept, info: infoOf(found), fingerprint: found.fingerprint, wasKept: true };
      const { classes, ...parts } = await decode(full, options);
      const { train, test } = parts.test
        ? { train: parts.train, test: parts.test }
        : splitOff(parts.train, heldOut);
      requireSound({ train, test }, classes.length, path);
      const notices = missingClasses(classes, train, test, parts.test ? null : heldOut);
      const info = infoOf({ classes, notices, train, test });
      if (bytesOf(train) + bytesOf(test) < worthKeeping) {
        return { train, test, info, fingerprint: null, wasKept: false };
      }
      const preparable = { key, path: full, classes, notices, train, test };
      const { kept: _kept, ...splits } = await keepPrepared(folder, preparable);
      await sweepPrepared(dirname(folder)).catch(() => {});
      return { ...splits, info, wasKept: false };
    },
  };
  return { source, key };
}
