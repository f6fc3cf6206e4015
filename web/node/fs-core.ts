import { type Item, SystemError, tree } from '../storage/tree.ts';

/*
 * Node's file system over the tree of this worker, as far as the engine uses it: no links, no permissions, one process.
 */

export const constants = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_APPEND: 1024,
} as const;

export type Path = string | URL;
type Flags = string | number | undefined;

const textOf = (path: Path): string => (typeof path === 'string' ? path : path.pathname);

export function namesOf(path: Path): string[] {
  const names: string[] = [];
  for (const name of textOf(path).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names;
}

export function itemAt(path: Path, call: string): Item {
  const names = namesOf(path);
  const item = tree.find(names);
  if (item) return item;
  const isThroughFile = names.some((_, at) => at > 0 && tree.find(names.slice(0, at))?.children === null);
  throw new SystemError(isThroughFile ? 'ENOTDIR' : 'ENOENT', call, textOf(path));
}

/** The folder that a path is in, and its name there. */
function placeOf(path: Path, call: string): { readonly parent: Item; readonly name: string } {
  const names = namesOf(path);
  const name = names.pop();
  if (name === undefined) throw new SystemError('EBUSY', call, textOf(path));
  const parent = tree.find(names);
  if (!parent) throw new SystemError('ENOENT', call, textOf(path));
  if (!parent.children) throw new SystemError('ENOTDIR', call, textOf(path));
  return { parent, name };
}

export class Stats {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly mode: number;
  readonly #folder: boolean;
  constructor(item: Item) {
    this.ino = item.ino;
    this.size = item.size;
    this.mtimeMs = item.mtimeMs;
    this.#folder = item.children !== null;
    this.mode = this.#folder ? 0o40755 : 0o100644;
  }
  get mtime(): Date {
    return new Date(this.mtimeMs);
  }
  isFile = (): boolean => !this.#folder;
  isDirectory = (): boolean => this.#folder;
  isSymbolicLink = (): boolean => false;
  isFIFO = (): boolean => false;
  isSocket = (): boolean => false;
  isBlockDevice = (): boolean => false;
  isCharacterDevice = (): boolean => false;
}

export class Dirent {
  readonly name: string;
  readonly parentPath: string;
  readonly #item: Item;
  constructor(name: string, parentPath: string, item: Item) {
    this.name = name;
    this.parentPath = parentPath;
    this.#item = item;
  }
  isFile = (): boolean => this.#item.children === null;
  isDirectory = (): boolean => this.#item.children !== null;
  isSymbolicLink = (): boolean => false;
}

export const exists = (path: Path): boolean => tree.find(namesOf(path)) !== null;

export const statOf = (path: Path): Stats => new Stats(itemAt(path, 'stat'));

export function makeFolder(path: Path, recursive: boolean): void {
  const names = namesOf(path);
  if (recursive) {
    let item = tree.root;
    for (const name of names) {
      if (!item.children) throw new SystemError('ENOTDIR', 'mkdir', textOf(path));
      item = item.children.get(name) ?? tree.add(item, name, true);
    }
    if (!item.children) throw new SystemError('EEXIST', 'mkdir', textOf(path));
    return;
  }
  const { parent, name } = placeOf(path, 'mkdir');
  if (parent.children!.has(name)) throw new SystemError('EEXIST', 'mkdir', textOf(path));
  tree.add(parent, name, true);
}

export function listFolder(path: Path): Dirent[] {
  const item = itemAt(path, 'scandir');
  if (!item.children) throw new SystemError('ENOTDIR', 'scandir', textOf(path));
  return [...item.children]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, child]) => new Dirent(name, textOf(path), child));
}

export function rename(from: Path, to: Path): void {
  const item = itemAt(from, 'rename');
  const source = placeOf(from, 'rename');
  const target = placeOf(to, 'rename');
  const there = target.parent.children!.get(target.name);
  if (there && there !== item) {
    if (item.children && !there.children) throw new SystemError('ENOTDIR', 'rename', textOf(to));
    if (!item.children && there.children) throw new SystemError('EISDIR', 'rename', textOf(to));
    if (there.children && there.children.size > 0) throw new SystemError('ENOTEMPTY', 'rename', textOf(to));
  }
  tree.move(source.parent, source.name, target.parent, target.name);
}

export function remove(path: Path, { recursive = false, force = false } = {}): void {
  if (!exists(path)) {
    if (force) return;
    throw new SystemError('ENOENT', 'rm', textOf(path));
  }
  const { parent, name } = placeOf(path, 'rm');
  if (parent.children!.get(name)!.children && !recursive) throw new SystemError('EISDIR', 'rm', textOf(path));
  tree.unlink(parent, name);
}

export function unlink(path: Path): void {
  const { parent, name } = placeOf(path, 'unlink');
  if (itemAt(path, 'unlink').children) throw new SystemError('EISDIR', 'unlink', textOf(path));
  tree.unlink(parent, name);
}

export function removeFolder(path: Path): void {
  const item = itemAt(path, 'rmdir');
  if (!item.children) throw new SystemError('ENOTDIR', 'rmdir', textOf(path));
  if (item.children.size > 0) throw new SystemError('ENOTEMPTY', 'rmdir', textOf(path));
  const { parent, name } = placeOf(path, 'rmdir');
  tree.unlink(parent, name);
}

interface Opening {
  readonly item: Item;
  readonly append: boolean;
}

/** Finds or makes what is opened, as `open(2)` does. */
export function openItem(path: Path, flags: Flags = 'r'): Opening {
  const has = (letter: string, bit: number): boolean =>
    typeof flags === 'string' ? flags.includes(letter) : (flags & bit) !== 0;
  const create = typeof flags === 'string' ? !flags.startsWith('r') : has('', constants.O_CREAT);
  const exclusive = has('x', constants.O_EXCL);
  const { parent, name } = placeOf(path, 'open');
  const there = parent.children!.get(name);
  if (there && create && exclusive) throw new SystemError('EEXIST', 'open', textOf(path));
  if (!there && !create) throw new SystemError('ENOENT', 'open', textOf(path));
  const item = there ?? tree.add(parent, name, false);
  if (item.children === null && has('w', constants.O_TRUNC) && item.size > 0) setLength(item, 0);
  return { item, append: has('a', constants.O_APPEND) };
}

/** Room for so many bytes; grows by half, for files that are appended to. */
function reserve(item: Item, bytes: number): Uint8Array {
  const data = item.data!;
  if (data.length >= bytes) return data;
  const grown = new Uint8Array(Math.max(bytes, Math.min(data.length * 1.5, data.length + (1 << 26))));
  grown.set(data.subarray(0, item.size));
  item.data = grown;
  return grown;
}

/** Its content is in memory. */
export function setLength(item: Item, size: number): void {
  if (size > item.size) reserve(item, size).fill(0, item.size, size);
  item.size = size;
  if (size === 0) item.data = new Uint8Array();
  tree.changed(item);
}

/** Its content is in memory. */
export function writeAt(item: Item, bytes: Uint8Array, at: number): void {
  reserve(item, at + bytes.length).set(bytes, at);
  item.size = Math.max(item.size, at + bytes.length);
  tree.changed(item);
}

/** Its content is in memory. @returns how many bytes were read */
export function readAt(item: Item, into: Uint8Array, at: number): number {
  const count = Math.max(0, Math.min(into.length, item.size - at));
  into.set(item.data!.subarray(at, at + count));
  return count;
}

export const bytesOf = (data: string | ArrayBufferView): Uint8Array =>
  typeof data === 'string'
    ? new TextEncoder().encode(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
