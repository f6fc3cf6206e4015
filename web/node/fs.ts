import { type Item, SystemError } from '../storage/tree.ts';
import * as core from './fs-core.ts';
import * as promised from './fs-promises.ts';

/** Node's calls that wait. A file that is not in memory cannot be waited for here: it counts as unreadable. */

type Path = core.Path;
type Data = string | ArrayBufferView;

export const promises = promised;
export const constants = core.constants;

const opened = new Map<number, Item>();
let last = 2;

function inMemory(item: Item, path: Path): Item {
  if (item.children === null && item.data === null) throw new SystemError('EAGAIN', 'open', String(path));
  return item;
}

const itemOf = (file: number): Item => {
  const item = opened.get(file);
  if (!item) throw new SystemError('EBADF', 'read', String(file));
  return item;
};

export const existsSync = core.exists;
export const statSync = core.statOf;
export const renameSync = core.rename;
export const rmSync = core.remove;
export const unlinkSync = core.unlink;
export const rmdirSync = core.removeFolder;
export const mkdirSync = (path: Path, options?: { recursive?: boolean }): void =>
  core.makeFolder(path, options?.recursive ?? false);
export const readdirSync = (path: Path): string[] => core.listFolder(path).map(({ name }) => name);
export const realpathSync = (path: Path): string => `/${core.namesOf(path).join('/')}`;

export function openSync(path: Path, flags?: string | number): number {
  const item = inMemory(core.openItem(path, flags).item, path);
  opened.set(++last, item);
  return last;
}
export const closeSync = (file: number): void => void opened.delete(file);
export const fstatSync = (file: number): core.Stats => new core.Stats(itemOf(file));
export const readSync = (
  file: number,
  into: Uint8Array,
  offset: number,
  length: number,
  at: number,
): number => core.readAt(itemOf(file), into.subarray(offset, offset + length), at);

export function writeFileSync(place: Path | number, data: Data): void {
  const item = typeof place === 'number' ? itemOf(place) : core.openItem(place, 'w').item;
  core.writeAt(inMemory(item, String(place)), core.bytesOf(data), 0);
}

export function readFileSync(path: Path): string {
  const item = inMemory(core.itemAt(path, 'open'), path);
  return new TextDecoder().decode(item.data!.subarray(0, item.size));
}

export function mkdtempSync(prefix: string): string {
  const path = `${prefix}${crypto.randomUUID().slice(0, 6)}`;
  core.makeFolder(path, true);
  return path;
}

export function readlinkSync(path: Path): string {
  throw new SystemError('EINVAL', 'readlink', String(path));
}
export function copyFileSync(path: Path): never {
  throw new SystemError('EPERM', 'copyfile', String(path));
}
export function createWriteStream(path: Path): never {
  throw new SystemError('EPERM', 'open', String(path));
}

type Done = (error: unknown, value?: unknown) => void;
/** With a callback: `proper-lockfile` takes them so. */
const calling =
  <A extends readonly unknown[]>(work: (...given: A) => Promise<unknown>) =>
  (...given: [...A, Done]): void => {
    const done = given.at(-1) as Done;
    work(...(given.slice(0, -1) as unknown as A)).then(
      (value) => done(null, value),
      (error) => done(error),
    );
  };

export default {
  constants,
  promises,
  existsSync,
  statSync,
  unlinkSync,
  rmdirSync,
  stat: calling((path: Path) => promised.stat(path)),
  utimes: calling((path: Path, accessed: unknown, modified: Date) =>
    promised.utimes(path, accessed, modified),
  ),
};
