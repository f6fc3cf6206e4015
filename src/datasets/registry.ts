import { createHash } from 'node:crypto';
import { codeOf, FileError, messageOf } from '../files/errors.ts';
import { EngineError } from '../protocol/client.ts';
import type { DatasetInfo } from '../protocol/data.ts';
import type { Dataset, DatasetSource, LoadOptions, Split } from './dataset.ts';
import { cancelledError } from './obtain.ts';
import { pathSource } from './path.ts';
import { publishedArchives } from './published/registry.ts';
import { publishedSource } from './published-source.ts';
import { shared } from './shared.ts';

/** The datasets that have a name, in the order they are shown. */
const sources: readonly DatasetSource[] = publishedArchives.map(publishedSource);

export const datasetInfos = (): Promise<readonly DatasetInfo[]> =>
  Promise.all(sources.map((source) => source.info()));

/**
 * A dataset by id, or the data at a path, and a key that changes when the data at the path does.
 * @throws EngineError `dataset-missing`
 */
async function findSource(idOrPath: string): Promise<{ source: DatasetSource; key: string }> {
  const named = sources.find(({ id }) => id === idOrPath);
  if (named) return { source: named, key: named.id };
  const known = sources.map(({ id }) => id).join(', ');
  return pathSource(idOrPath, known);
}

/** @throws EngineError as `loadDataset` does: what is at a path has to be read for it */
export async function datasetInfo(idOrPath: string): Promise<DatasetInfo> {
  const named = sources.find(({ id }) => id === idOrPath);
  return named ? named.info() : (await loadDataset(idOrPath)).info;
}

function fingerprintOf(splits: readonly Split[]): string {
  const hash = createHash('sha256');
  for (const { images, labels, shape, count } of splits) {
    hash.update(`${count}:${shape.join('x')};`).update(images);
    hash.update(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength));
  }
  return hash.digest('hex');
}

/** Whatever decoded it: images of at least a pixel, as many pixels and labels as there are examples, and known classes. */
function checked(split: Split, classes: number, which: string, id: string): void {
  const { count, shape, images, labels } = split;
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (size < 1 || !shape.every(Number.isSafeInteger)) {
    throw new EngineError('dataset-corrupt', `${id}: its images are ${shape.join(' × ')}: they are empty`);
  }
  if (images.length !== count * size || labels.length !== count) {
    throw new EngineError(
      'dataset-corrupt',
      `${id}: the ${which} split has ${images.length} pixels and ${labels.length} labels for ${count} images of ${shape.join(' × ')}`,
    );
  }
  const outside = split.labels.findIndex((label) => label < 0 || label >= classes);
  if (outside < 0) return;
  throw new EngineError(
    'dataset-corrupt',
    `${id}: example ${outside} of the ${which} split has label ${split.labels[outside]}, there are ${classes} classes`,
  );
}

/** The thread that makes batches reads the same bytes. */
async function loadShared(
  source: DatasetSource,
  options: LoadOptions,
): Promise<{ readonly train: Split; readonly test: Split }> {
  const { train, test } = await source.load(options);
  return { train: shared(train), test: shared(test) };
}

/** A failure as the engine tells it: an exception in a decoder fails the call, with the file and the way out. */
function asRefusal(error: unknown, id: string): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof FileError) {
    const isMissing = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP'].includes(error.code);
    return new EngineError(isMissing ? 'dataset-missing' : 'dataset-corrupt', error.message);
  }
  // What the operating system says of a folder, and what is too large for memory, in words.
  if (codeOf(error) !== '') return new EngineError('dataset-missing', messageOf(error));
  if (error instanceof RangeError) {
    return new EngineError(
      'dataset-too-large',
      `${id} does not fit into memory (${error.message}): use less or smaller data`,
    );
  }
  return new EngineError('dataset-corrupt', `${id} cannot be read: ${messageOf(error)}`);
}

/** The last sets loaded: a face asks for samples of the same set again and again. */
const kept = new Map<string, Dataset>();
const keep = 2;

/**
 * Loads a dataset by id or path, whole; what is missing is downloaded.
 * @throws EngineError `dataset-missing`, `dataset-corrupt`, `dataset-unreachable`, `offline`, `disk-full`,
 * `not-writable` or `cancelled`, each a sentence with the file and the way out
 */
export async function loadDataset(idOrPath: string, options: LoadOptions = {}): Promise<Dataset> {
  try {
    return await load(idOrPath, options);
  } catch (error) {
    throw asRefusal(error, idOrPath);
  }
}

async function load(idOrPath: string, options: LoadOptions): Promise<Dataset> {
  const { source, key } = await findSource(idOrPath);
  const known = kept.get(key);
  if (known) return known;
  const { train, test } = await loadShared(source, options);
  if (options.cancelled?.()) throw cancelledError();
  const info = await source.info();
  checked(train, info.classes.length, 'training', info.id);
  checked(test, info.classes.length, 'test', info.id);
  const dataset = { info, train, test, fingerprint: fingerprintOf([train, test]) };
  kept.set(key, dataset);
  for (const old of [...kept.keys()].slice(0, -keep)) kept.delete(old);
  return dataset;
}
