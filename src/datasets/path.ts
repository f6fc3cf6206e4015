import { createHash } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { causeOf, codeOf } from '../files/errors.ts';
import { EngineError } from '../protocol/client.ts';
import type { DatasetInfo } from '../protocol/data.ts';
import type { ImportReport } from '../protocol/import-report.ts';
import { type Message, message } from '../text/message.ts';
import type { TargetSpec } from '../training/target.ts';
import { allSplits, type DatasetSource, type LoadedSplits, type SplitHandle } from './dataset.ts';
import type { Decoded } from './decoders/decoder.ts';
import { decode } from './decoders/registry.ts';
import { dataMark } from './mark.ts';
import { missingClasses } from './missing-classes.ts';
import { originsOf, readOrigins, withoutOrigin } from './origins.ts';
import { exampleBytes, isInMemory } from './pixels.ts';
import { datasetCache } from './places.ts';
import { findPrepared, keepPrepared, openPrepared, sweepPrepared } from './prepared.ts';
import { type DatasetReference, parseReference, writeReference } from './reference.ts';
import { noticesOf, reportOf } from './report.ts';
import { requireSound } from './sound.ts';
import { heldOutEach, splitOff } from './split.ts';

/** Bytes of pixels from which on decoding takes long enough to be done once and kept. */
const minBytesToKeep = 1 << 20;

/** Where the data at a path are kept once they are decoded. */
function preparedFolder(path: string): string {
  const digest = createHash('sha256').update(path).digest('hex');
  return datasetCache('prepared', digest.slice(0, 16));
}

/** Splits as they are used: where the data have no test split, some of the training split is held out for it. */
function complete({ train, validation, test }: Decoded) {
  if (test) return { train, validation, test, held: null };
  return { ...splitOff(train), validation, held: heldOutEach };
}

/** What is at a place, and how it is to be read: a path may have a question mark of its own. */
async function locate(reference: string): Promise<DatasetReference & { readonly mark: string }> {
  const own = { path: resolve(reference), options: {} };
  const mark = await dataMark(own.path).catch(() => null);
  if (mark !== null) return { ...own, mark };
  const { path, options } = parseReference(reference);
  return { path: resolve(path), options, mark: await dataMark(resolve(path)) };
}

/** Raised when decoders make other examples of the same files: what was kept before is decoded again. */
const decodersVersion = 6;

/**
 * The data at a path. Where it has no test part, every fifth example of each class is held out.
 * @param reference a path, and behind a question mark options of its format
 * @param known names to offer where there is nothing at the path
 * @throws EngineError `dataset-missing`
 */
export async function pathSource(
  reference: string,
  known: readonly string[],
): Promise<{ source: DatasetSource; key: string }> {
  const {
    path,
    options: given,
    mark,
  } = await locate(reference).catch((error: unknown) => {
    const why: Message =
      codeOf(error) === 'ENOENT'
        ? message('datasets.nothing-there')
        : message('datasets.not-usable', { why: causeOf(error, 'read').reason });
    throw new EngineError('dataset-missing', message('datasets.missing', { path: reference, why, known }));
  });
  const whole = writeReference({ path, options: given });
  const key = `${decodersVersion}:${whole}:${mark}`;
  const folder = preparedFolder(whole);

  /** Of the data what their report leaves out. */
  type Known = {
    readonly target?: TargetSpec | undefined;
    readonly words?: readonly string[] | undefined;
    readonly train: Pick<SplitHandle, 'dtype'>;
  };
  const infoOf = (report: ImportReport, { target, words, train }: Known): DatasetInfo => {
    const { classes, shape, splits } = report;
    const notices = noticesOf(report);
    return {
      id: reference,
      title: basename(path),
      description: message('datasets.data-at', { path }),
      license: '',
      source: path,
      classes: classes.map(({ name }) => name),
      sampleShape: shape,
      ...(train.dtype && { dtype: train.dtype }),
      ...(target && { target }),
      ...(words && { ofWords: true as const }),
      train: splits.train,
      test: splits.test,
      ...(splits.validation > 0 && { validation: splits.validation }),
      availability: 'ready',
      downloadBytes: 0,
      ...(notices.length > 0 && { notices }),
    };
  };

  const source: DatasetSource = {
    id: reference,
    async info() {
      const found = await findPrepared(folder, key);
      return found?.report ? infoOf(found.report, found) : null;
    },
    report: async () => (await findPrepared(folder, key))?.report ?? null,
    async load(options) {
      const known = options.decodeAgain ? null : await findPrepared(folder, key);
      const kept = known && (await openPrepared(folder, known));
      if (kept && known.report) {
        const { report, fingerprint } = known;
        const origins = () => readOrigins(folder);
        const { words } = known;
        return { ...kept, report, info: infoOf(report, known), words, origins, fingerprint, wasKept: true };
      }
      const decoded = await decode(path, options, given);
      return keep(decoded).finally(decoded.release);
    },
  };

  /** Keeps decoded data, where they are not small, and reports on them. */
  async function keep(decoded: Awaited<ReturnType<typeof decode>>): Promise<LoadedSplits> {
    const { classes, target, words, format, findings } = decoded;
    const { held, ...found } = complete(decoded);
    const origins = originsOf(found);
    const splits = {
      train: withoutOrigin(found.train),
      validation: found.validation && withoutOrigin(found.validation),
      test: withoutOrigin(found.test),
    };
    requireSound(splits, { classes, target }, reference);
    const report = reportOf({
      ...findings,
      ...splits,
      format,
      classes,
      target,
      heldOut: held,
      warnings: [
        ...(target ? [] : missingClasses(classes, splits.train, splits.test, held, splits.validation)),
        ...(findings?.warnings ?? []),
      ],
    });
    const info = infoOf(report, { target, words, ...splits });
    const bytes = allSplits<SplitHandle>(splits).reduce(
      (sum, split) => sum + split.count * exampleBytes(split),
      0,
    );
    const whence = { words, ...(origins && { origins: async () => origins }) };
    if (bytes < minBytesToKeep && allSplits<SplitHandle>(splits).every(isInMemory))
      return { ...splits, report, info, ...whence, fingerprint: null, wasKept: false };
    const preparable = { key, path, classes, target, report, words, origins, ...splits };
    const { kept: _kept, ...opened } = await keepPrepared(folder, preparable);
    await sweepPrepared(dirname(folder)).catch(() => {});
    return { ...opened, report, info, ...whence, wasKept: false };
  }
  return { source, key };
}
