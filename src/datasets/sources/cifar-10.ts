import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { type ArchiveEntry, readArchive } from '../archive.ts';
import type { DatasetSource, LoadOptions, Split } from '../dataset.ts';
import { decodeCifar } from '../decoders/cifar.ts';
import { decodeImage } from '../decoders/image.ts';
import { cancelledError, findFile, obtainFile, type PublishedFile } from '../obtain.ts';
import { dataFolder, datasetCache, isFile } from '../places.ts';
import { keepPrepared, readPrepared } from '../prepared.ts';
import { loading } from '../reading/budget.ts';

const classes = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;
const trainFiles = [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`);
const testFiles = ['test_batch.bin'];
const counts = { train: 50_000, test: 10_000 } as const;
/** Bytes that the files of the set have, in either form, and that its pixels and labels take. */
const filesBytes = 200_000_000;
const memoryBytes = 2 * filesBytes;

/** `CONVAS_DATA` itself and the folders in it that people give the set. */
function folders(): string[] {
  const data = dataFolder();
  return data === null ? [] : ['cifar-10', 'cifar10', '.'].map((name) => join(data, name));
}

const canonical = (): PublishedFile => ({
  name: 'cifar-10-binary.tar.gz',
  copies: folders().map((folder) => join(folder, 'cifar-10-binary.tar.gz')),
  cache: datasetCache('cifar-10-binary.tar.gz'),
  urls: ['https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz'],
  sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
  bytes: 170_052_171,
  downloadBytes: 170_052_171,
});

async function firstFile(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await isFile(path)) return path;
  return null;
}

/** The unpacked binary version in the data folder: its `.bin` files. */
async function findBatches(): Promise<string | null> {
  for (const folder of folders()) {
    for (const place of [join(folder, 'cifar-10-batches-bin'), folder]) {
      if (await isFile(join(place, 'test_batch.bin'))) return place;
    }
  }
  return null;
}

const findJpegs = (): Promise<string | null> =>
  firstFile(folders().map((folder) => join(folder, 'cifar-10-images-jpg.tar.gz')));

function complete(splits: { train: Split; test: Split }, file: string): { train: Split; test: Split } {
  for (const part of ['train', 'test'] as const) {
    if (splits[part].count !== counts[part]) {
      throw new EngineError(
        'dataset-corrupt',
        `${file} holds ${splits[part].count} ${part} images, CIFAR-10 has ${counts[part]}; replace it`,
      );
    }
  }
  return splits;
}

function fromBatches(files: readonly ArchiveEntry[], where: string): { train: Split; test: Split } {
  const pick = (names: readonly string[]) =>
    decodeCifar(
      names.map((name) => {
        const found = files.find((file) => basename(file.name) === name);
        if (!found) throw new EngineError('dataset-corrupt', `${where} lacks ${name}`);
        return found;
      }),
    );
  return complete({ train: pick(trainFiles), test: pick(testFiles) }, where);
}

async function readBatches(folder: string): Promise<{ train: Split; test: Split }> {
  const files = [];
  for (const name of [...trainFiles, ...testFiles]) {
    files.push({ name, bytes: await readRegular(join(folder, name), filesBytes) });
  }
  return fromBatches(files, folder);
}

async function readBinaryArchive(file: string, options: LoadOptions): Promise<{ train: Split; test: Split }> {
  const entries = await readArchive(file, (name) => name.endsWith('.bin'), filesBytes, options);
  return fromBatches(entries, file);
}

const jpegName = /^(train|test)\/([a-z]+)\/(\d+)\.jpg$/;
/** Images under decoding at a time: the decoder's threads are busy, the loop stays free. */
const together = 64;

/** `SPLIT/CLASS/NUMBER.jpg`, 60,000 of them, in the order of their numbers, so that the classes alternate. */
async function readJpegArchive(file: string, options: LoadOptions): Promise<{ train: Split; test: Split }> {
  const entries = await readArchive(file, (name) => jpegName.test(name), filesBytes, options);
  const named = entries.map(({ name, bytes }) => {
    const [, part, label, number] = jpegName.exec(name) ?? [];
    return { name, bytes, part, label: classes.indexOf(label as (typeof classes)[number]), number };
  });
  named.sort((a, b) => Number(a.number) - Number(b.number) || a.label - b.label);
  let done = 0;
  const decodePart = async (part: 'train' | 'test'): Promise<Split> => {
    const members = named.filter((entry) => entry.part === part);
    const images = new Uint8Array(members.length * 3072);
    for (let start = 0; start < members.length; start += together) {
      if (options.cancelled?.()) throw cancelledError();
      const decoded = await Promise.all(
        members.slice(start, start + together).map(({ bytes, name }) => decodeImage(bytes, name)),
      );
      decoded.forEach(({ width, height, channels, data }, index) => {
        if (width !== 32 || height !== 32 || channels !== 3) {
          throw new EngineError(
            'dataset-corrupt',
            `${file}: ${members[start + index]!.name} is no 32 × 32 RGB`,
          );
        }
        images.set(data, (start + index) * 3072);
      });
      done += decoded.length;
      options.onProgress?.({ phase: 'decoding images', done, total: named.length });
    }
    const labels = Uint8Array.from(members, ({ label }) => label);
    return { count: members.length, shape: [32, 32, 3], images, labels };
  };
  return complete({ train: await decodePart('train'), test: await decodePart('test') }, file);
}

/** A decoded archive is known again by its place, length and time of change. */
async function preparedFolder(archive: string): Promise<string> {
  const { size, mtimeMs } = await stat(archive);
  const digest = createHash('sha256').update(`${archive}\0${size}\0${mtimeMs}`).digest('hex');
  return datasetCache(`cifar-10-jpeg-${digest.slice(0, 16)}`);
}

async function loadJpegs(archive: string, options: LoadOptions): Promise<{ train: Split; test: Split }> {
  const folder = await preparedFolder(archive);
  const known = await readPrepared(folder);
  if (known) return known;
  const splits = await loading.hold(
    memoryBytes,
    archive,
    () => readJpegArchive(archive, options),
    options.cancelled,
  );
  await keepPrepared(folder, splits);
  return splits;
}

async function loadCanonical(options: LoadOptions): Promise<{ train: Split; test: Split }> {
  const folder = datasetCache('cifar-10');
  const known = await readPrepared(folder);
  if (known) return known;
  const file = canonical();
  const archive = await obtainFile(file, options);
  const splits = await loading.hold(
    memoryBytes,
    archive,
    () => readBinaryArchive(archive, options),
    options.cancelled,
  );
  await keepPrepared(folder, splits);
  if (archive === file.cache) await rm(archive, { force: true });
  return splits;
}

/** What would be loaded, best first: the published bytes, then the lossy copy, then a download. */
async function choose() {
  const batches = await findBatches();
  if (batches) {
    const load = ({ cancelled }: LoadOptions) =>
      loading.hold(memoryBytes, batches, () => readBatches(batches), cancelled);
    return { lossy: false, ready: true, load };
  }
  const isReady = (await findFile(canonical())) !== null || (await isPrepared());
  if (isReady) return { lossy: false, ready: true, load: loadCanonical };
  const jpegs = await findJpegs();
  if (jpegs) return { lossy: true, ready: true, load: (options: LoadOptions) => loadJpegs(jpegs, options) };
  return { lossy: false, ready: false, load: loadCanonical };
}

const isPrepared = (): Promise<boolean> => isFile(datasetCache('cifar-10', 'test-labels-idx1-ubyte'));

/** CIFAR-10 (Krizhevsky 2009): the binary version, or an archive of JPEG files in `CONVAS_DATA`. */
export const cifar10: DatasetSource = {
  id: 'cifar-10',
  async info() {
    const { lossy, ready } = await choose();
    return {
      id: 'cifar-10',
      title: 'CIFAR-10',
      description:
        'Photographs of ten kinds of things, 32 × 32, in colour: 50,000 to train on, 10,000 to test with.' +
        (lossy ? ' A JPEG copy is in use: accuracy is a few points lower than published.' : ''),
      licence: 'none stated; free for research',
      source: 'https://www.cs.toronto.edu/~kriz/cifar.html',
      classes: [...classes],
      sampleShape: [32, 32, 3],
      ...counts,
      availability: ready ? 'ready' : 'download',
      downloadBytes: ready ? 0 : canonical().downloadBytes,
    };
  },
  load: async (options) => (await choose()).load(options),
};
