import { codeOf, explanationOf, FileError } from '../files/errors.ts';
import { EngineError } from '../protocol/client.ts';
import type { DatasetInfo } from '../protocol/data.ts';
import type { Inspection } from '../protocol/import-report.ts';
import { message, type Text } from '../text/message.ts';
import { arrangedReference } from './arrange/arrangement.ts';
import { arrangedSource } from './arrange/source.ts';
import { checkData } from './checks/check.ts';
import { keptCheck } from './checks/kept-check.ts';
import {
  allSplits,
  type Dataset,
  type DatasetSource,
  type LoadOptions,
  type Split,
  type SplitHandle,
} from './dataset.ts';
import { fingerprintOf } from './fingerprint.ts';
import { generatedDatasets } from './generated/registry.ts';
import { generatedSource } from './generated-source.ts';
import { inMemory } from './in-memory.ts';
import { missingClasses } from './missing-classes.ts';
import { pathSource } from './path.ts';
import { exampleBytes, isInMemory } from './pixels.ts';
import { isPath } from './places.ts';
import { publishedArchives } from './published/registry.ts';
import { publishedSource } from './published-source.ts';
import { canceledError, loading, resident } from './reading/budget.ts';
import { writeReference } from './reference.ts';
import { reportOf } from './report.ts';
import { shared } from './shared.ts';
import { requireSound } from './sound.ts';

/** The datasets that have a name, in the order they are shown. */
const sources = [...publishedArchives.map(publishedSource), ...generatedDatasets.map(generatedSource)];

export const datasetInfos = (): Promise<readonly DatasetInfo[]> =>
  Promise.all(sources.map((source) => source.info()));

/**
 * A dataset by id, or the data at a path, and a key that changes when the data at the path does.
 * @throws EngineError `dataset-missing`
 */
async function findSource(idOrPath: string): Promise<{ source: DatasetSource; key: string }> {
  const named = sources.find(({ id }) => id === idOrPath);
  if (named) return { source: named, key: named.id };
  const arranged = (await isPath(idOrPath)) ? null : arrangedReference(idOrPath);
  if (arranged) {
    const base = writeReference(arranged.base);
    const { key } = await findSource(base);
    const source = arrangedSource(idOrPath, arranged.arrangement, (options) => open(base, options));
    return { source, key: `${key}|${JSON.stringify(arranged.arrangement)}` };
  }
  const known = sources.map(({ id }) => id);
  return pathSource(idOrPath, known);
}

/**
 * What is known of a dataset. Only data at a path that are small, or that were never opened, are read for it.
 * @throws EngineError as `openDataset` does
 */
export const datasetInfo = (idOrPath: string): Promise<DatasetInfo> =>
  inWords(idOrPath, async () => {
    const { source, key } = await findSource(idOrPath);
    return openedSets.get(key)?.info ?? (await source.info()) ?? (await open(idOrPath, {})).info;
  });

/**
 * What became of a dataset as it was read: of data at a path what was left out and changed, too.
 * @throws EngineError as `openDataset` does
 */
export const inspectDataset = (idOrPath: string, options: LoadOptions = {}): Promise<Inspection> =>
  inWords(idOrPath, async () => {
    const dataset = await open(idOrPath, options);
    const { info, fingerprint } = dataset;
    const report =
      dataset.report ??
      reportOf({
        ...dataset,
        format: message('imports.published'),
        classes: info.classes,
        target: info.target,
        heldOut: null,
        warnings: info.target ? [] : missingClasses(info.classes, dataset.train, dataset.test, null),
      });
    return { ...report, title: info.title, fingerprint };
  });

/**
 * What looks wrong with a dataset, example by example, and the files that the examples come from, where they come from any.
 * @throws EngineError as `openDataset` does
 */
export const checkDataset = (idOrPath: string, options: LoadOptions = {}) =>
  inWords(idOrPath, async () => {
    const dataset = await open(idOrPath, options);
    const onProgress = (done: number, total: number): void =>
      options.onProgress?.({ phase: message('checks.looking'), done, total });
    const check = await keptCheck(dataset, (splits, found) => checkData(splits, found, onProgress));
    return { check, origins: (await dataset.origins?.()) ?? null };
  });

