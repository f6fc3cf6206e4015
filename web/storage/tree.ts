/** Where contents of files are kept for good, each under a name that is used once; and the list of all files. */
export interface FileStore {
  /** @throws an error `ENOSPC` where there is no room */
  write(name: string, bytes: Uint8Array): Promise<void>;
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
  remove(name: string): Promise<void>;
  /** Keeps the list in the place of the one before: the old one or the new one. @throws as `write` */
  writeList(text: string): Promise<void>;
}

/** An error as Node's file system has it. */
export class SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path: string;
  constructor(code: string, syscall: string, path: string) {
    super(`${code}: ${syscall} '${path}'`);
    this.code = code;
    this.syscall = syscall;
    this.path = path;
  }
}

/** A file or a folder, whatever it is called: a rename moves it, and changes nothing in it. */
export interface Item {
  readonly ino: number;
  readonly children: Map<string, Item> | null;
  /** Null where it is kept and not in memory. */
  data: Uint8Array | null;
  size: number;
  mtimeMs: number;
  /** Under which name its content is kept; null where it is not, or is no longer what is kept. */
  kept: string | null;
  /** Where the content of a file that ships with the page comes from. */
  readonly url: string | null;
  /** Handles that have it open. */
  open: number;
}

interface ListedItem {
  readonly path: string;
  readonly folder: boolean;
  readonly size: number;
  readonly mtimeMs: number;
  readonly kept: string | null;
}

/** Bytes above which a closed file that is kept leaves the memory. */
const resident = 1 << 18;
/** Milliseconds until what no one forces to the disk is kept. */
const patience = 1000;

const listVersion = 1;

/**
 * The files of the engine: names and dates in memory, contents kept by `host` and read when a file is opened. Names
 * change in memory at once and are kept together: what `sync` of a folder promises elsewhere is one list here.
 */
export class Tree {
  readonly root: Item;
  /** Null: nothing outlives the page. */
  #fileStore: FileStore | null = null;
  #next = 1;
  #changed = false;
  #writing: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Kept contents that the list no longer names. */
  #garbage: string[] = [];
  /** Files with content that is not kept yet. */
  readonly #dirty = new Set<Item>();
  #onTrouble: (error: unknown) => void = () => {};

  constructor() {
    this.root = this.#make(true);
  }

  /** Takes up what was kept. @param onTrouble called when what no one waits for cannot be kept */
  open(fileStore: FileStore | null, list: string | null, onTrouble: (error: unknown) => void): void {
    this.#fileStore = fileStore;
    this.#onTrouble = onTrouble;
    if (list === null) return;
    const { version, items } = JSON.parse(list) as { version: number; items: readonly ListedItem[] };
    if (version !== listVersion) return;
    for (const { path, folder, size, mtimeMs, kept } of items) {
      const names = path.split('/').filter(Boolean);
      const name = names.pop();
      const parent = this.find(names);
      if (name === undefined || !parent?.children) continue;
      const item = this.#make(folder);
      Object.assign(item, { size, mtimeMs, kept, data: folder || kept !== null ? null : new Uint8Array() });
      parent.children.set(name, item);
    }
  }

  /** The names of contents that the list has. */
  keptNames(): Set<string> {
    const names = new Set<string>();
    for (const { item } of this.#walk(this.root, '')) if (item.kept !== null) names.add(item.kept);
    return names;
  }

  #make(folder: boolean, url: string | null = null): Item {
    return {
      ino: this.#next++,
      children: folder ? new Map() : null,
      data: folder || url !== null ? null : new Uint8Array(),
      size: 0,
      mtimeMs: Date.now(),
      kept: null,
      url,
      open: 0,
    };
  }

  find(names: readonly string[]): Item | null {
    let item: Item = this.root;
    for (const name of names) {
      const child = item.children?.get(name);
      if (!child) return null;
      item = child;
    }
    return item;
  }

