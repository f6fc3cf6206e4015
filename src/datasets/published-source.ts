import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EngineError } from '../protocol/client.ts';
import { readArchive } from './archive.ts';
import type { DatasetSource, LoadOptions, Split } from './dataset.ts';
import { type Entry, entryDecoders } from './decoders/entries.ts';
import { findFile, type LocatedFile, obtain, obtainFile } from './obtain.ts';
import { dataFolder, datasetCache, shippedFolder } from './places.ts';
import { hasPrepared, keepPrepared, readPrepared } from './prepared.ts';
import type { DatasetFacts, PublishedArchive, PublishedFile, PublishedForm } from './published/published.ts';
import { loading } from './reading/budget.ts';

interface Splits {
  readonly train: Split;
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
  const isPacked = form.packed === 'files' && file.name.endsWith('.gz');
  const names = isPacked ? [file.name, file.name.slice(0, -'.gz'.length)] : [file.name];
  return {
    ...file,
    name: form.packed === 'files' ? `${form.id}/${file.name}` : file.name,
    copies: folders.flatMap((folder) => names.map((name) => join(folder, name))),
    cache: form.packed === 'files' ? datasetCache(form.id, file.name) : datasetCache(file.name),
    urls: form.hosts.map((host) => `${host}/${file.name}`),
  };
}

/** The files of a form that are not on this machine. */
async function missing(form: PublishedForm): Promise<PublishedFile[]> {
  const places = await Promise.all(form.files.map((file) => findFile(located(form, file))));
  return form.files.filter((_, at) => places[at] === null);
}

/** Whether an archive's splits are kept by its form's name, as an archive of a known digest is. */
const keptByName = ({ packed, files }: PublishedForm): boolean =>
  packed === 'tar' && files[0]?.sha256 !== null;

/** Where a form's splits are kept once they are decoded: by its name, or by an unchecked archive's place, length and date. */
async function preparedFolder(form: PublishedForm): Promise<string> {
  if (keptByName(form)) return datasetCache(form.id);
  const path = (await findFile(located(form, form.files[0]!))) ?? '';
  const { size, mtimeMs } = await stat(path);
  const digest = createHash('sha256').update(`${path}\0${size}\0${mtimeMs}`).digest('hex');
  return datasetCache(`${form.id}-${digest.slice(0, 16)}`);
}

/** The form that is read, and the bytes to download for it. */
interface Choice {
  readonly form: PublishedForm;
  readonly ready: boolean;
  readonly downloadBytes: number;
}

async function choose({ forms }: PublishedArchive): Promise<Choice> {
  for (const form of forms) {
    const isKept = keptByName(form) && (await hasPrepared(datasetCache(form.id)));
    if (isKept || (await missing(form)).length === 0) return { form, ready: true, downloadBytes: 0 };
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
  where: string,
): Entry[] {
  if (wanted instanceof RegExp) {
    return entries.flatMap((entry) => {
      const found = wanted.exec(entry.name);
      return found ? [{ ...entry, groups: { ...found.groups } }] : [];
    });
  }
  return wanted.map((name) => {
    const found = entries.find((entry) => basename(entry.name) === name);
    if (!found) throw new EngineError('dataset-corrupt', `${where} lacks ${name}; replace it`);
    return { ...found, groups: {} };
  });
}

async function decode(
  form: PublishedForm,
  info: DatasetFacts,
  entries: readonly Omit<Entry, 'groups'>[],
  where: string,
  options: LoadOptions,
): Promise<Splits> {
  const decodePart = async (part: (typeof parts)[number]): Promise<Split> => {
    const split = await entryDecoders[form.format].decode(pick(entries, form.entries[part], where), {
      info,
      where,
      options,
    });
    if (split.count !== info[part]) {
      throw new EngineError(
        'dataset-corrupt',
        `${where} holds ${split.count} ${part} images, ${info.title} has ${info[part]}; replace it`,
      );
    }
    return split;
  };
  return { train: await decodePart('train'), test: await decodePart('test') };
}

/** Whether a path in an archive is one of a form's entries. */
function isEntry({ entries }: PublishedForm, path: string): boolean {
  return parts.some((part) => {
    const wanted = entries[part];
    return wanted instanceof RegExp ? wanted.test(path) : wanted.includes(basename(path));
  });
}

async function loadFiles(form: PublishedForm, info: DatasetFacts, options: LoadOptions): Promise<Splits> {
  const work = async (): Promise<Splits> => {
    const entries = [];
    for (const file of form.files) {
      entries.push({ name: file.name, bytes: await obtain(located(form, file), options) });
    }
    const [first] = form.files;
    const found = first && (await findFile(located(form, first)));
    return decode(form, info, entries, found ? dirname(found) : info.title, options);
  };
  return loading.hold(memoryOf(form, info), info.title, work, options.cancelled);
}

async function loadArchive(form: PublishedForm, info: DatasetFacts, options: LoadOptions): Promise<Splits> {
  const early = keptByName(form) ? await readPrepared(datasetCache(form.id)) : null;
  if (early) return early;
  const file = located(form, form.files[0]!);
  const archive = await obtainFile(file, options);
  const folder = await preparedFolder(form);
  const known = await readPrepared(folder);
  if (known) return known;
  const work = async (): Promise<Splits> => {
    const entries = await readArchive(archive, (name) => isEntry(form, name), form.unpackedBytes, options);
    return decode(form, info, entries, archive, options);
  };
  const splits = await loading.hold(memoryOf(form, info), archive, work, options.cancelled);
  await keepPrepared(folder, splits);
  if (archive === file.cache) await rm(archive, { force: true });
  return splits;
}

/** How a published dataset comes onto this machine and into memory. */
export function publishedSource(archive: PublishedArchive): DatasetSource {
  const { info } = archive;
  return {
    id: info.id,
    async info() {
      const { form, ready, downloadBytes } = await choose(archive);
      return {
        ...info,
        description: form.note === undefined ? info.description : `${info.description} ${form.note}`,
        availability: ready ? 'ready' : 'download',
        downloadBytes,
      };
    },
    async load(options) {
      const { form } = await choose(archive);
      return form.packed === 'tar' ? loadArchive(form, info, options) : loadFiles(form, info, options);
    },
  };
}
