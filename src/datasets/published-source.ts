import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EngineError } from '../protocol/client.ts';
import type { DatasetInfo } from '../protocol/data.ts';
import { message, type Text } from '../text/message.ts';
import { readArchive, readZipArchive } from './archive.ts';
import type { DatasetSource, LoadedSplits, LoadOptions, Split } from './dataset.ts';
import { type Entry, entryDecoders } from './decoders/entries.ts';
import { findFile, type LocatedFile, obtain, obtainFile } from './obtain.ts';
import { dataFolder, datasetCache, shippedFolder } from './places.ts';
import { findPrepared, hasEarlier, keepPrepared, openPrepared, readEarlier } from './prepared.ts';
import type { DatasetFacts, PublishedArchive, PublishedFile, PublishedForm } from './published/published.ts';
import { loading } from './reading/budget.ts';

interface Splits {
  readonly train: Split;
  readonly validation: null;
  readonly test: Split;
}

const parts = ['train', 'test'] as const;

/** A file of a form with the places that it may have on this machine. */
function located(form: PublishedForm, file: PublishedFile): LocatedFile {
  const data = dataFolder();
  const folders = [
    ...(form.shipped ? [shippedFolder(form.id)] : []),
    ...(data === null ? [] : form.inData.map((folder) => join(data, folder))),
    ...(form.installed ?? []),
  ];
  const mayBeUnpacked = form.packed === 'files' && file.name.endsWith('.gz') && file.digestOf !== 'file';
  const published = file.hostName ?? file.name;
  const names = [
    ...new Set([file.name, published]),
    ...(mayBeUnpacked ? [file.name.slice(0, -'.gz'.length)] : []),
  ];
  return {
    ...file,
    name: form.packed === 'files' ? `${form.id}/${file.name}` : file.name,
    copies: folders.flatMap((folder) => names.map((name) => join(folder, name))),
    cache: form.packed === 'files' ? datasetCache(form.id, file.name) : datasetCache(file.name),
    urls: form.hosts.map((host) => `${host}/${published}`),
  };
}

/** The files of a form that are not on this machine. */
async function missing(form: PublishedForm): Promise<PublishedFile[]> {
  const places = await Promise.all(form.files.map((file) => findFile(located(form, file))));
  return form.files.filter((_, at) => places[at] === null);
}

/** Where a form's splits are kept once they are decoded, and what they are known by. */
interface PreparedPlace {
  readonly folder: string;
  readonly key: string;
}

/**
 * Where what was published with digests is kept, whether or not its files are still there; null for a form without
 * digests.
 */
function pinnedPlaceOf({ id, packed, files }: PublishedForm): PreparedPlace | null {
  const digests = files.map(({ sha256 }) => sha256);
  if (digests.includes(null)) return null;
  return {
    folder: datasetCache(packed === 'files' ? `${id}-prepared` : id),
    key: `${id}:${digests.join()}`,
  };
}

/** Where a form is kept; without digests it is known by its files' places, lengths and dates. */
async function preparedPlaceOf(form: PublishedForm): Promise<PreparedPlace> {
  const pinned = pinnedPlaceOf(form);
  if (pinned) return pinned;
  const marks = [];
  for (const file of form.files) {
    const path = (await findFile(located(form, file))) ?? '';
    const { size, mtimeMs } = await stat(path);
    marks.push(`${path}\0${size}\0${mtimeMs}`);
  }
  const digest = createHash('sha256').update(marks.join('\0')).digest('hex');
  return { folder: datasetCache(`${form.id}-${digest.slice(0, 16)}`), key: `${form.id}:${digest}` };
}

/** Whether a form can be read without its files. */
async function isKept(form: PublishedForm): Promise<boolean> {
  const cabinet = pinnedPlaceOf(form);
  if (cabinet === null) return false;
  const found = await findPrepared(cabinet.folder, cabinet.key);
  return found !== null || (form.packed === 'tar' && (await hasEarlier(cabinet.folder)));
}

/** The form that is read, and the bytes to download for it. */
interface Choice {
  readonly form: PublishedForm;
  readonly ready: boolean;
  readonly downloadBytes: number;
}

async function choose({ forms }: PublishedArchive): Promise<Choice> {
  for (const form of forms) {
    if ((await isKept(form)) || (await missing(form)).length === 0)
      return { form, ready: true, downloadBytes: 0 };
  }
  const form = forms.find(({ hosts }) => hosts.length > 0) ?? forms[0];
  const bytes = (await missing(form)).map(({ downloadBytes }) => downloadBytes);
  return { form, ready: false, downloadBytes: bytes.reduce((sum, each) => sum + each, 0) };
}

/** Bytes that decoding a form takes at most: its entries, and the pixels where they are copied. */
function memoryOf(form: PublishedForm, { train, test, sampleShape }: DatasetFacts): number {
  const pixels = sampleShape.reduce((product, dimension) => product * dimension, train + test);
  return form.unpackedBytes + (entryDecoders[form.format].copies ? pixels : 0);
}

