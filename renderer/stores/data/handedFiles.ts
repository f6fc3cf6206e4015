import { Unzip, UnzipInflate } from 'fflate';
import { largestUpload } from '../../../src/protocol/own-data.ts';
import { t } from '../../i18n/index.ts';

/** A file as a page hands it over: its path below the data's folder, with `/`, and its bytes. */
export interface HandedFile {
  readonly path: string;
  readonly content: Blob;
}

/** Files that are one set of data. */
export interface HandedFiles {
  /** What the data are called: their folder, or their only file. */
  readonly name: string;
  readonly files: readonly HandedFile[];
}

/** What systems leave in folders and archives; it is in no data. */
const litter = /^(__MACOSX|\.DS_Store|Thumbs\.db)$/i;
const isLitter = (path: string): boolean => path.split('/').some((name) => litter.test(name));

const withoutExtension = (name: string): string => name.replace(/(.)\.[^.]+$/, '$1');

/** Without the folder that all of them lie in, which is what they are called. */
export function rooted(files: readonly HandedFile[], otherwise: string): HandedFiles {
  const kept = files.filter(({ path }) => !isLitter(path));
  const [top = ''] = kept[0]?.path.split('/', 1) ?? [];
  const shared = kept.length > 0 && kept.every(({ path }) => path.startsWith(`${top}/`));
  if (!shared) return { name: otherwise, files: kept };
  return {
    name: top,
    files: kept.map(({ path, content }) => ({ path: path.slice(top.length + 1), content })),
  };
}

/** Of an `<input>`: of a folder each file says where in it it lies. */
export function chosenFiles(list: readonly File[]): HandedFiles {
  const files = list.map((file) => ({ path: file.webkitRelativePath || file.name, content: file }));
  return rooted(files, withoutExtension(list[0]?.name ?? ''));
}

const entriesOf = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));

async function below(entry: FileSystemEntry, path: string, found: HandedFile[]): Promise<void> {
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
export function transferredFiles(transfer: DataTransfer): Promise<HandedFiles> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry());
  const list = [...transfer.files];
  return (async () => {
    if (entries.length === 0 || entries.some((entry) => entry === null)) return chosenFiles(list);
    const found: HandedFile[] = [];
    for (const entry of entries) await below(entry!, entry!.name, found);
    return rooted(found, withoutExtension(entries[0]!.name));
  })();
}

const isZip = ({ path }: HandedFile): boolean => /\.zip$/i.test(path);

/** What is in a zip file. @throws Error in words for one that is damaged, or larger than a page may hand over */
async function unzipped({ path, content }: HandedFile, cancelled: () => boolean): Promise<HandedFile[]> {
  const parts = new Map<string, Uint8Array<ArrayBuffer>[]>();
  let total = 0;
  let failure: Error | null = null;
  const archive = new Unzip((entry) => {
    if (entry.name.endsWith('/') || isLitter(entry.name)) return;
    const own: Uint8Array<ArrayBuffer>[] = [];
    parts.set(entry.name, own);
    entry.ondata = (error, data) => {
      if (error) failure ??= new Error(t.ownData.damagedZip(path));
      total += data?.length ?? 0;
      if (total > largestUpload) failure ??= new Error(t.ownData.largeZip(path));
      if (failure) entry.terminate();
      else own.push(data.slice());
    };
    entry.start();
  });
  archive.register(UnzipInflate);
  const reader = content.stream().getReader();
  try {
    for (let part = await reader.read(); !part.done && !cancelled(); part = await reader.read()) {
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
  return [...parts].map(([name, own]) => ({ path: name, content: new Blob(own) }));
}

/** The files, or where they are a zip file, what is in it. */
export async function unpacked(handed: HandedFiles, cancelled: () => boolean): Promise<HandedFiles> {
  const [only] = handed.files;
  if (handed.files.length !== 1 || !only || !isZip(only)) return handed;
  return rooted(await unzipped(only, cancelled), withoutExtension(only.path));
}