/** A failure as the engine reports it: an exception in a decoder fails the call, with the file and the way out. */
function asRefusal(error: unknown, id: string): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof FileError) {
    const isMissing = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP'].includes(error.code);
    return new EngineError(isMissing ? 'dataset-missing' : 'dataset-corrupt', error.text);
  }
  // What the operating system says of a folder, and what is too large for memory, in words.
  if (codeOf(error) !== '') return new EngineError('dataset-missing', explanationOf(error));
  if (error instanceof RangeError) {
    return new EngineError(
      'dataset-too-large',
      message('datasets.out-of-memory', { id, why: error.message }),
    );
  }
  return new EngineError('dataset-corrupt', message('datasets.not-read', { id, why: explanationOf(error) }));
}

async function inWords<T>(idOrPath: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asRefusal(error, idOrPath);
  }
}

/** The last sets opened: a face asks for samples of the same set again and again. */
const openedSets = new Map<string, Dataset<SplitHandle>>();
const maxOpened = 2;

/**
 * Opens a dataset by id or path; what is missing is downloaded. Pixels that take too much memory stay on the disk.
 * @throws EngineError `dataset-missing`, `dataset-corrupt`, `dataset-unreachable`, `offline`, `disk-full`,
 * `not-writable` or `canceled`, each a sentence with the file and the way out
 */
export const openDataset = (idOrPath: string, options: LoadOptions = {}): Promise<Dataset<SplitHandle>> =>
  inWords(idOrPath, () => open(idOrPath, options));

async function open(idOrPath: string, options: LoadOptions): Promise<Dataset<SplitHandle>> {
  // An imported run names no data; the empty path would be the folder that the engine was started in.
  if (idOrPath.trim() === '') throw new EngineError('dataset-missing', message('datasets.none-named'));
  const { source, key } = await findSource(idOrPath);
  const known = openedSets.get(key);
  if (known) return known;
  const dataset = await load(source, options);
  if (options.canceled?.()) throw canceledError();
  requireSound(dataset, dataset.info, dataset.info.id);
  openedSets.set(key, dataset);
  for (const old of [...openedSets.keys()].slice(0, -maxOpened)) openedSets.delete(old);
  return dataset;
}

/**
 * Loads a dataset. What was kept of it is held to its fingerprint where all of it comes into memory, and decoded again
 * where it is damaged: more would take minutes to read, and is trusted if its files have their length.
 */
async function load(source: DatasetSource, options: LoadOptions): Promise<Dataset<SplitHandle>> {
  const { info, report, origins, words, fingerprint, wasKept, ...handles } = await source.load(options);
  const splits = await inSharedMemory(handles, info.title, options);
  const all = allSplits(splits);
  const isCompared = wasKept && all.every(isInMemory);
  const found = isCompared || fingerprint === null ? fingerprintOf(all) : fingerprint;
  if (wasKept && found !== fingerprint) return load(source, { ...options, decodeAgain: true });
  return { info, report, ...(origins && { origins }), words, ...splits, fingerprint: found };
}

type Splits<Part extends SplitHandle> = Pick<Dataset<Part>, 'train' | 'validation' | 'test'>;

/** The pixels into memory that the thread that makes batches reads as well, where they are not too many. */
async function inSharedMemory(
  splits: Splits<SplitHandle>,
  what: Text,
  options: LoadOptions,
): Promise<Splits<SplitHandle>> {
  const bytes = allSplits(splits)
    .filter((split) => !isInMemory(split))
    .reduce((sum, split) => sum + split.count * exampleBytes(split), 0);
  return bytes > resident ? splits : wholly(splits, bytes, what, options);
}

const wholly = (
  { train, validation, test }: Splits<SplitHandle>,
  bytes: number,
  what: Text,
  { canceled }: LoadOptions,
): Promise<Splits<Split>> => {
  const bring = async (split: SplitHandle): Promise<Split> => shared(await inMemory(split, canceled));
  const work = async () => ({
    train: await bring(train),
    validation: validation && (await bring(validation)),
    test: await bring(test),
  });
  return loading.hold(bytes, what, work, canceled);
};

const isWhole = (dataset: Dataset<SplitHandle>): dataset is Dataset => allSplits(dataset).every(isInMemory);

/**
 * As `openDataset`, all pixels in memory.
 * @throws EngineError as `openDataset` does, and `dataset-too-large`
 */
export async function loadDataset(idOrPath: string, options: LoadOptions = {}): Promise<Dataset> {
  const opened = await openDataset(idOrPath, options);
  if (isWhole(opened)) return opened;
  const bytes = allSplits(opened).reduce((sum, split) => sum + split.count * exampleBytes(split), 0);
  const splits = await inWords(idOrPath, () => wholly(opened, bytes, opened.info.title, options));
  return { ...opened, ...splits };
}