/** The entries that make up a split. @throws EngineError `dataset-corrupt` for one that is not there */
function pick(
  entries: readonly Omit<Entry, 'groups'>[],
  wanted: readonly string[] | RegExp,
  where: Text,
): Entry[] {
  if (wanted instanceof RegExp) {
    return entries.flatMap((entry) => {
      const found = wanted.exec(entry.name);
      return found ? [{ ...entry, groups: { ...found.groups } }] : [];
    });
  }
  return wanted.map((name) => {
    const found = entries.find((entry) => basename(entry.name) === name);
    if (!found)
      throw new EngineError('dataset-corrupt', message('datasets.lacks-file', { where, file: name }));
    return { ...found, groups: {} };
  });
}

async function decode(
  form: PublishedForm,
  info: DatasetFacts,
  entries: readonly Omit<Entry, 'groups'>[],
  where: Text,
  options: LoadOptions,
): Promise<Splits> {
  const decodePart = async (part: (typeof parts)[number]): Promise<Split> => {
    const split = await entryDecoders[form.format].decode(pick(entries, form.entries[part], where), {
      info,
      form,
      where,
      options,
    });
    if (split.count !== info[part]) {
      throw new EngineError(
        'dataset-corrupt',
        message('datasets.wrong-count', {
          where,
          count: split.count,
          part,
          title: info.title,
          expected: info[part],
        }),
      );
    }
    return split;
  };
  return { train: await decodePart('train'), validation: null, test: await decodePart('test') };
}

/** Whether a path in an archive is one of a form's entries. */
function isEntry({ entries }: PublishedForm, path: string): boolean {
  return parts.some((part) => {
    const wanted = entries[part];
    return wanted instanceof RegExp ? wanted.test(path) : wanted.includes(basename(path));
  });
}

/** The files of a form themselves, checked and unpacked. */
async function decodeFiles(form: PublishedForm, info: DatasetFacts, options: LoadOptions): Promise<Splits> {
  const work = async (): Promise<Splits> => {
    const entries = [];
    for (const file of form.files) {
      entries.push({ name: file.name, bytes: await obtain(located(form, file), options) });
    }
    const found = await findFile(located(form, form.files[0]!));
    return decode(form, info, entries, found ? dirname(found) : info.title, options);
  };
  return loading.hold(memoryOf(form, info), info.title, work, options.canceled);
}

/** The entries of a form's archive, which is checked as it is. */
async function decodeArchive(form: PublishedForm, info: DatasetFacts, options: LoadOptions): Promise<Splits> {
  const archive = await obtainFile(located(form, form.files[0]!), options);
  const work = async (): Promise<Splits> => {
    const read = form.packed === 'zip' ? readZipArchive : readArchive;
    const entries = await read(archive, (name) => isEntry(form, name), form.unpackedBytes, options);
    return decode(form, info, entries, archive, options);
  };
  return loading.hold(memoryOf(form, info), archive, work, options.canceled);
}

/** What is kept of a form; null where it is to be decoded. */
async function openKept({ folder, key }: PreparedPlace) {
  const found = await findPrepared(folder, key);
  const splits = found && (await openPrepared(folder, found));
  return splits && { ...splits, report: null, fingerprint: found.fingerprint, wasKept: true };
}

async function loadForm(
  form: PublishedForm,
  info: DatasetFacts,
  options: LoadOptions,
): Promise<Omit<LoadedSplits, 'info'>> {
  const { packed, shipped = false } = form;
  const isHere = (await missing(form)).length === 0;
  const cabinet = isHere ? await preparedPlaceOf(form) : pinnedPlaceOf(form);
  const known = cabinet && !options.decodeAgain && (await openKept(cabinet));
  if (known) return known;
  const earlier = cabinet && packed === 'tar' ? await readEarlier(cabinet.folder) : null;
  const splits = earlier ?? (await (packed === 'files' ? decodeFiles : decodeArchive)(form, info, options));
  // What ships is as near as the cache.
  if (shipped || cabinet === null) return { ...splits, report: null, fingerprint: null, wasKept: false };
  const { kept, ...opened } = await keepPrepared(cabinet.folder, {
    ...splits,
    key: cabinet.key,
    path: null,
    classes: info.classes,
    report: null,
  });
  if (kept && packed !== 'files' && !form.keepsArchive)
    await rm(located(form, form.files[0]!).cache, { force: true });
  return { ...opened, report: null, wasKept: false };
}

/** How a published dataset comes onto this machine and into memory. */
export function publishedSource(archive: PublishedArchive) {
  const { info: facts } = archive;
  const infoOf = ({ form, ready, downloadBytes }: Choice): DatasetInfo => ({
    ...facts,
    description:
      form.note === undefined
        ? facts.description
        : message('common.two', { first: facts.description, second: form.note }),
    availability: ready ? 'ready' : 'download',
    downloadBytes,
  });
  return {
    id: facts.id,
    info: async () => infoOf(await choose(archive)),
    report: async () => null,
    async load(options: LoadOptions): Promise<LoadedSplits> {
      const { form } = await choose(archive);
      const splits = await loadForm(form, facts, options);
      return { ...splits, info: infoOf({ form, ready: true, downloadBytes: 0 }) };
    },
  } satisfies DatasetSource;
}
