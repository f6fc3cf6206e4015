import { createHash } from 'node:crypto';
import { EngineError } from '../protocol/client.ts';
import type { DatasetInfo } from '../protocol/data.ts';
import type { Dataset, DatasetSource, LoadOptions, Split } from './dataset.ts';
import { cancelledError } from './obtain.ts';
import { pathSource } from './path.ts';
import { shared } from './shared.ts';
import { cifar10 } from './sources/cifar-10.ts';
import { fashionMnist } from './sources/fashion-mnist.ts';
import { mnist } from './sources/mnist.ts';
import { mnist10k } from './sources/mnist-10k.ts';

/** The datasets that have a name, in the order they are shown. */
const sources: readonly DatasetSource[] = [mnist10k, mnist, fashionMnist, cifar10];

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

export async function datasetInfo(idOrPath: string): Promise<DatasetInfo> {
  return (await findSource(idOrPath)).source.info();
}

function fingerprintOf(splits: readonly Split[]): string {
  const hash = createHash('sha256');
  for (const { images, labels, shape, count } of splits) {
    hash.update(`${count}:${shape.join('x')};`).update(images);
    hash.update(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength));
  }
  return hash.digest('hex');
}

function checked(split: Split, classes: number, which: string, id: string): void {
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

/** The last sets loaded: a face asks for samples of the same set again and again. */
const kept = new Map<string, Dataset>();
const keep = 2;

/**
 * Loads a dataset by id or path, whole; what is missing is downloaded.
 * @throws EngineError `dataset-missing`, `dataset-corrupt`, `dataset-unreachable`, `offline`, `disk-full`,
 * `not-writable` or `cancelled`, each a sentence with the file and the way out
 */
export async function loadDataset(idOrPath: string, options: LoadOptions = {}): Promise<Dataset> {
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
