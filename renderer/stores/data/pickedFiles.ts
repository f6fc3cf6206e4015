import { Unzip, UnzipInflate } from 'fflate';
import { zipName } from '../../../src/datasets/zip-name.ts';
import { maxUploadBytes } from '../../../src/protocol/own-data.ts';
import { t } from '../../i18n/index.ts';

/** A file as a page hands it over: its path below the data's folder, with `/`, and its bytes. */
export interface PickedFile {
  readonly path: string;
  readonly content: Blob;
}

/** Files that are one set of data. */
export interface PickedFiles {
  /** What the data are called: their folder, or their only file. */
  readonly name: string;
  readonly files: readonly PickedFile[];
}

/** What systems leave in folders and archives; it is in no data. */
const systemFileName = /^(__MACOSX|\.DS_Store|Thumbs\.db)$/i;
const isSystemFile = (path: string): boolean => path.split('/').some((name) => systemFileName.test(name));

const withoutExtension = (name: string): string => name.replace(/(.)\.[^.]+$/, '$1');

/** Without the folder that all of them lie in, which is what they are called. */
export function withoutCommonFolder(files: readonly PickedFile[], otherwise: string): PickedFiles {
  const kept = files.filter(({ path }) => !isSystemFile(path));
  const [top = ''] = kept[0]?.path.split('/', 1) ?? [];
  const shared = kept.length > 0 && kept.every(({ path }) => path.startsWith(`${top}/`));
  if (!shared) return { name: otherwise, files: kept };
  return {
    name: top,
    files: kept.map(({ path, content }) => ({ path: path.slice(top.length + 1), content })),
  };
}

/** Of an `<input>`: of a folder each file says where in it it lies. */
export function chosenFiles(list: readonly File[]): PickedFiles {
  const files = list.map((file) => ({ path: file.webkitRelativePath || file.name, content: file }));
  return withoutCommonFolder(files, withoutExtension(list[0]?.name ?? ''));
}

const entriesOf = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));

async function below(entry: FileSystemEntry, path: string, found: PickedFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ path, content: file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A browser hands over a hundred at a time.
  for (let part = await entriesOf(reader); part.length > 0; part = await entriesOf(reader))
    for (const each of part) await below(each, `${path}/${each.name}`, found);
}

/** Of something dropped or pasted. Must be called within the event: what is dropped cannot be read afterwards. */
export function transferredFiles(transfer: DataTransfer): Promise<PickedFiles> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry());
  const list = [...transfer.files];
  return (async () => {
    if (entries.length === 0 || entries.some((entry) => entry === null)) return chosenFiles(list);
    const found: PickedFile[] = [];
    for (const entry of entries) await below(entry!, entry!.name, found);
    return withoutCommonFolder(found, withoutExtension(entries[0]!.name));
  })();
}

const isZip = ({ path }: PickedFile): boolean => /\.zip$/i.test(path);

/** What is in a zip file. @throws Error in words for one that is damaged, or larger than a page may hand over */
/** fflate reads a name that is not marked as UTF-8 as Latin-1: every character is a byte. */
const nameOf = (name: string): string =>
  /^[\0-\xff]*$/.test(name) ? zipName(Uint8Array.from(name, (character) => character.charCodeAt(0))) : name;

async function unzipped({ path, content }: PickedFile, canceled: () => boolean): Promise<PickedFile[]> {
  const parts = new Map<string, Uint8Array<ArrayBuffer>[]>();
  let total = 0;
  let failure: Error | null = null;
  const archive = new Unzip((entry) => {
    if (entry.name.endsWith('/') || isSystemFile(entry.name)) return;
    const own: Uint8Array<ArrayBuffer>[] = [];
    parts.set(entry.name, own);
    entry.ondata = (error, data) => {
      if (error) failure ??= new Error(t.ownData.damagedZip(path));
      total += data?.length ?? 0;
      if (total > maxUploadBytes) failure ??= new Error(t.ownData.largeZip(path));
      if (failure) entry.terminate();
      else own.push(data.slice());
    };
    entry.start();
  });
  archive.register(UnzipInflate);
  const reader = content.stream().getReader();
  try {
    for (let part = await reader.read(); !part.done && !canceled(); part = await reader.read()) {
      archive.push(part.value);
      if (failure) throw failure;
    }
    archive.push(new Uint8Array(0), true);
  } catch (error) {
    throw failure ?? new Error(t.ownData.damagedZip(path), { cause: error });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (failure) throw failure;
  if (parts.size === 0) throw new Error(t.ownData.damagedZip(path));
  return [...parts].map(([name, own]) => ({ path: nameOf(name), content: new Blob(own) }));
}

/** The files, or where they are a zip file, what is in it. */
export async function unpacked(handed: PickedFiles, canceled: () => boolean): Promise<PickedFiles> {
  const [only] = handed.files;
  if (handed.files.length !== 1 || !only || !isZip(only)) return handed;
  return withoutCommonFolder(await unzipped(only, canceled), withoutExtension(only.path));
}