  add(parent: Item, name: string, folder: boolean, url: string | null = null): Item {
    const item = this.#make(folder, url);
    parent.children!.set(name, item);
    this.touch(parent);
    return item;
  }

  /** Takes a name away; content that nothing names any more is let go with the next list. */
  unlink(parent: Item, name: string): void {
    const item = parent.children?.get(name);
    if (!item) return;
    parent.children!.delete(name);
    this.touch(parent);
    for (const { item: gone } of [...this.#walk(item, ''), { item }]) {
      this.#dirty.delete(gone);
      if (gone.kept !== null) this.#garbage.push(gone.kept);
    }
  }

  move(from: Item, name: string, to: Item, next: string): void {
    const item = from.children!.get(name)!;
    if (to.children!.get(next) === item) return;
    this.unlink(to, next);
    from.children!.delete(name);
    to.children!.set(next, item);
    this.touch(from);
    this.touch(to);
  }

  touch(item: Item): void {
    item.mtimeMs = Math.max(Date.now(), item.mtimeMs + 0.001);
    this.listSoon();
  }

  /** Its content in memory. */
  async load(item: Item): Promise<Uint8Array> {
    if (item.data) return item.data;
    const bytes =
      item.url !== null
        ? new Uint8Array(await (await fetch(item.url)).arrayBuffer())
        : await this.#fileStore!.read(item.kept!);
    item.data ??= bytes;
    if (item.url !== null) item.size = item.data.length;
    return item.data;
  }

  /** Its content has changed in memory. */
  changed(item: Item): void {
    if (item.kept !== null) this.#garbage.push(item.kept);
    item.kept = null;
    this.#dirty.add(item);
    this.touch(item);
  }

  release(item: Item): void {
    item.open--;
    if (item.open === 0 && item.kept !== null && item.size > resident) item.data = null;
  }

  /** Keeps the content of a file. @throws SystemError */
  async keep(item: Item): Promise<void> {
    if (this.#fileStore === null || !this.#dirty.has(item)) return;
    this.#dirty.delete(item);
    const name = crypto.randomUUID();
    try {
      await this.#fileStore.write(name, item.data!.subarray(0, item.size));
    } catch (error) {
      this.#dirty.add(item);
      throw error;
    }
    // Written to meanwhile: what was kept is the content of a moment ago.
    if (this.#dirty.has(item)) this.#garbage.push(name);
    else item.kept = name;
  }

  listSoon(): void {
    this.#changed = true;
    if (this.#fileStore === null) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.keepAll().catch(this.#onTrouble);
    }, patience);
  }

  /** Keeps all contents and the list of names. @throws SystemError */
  keepAll(): Promise<void> {
    const next = this.#writing.then(async () => {
      if (this.#fileStore === null || !this.#changed) return;
      for (const item of [...this.#dirty]) await this.keep(item);
      this.#changed = false;
      const gone = this.#garbage;
      this.#garbage = [];
      try {
        await this.#fileStore.writeList(this.#list());
      } catch (error) {
        this.#changed = true;
        this.#garbage.push(...gone);
        throw error;
      }
      const named = this.keptNames();
      for (const name of gone) if (!named.has(name)) await this.#fileStore.remove(name);
    });
    this.#writing = next.catch(() => {});
    return next;
  }

  *#walk(item: Item, path: string): Generator<{ readonly path: string; readonly item: Item }> {
    for (const [name, child] of item.children ?? []) {
      yield { path: `${path}/${name}`, item: child };
      if (child.children) yield* this.#walk(child, `${path}/${name}`);
    }
  }

  #list(): string {
    const items: ListedItem[] = [];
    for (const { path, item } of this.#walk(this.root, '')) {
      if (path.startsWith('/shipped')) continue;
      const { size, mtimeMs, kept } = item;
      if (item.children === null && kept === null && size > 0) continue;
      items.push({ path, folder: item.children !== null, size, mtimeMs, kept });
    }
    return JSON.stringify({ version: listVersion, items });
  }
}

/** The files of this worker. */
export const tree = new Tree();
