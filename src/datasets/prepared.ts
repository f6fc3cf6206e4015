import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeNew } from '../files/atomic.ts';
import { codeOf } from '../files/errors.ts';
import { replaceFolder } from '../files/folder.ts';
import { withLock } from '../files/lock.ts';
import { readRegular, readText } from '../files/read.ts';
import { exampleTypes } from '../preprocessing/example.ts';
import { type ImportReport, importReport } from '../protocol/import-report.ts';
import { type TargetSpec, targetOf, targetShape, targetSpecSchema } from '../training/target.ts';
import {
  allSplits,
  type Dataset,
  type Origins,
  type RecordSplit,
  type Split,
  type SplitHandle,
} from './dataset.ts';
import { type IdxPair, readIdxPairs } from './decoders/idx.ts';
import { fingerprintOf } from './fingerprint.ts';
import { writeOrigins } from './origins.ts';
import { changedFile, exampleBytes, isInMemory, pixelPieces } from './pixels.ts';
import { isFile } from './places.ts';
import { resident } from './reading/budget.ts';

/*
 * Data that were decoded once, kept as plain bytes in the cache: pixels and labels of each part in files of their own,
 * and a manifest that says what they are. Whoever wants to know about the data reads the manifest alone.
 */

const side = z.int().min(1);
const part = z.object({
  count: z.int().min(0),
  /** Of one example. */
  shape: z.array(side).min(1),
  /** Left out: bytes. */
  dtype: z.enum(exampleTypes).optional(),
  labels: z.enum(['uint8', 'int32']),
});

const manifest = z.object({
  format: z.literal('convas-prepared'),
  version: z.literal(1),
  /** What the data were made of, such as a path and the dates of its files: another key is other data. */
  key: z.string(),
  /** The path that the data were read from; null for published data. */
  path: z.string().nullable(),
  classes: z.array(z.string()),
  /** Left out where each example has one class. */
  target: targetSpecSchema.optional(),
  /** Of texts: the words that are distinguished, each at the number that stands for it. */
  words: z.array(z.string()).optional(),
  train: part,
  test: part,
  /** Null where the data have none. */
  validation: part.nullable().default(null),
  /** Null in what an earlier version kept, and of published data. */
  report: importReport.nullable().default(null),
  /** See `fingerprintOf`. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
});

export type Manifest = z.output<typeof manifest>;

/** Data that are to be kept. */
export interface Preparable {
  readonly key: string;
  readonly path: string | null;
  readonly classes: readonly string[];
  readonly target?: TargetSpec | undefined;
  readonly report: ImportReport | null;
  readonly words?: readonly string[] | undefined;
  readonly origins?: Origins | null;
  readonly train: SplitHandle;
  readonly validation: SplitHandle | null;
  readonly test: SplitHandle;
}

export interface KeptSplits {
  readonly train: SplitHandle;
  readonly validation: SplitHandle | null;
  readonly test: SplitHandle;
  readonly fingerprint: string;
  /** Whether they are on disk: a download that they were made of is no longer needed. */
  readonly kept: boolean;
}

/** A manifest in memory at most: 100,000 classes with names of 255 bytes. */
const maxManifestBytes = 2 ** 25;
type Part = 'train' | 'validation' | 'test';

const manifestFile = (folder: string): string => join(folder, 'manifest.json');
const pixelsFile = (folder: string, which: Part): string => join(folder, `${which}-pixels`);
const labelsFile = (folder: string, which: Part): string => join(folder, `${which}-labels`);
const targetsFile = (folder: string, which: Part): string => join(folder, `${which}-targets`);

async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    return manifest.parse(JSON.parse(await readText(manifestFile(folder), maxManifestBytes)));
  } catch {
    return null;
  }
}

/** The manifest of what is kept in a folder; null where there is none, or it is of other data. */
export async function findPrepared(folder: string, key: string): Promise<Manifest | null> {
  const found = await readManifest(folder);
  return found?.key === key ? found : null;
}

const earlierPair = (folder: string, which: Part): IdxPair => [
  join(folder, `${which}-images-idx4-ubyte`),
  join(folder, `${which}-labels-idx1-ubyte`),
];

/** Whether an earlier version kept data there: as IDX files, without a manifest. */
export const hasEarlier = (folder: string): Promise<boolean> => isFile(earlierPair(folder, 'test')[1]);

/** What an earlier version kept; null where there is nothing, or it cannot be read. */
export async function readEarlier(
  folder: string,
): Promise<{ readonly train: Split; readonly validation: null; readonly test: Split } | null> {
  if (!(await hasEarlier(folder))) return null;
  try {
    const [train, test] = await readIdxPairs([earlierPair(folder, 'train'), earlierPair(folder, 'test')]);
    return train && test ? { train, validation: null, test } : null;
  } catch {
    return null;
  }
}

/** Opens what is kept: labels in memory, pixels as records. Null where a file of it is not as the manifest says. */
export async function openPrepared(
  folder: string,
  found: Manifest,
): Promise<Pick<Dataset<RecordSplit>, Part> | null> {
  const open = async (which: Part, part: Manifest['train']): Promise<RecordSplit> => {
    const { labels: type, ...facts } = part;
    const { count } = facts;
    const path = pixelsFile(folder, which);
    const { size, mtimeMs } = await stat(path);
    const bytes = await readRegular(labelsFile(folder, which), 4 * count);
    if (size !== count * exampleBytes(facts) || bytes.length !== count * (type === 'int32' ? 4 : 1)) {
      throw new Error(`${path} has another length than its manifest says`);
    }
    const labels = type === 'int32' ? new Int32Array(bytes.buffer) : bytes;
    const target = targetOf(found);
    const classes = target.kind === 'class' ? target.classes.length : 1;
    if (labels.some((label) => label < 0 || label >= classes)) {
      throw new Error(`${labelsFile(folder, which)} has a label without a class`);
    }
    const targets = target.kind === 'class' ? null : await readTargets(folder, which, target, count);
    return { ...facts, labels, ...(targets && { targets }), records: { path, start: 0, size, mtimeMs } };
  };
  try {
    return {
      train: await open('train', found.train),
      validation: found.validation && (await open('validation', found.validation)),
      test: await open('test', found.test),
    };
  } catch {
    return null;
  }
}

/** @throws where the file has another length than the manifest says */
async function readTargets(
  folder: string,
  which: Part,
  target: TargetSpec,
  count: number,
): Promise<Float32Array | Uint8Array> {
  const numbers = targetShape(target).reduce((product, dimension) => product * dimension, count);
  const expected = target.kind === 'mask' ? numbers : 4 * numbers;
  const bytes = await readRegular(targetsFile(folder, which), expected);
  if (bytes.length !== expected) throw new Error(`${targetsFile(folder, which)} has another length`);
  return target.kind === 'mask' ? bytes : new Float32Array(bytes.slice().buffer);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

async function* streamed(split: SplitHandle): AsyncGenerator<Uint8Array> {
  for (const { pixels } of pixelPieces(split)) yield pixels;
}

/**
 * Keeps decoded data: all of it or nothing.
 * @returns the splits, and whether they are kept; what cannot be kept stays in memory, and is decoded again next time.
 *   Pixels of more bytes than are to stay in memory are records from now on.
 * @throws where records cannot be kept: they are of a file that is there for the moment only
 */
export async function keepPrepared(
  folder: string,
  { train, validation, test, key, path, classes, target, report, words, origins = null }: Preparable,
): Promise<KeptSplits> {
  const partOf = ({ count, shape, dtype, labels }: SplitHandle): Manifest['train'] => ({
    count,
    shape: [...shape],
    ...(dtype && { dtype }),
    labels: labels instanceof Uint8Array ? 'uint8' : 'int32',
  });
  const all = allSplits({ train, validation, test });
  const fingerprint = fingerprintOf(all);
  const written: Manifest = {
    format: 'convas-prepared',
    version: 1,
    key,
    path,
    classes: [...classes],
    ...(target && { target }),
    ...(words && { words: [...words] }),
    report,
    train: partOf(train),
    validation: validation && partOf(validation),
    test: partOf(test),
    fingerprint,
  };
  const fill = async (temporary: string): Promise<void> => {
    for (const [which, split] of [
      ['train', train],
      ['validation', validation],
      ['test', test],
    ] as const) {
      if (split === null) continue;
      await writeNew(pixelsFile(temporary, which), isInMemory(split) ? split.images : streamed(split));
      await writeNew(labelsFile(temporary, which), bytesOf(split.labels));
      if (split.targets) await writeNew(targetsFile(temporary, which), bytesOf(split.targets));
    }
    if (origins) await writeOrigins(temporary, origins);
    await writeNew(manifestFile(temporary), JSON.stringify(written));
  };
  try {
    await mkdir(dirname(folder), { recursive: true });
    // Of several processes that have decoded it, the last one's stays: they are the same.
    await withLock(folder, () => replaceFolder(folder, 'replace', fill), { wait: 60_000 });
  } catch (error) {
    if (!all.every(isInMemory)) throw error;
    return { train, validation, test, fingerprint, kept: false };
  }
  const bytes = all.reduce((sum, split) => sum + split.count * exampleBytes(split), 0);
  const records = bytes > resident ? await openPrepared(folder, written) : null;
  if (!records && !all.every(isInMemory)) throw changedFile(folder);
  return { ...(records ?? { train, validation, test }), fingerprint, kept: true };
}

/** Datasets of paths that are kept at most. */
const maxPrepared = 24;

/** Removes from a folder of kept data what was made of paths that are no longer, and, of too many, the oldest. */
export async function sweepPrepared(place: string): Promise<void> {
  const found = await Promise.all(
    (await readdir(place).catch(() => [])).map(async (name) => {
      const folder = join(place, name);
      const read = await readManifest(folder);
      const source = read?.path ?? null;
      const isGone = source !== null && (await stat(source).catch(codeOf)) === 'ENOENT';
      const { mtimeMs } = await stat(folder);
      return { folder, isGone, mtimeMs, isKept: read !== null };
    }),
  );
  // What has no manifest is another process's work under way, or its lock.
  const kept = found.filter(({ isKept }) => isKept).sort((a, b) => b.mtimeMs - a.mtimeMs);
  const live = kept.filter(({ isGone }) => !isGone);
  for (const { folder } of [...kept.filter(({ isGone }) => isGone), ...live.slice(maxPrepared)]) {
    await rm(folder, { recursive: true, force: true });
  }
}
