import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { readImage } from '../../datasets/decoders/image.ts';
import { encodePng } from '../../datasets/encode-png.ts';
import { resized } from '../../datasets/resize.ts';
import { writeNew } from '../../files/atomic.ts';
import { codeOf } from '../../files/errors.ts';
import { withLock } from '../../files/lock.ts';
import { move, moveAll } from '../../files/move.ts';
import { readText } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Image } from '../../protocol/data.ts';
import type { Collection } from '../../protocol/own-data.ts';
import { message } from '../../text/message.ts';
import { makeFolder, writeAtomic, writeError } from '../runs/files.ts';
import { collectionsFolder, newFolder, safeName } from './places.ts';

/*
 * Examples that a person collects in the app: a folder for each class with a PNG for each example, which is a dataset as
 * any other. What is deleted waits beside it, so that a person can have it back. Beside the folder as well: a file with
 * the shape of the examples and the order of the classes.
 */

const side = z.int().min(1).max(1024);
const aboutSchema = z.object({
  version: z.literal(1),
  shape: z.tuple([side, side, z.union([z.literal(1), z.literal(3)])]),
  classes: z.array(z.string()),
});
type About = z.output<typeof aboutSchema>;

/** Milliseconds in which what was deleted can be obtained back. */
const patience = 24 * 3600 * 1000;
/** Files that are read or moved at a time. */
const together = 32;

const bin = (...parts: string[]): string => join(collectionsFolder(), '.deleted', ...parts);
const aboutFile = (id: string): string => join(collectionsFolder(), `${id}.json`);
const isExample = (name: string): boolean => name.endsWith('.png');

/** The collection's folder. @throws EngineError `no-such-collection`, also where the id leads elsewhere */
function folderOf(id: string): string {
  if (id !== safeName(id))
    throw new EngineError('no-such-collection', message('ownData.no-collection', { id }));
  return join(collectionsFolder(), id);
}

async function readAbout(id: string): Promise<About> {
  folderOf(id);
  try {
    return aboutSchema.parse(JSON.parse(await readText(aboutFile(id))));
  } catch {
    throw new EngineError('no-such-collection', message('ownData.no-collection', { id }));
  }
}

interface Listing {
  readonly mtimeMs: number;
  /** Files of examples, the latest first. */
  names: readonly string[];
}

/** Of each class's folder what is in it, as long as the folder has not changed: 32,000 names are not listed for each page. */
const listings = new Map<string, Listing>();

async function examplesIn(folder: string): Promise<readonly string[]> {
  const { mtimeMs } = await stat(folder);
  const known = listings.get(folder);
  // A folder's date is too coarse for two changes within a moment.
  if (known?.mtimeMs === mtimeMs && Date.now() - mtimeMs > 50) return known.names;
  const names = (await readdir(folder)).filter(isExample).sort().reverse();
  listings.set(folder, { mtimeMs, names });
  return names;
}

/** @throws EngineError `no-such-class` */
async function classFolder(id: string, name: string): Promise<string> {
  const { classes } = await readAbout(id);
  if (!classes.includes(name)) throw new EngineError('no-such-class', message('ownData.no-class', { name }));
  return join(folderOf(id), name);
}

const writeAbout = (id: string, about: About): Promise<void> =>
  writeAtomic(aboutFile(id), JSON.stringify(about));

/** Changes the list of classes and their folders; another window that does so as well comes before or after. */
async function changeClasses<T>(
  id: string,
  change: (
    classes: readonly string[],
  ) => Promise<{ readonly classes: readonly string[]; readonly result: T }>,
): Promise<T> {
  await readAbout(id);
  return withLock(aboutFile(id), async () => {
    const about = await readAbout(id);
    const { classes, result } = await change(about.classes);
    await writeAbout(id, { ...about, classes: [...classes] });
    return result;
  });
}

export async function collectionState(id: string): Promise<Collection> {
  const folder = folderOf(id);
  const { shape, classes } = await readAbout(id);
  const counted = await Promise.all(
    classes.map(async (name) => ({
      name,
      count: (await examplesIn(join(folder, name)).catch(() => [])).length,
    })),
  );
  return { id, name: id, path: folder, shape: [...shape], classes: counted };
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(bin()).catch(() => [])) {
    const { mtimeMs } = await stat(bin(name));
    if (Date.now() - mtimeMs > patience) await rm(bin(name), { recursive: true, force: true });
  }
}

export async function listCollections(): Promise<Collection[]> {
  await removeOld().catch(() => {});
  const names = await readdir(collectionsFolder()).catch(() => []);
  const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  const found = await Promise.all(
    ids.map((id) =>
      stat(folderOf(id))
        .then(() => collectionState(id))
        .catch(() => null),
    ),
  );
  return found.filter((each) => each !== null);
}

/** The name as a folder can have it. @throws EngineError `class-exists` where the collection has such a class */
function newClass(name: string, classes: readonly string[]): string {
  const safe = safeName(name);
  if (classes.some((other) => other.toLowerCase() === safe.toLowerCase())) {
    throw new EngineError('class-exists', message('ownData.class-exists', { name: safe }));
  }
  return safe;
}

export async function createCollection(
  name: string,
  shape: About['shape'],
  classes: readonly string[],
): Promise<string> {
  const names: string[] = [];
  for (const each of classes) names.push(newClass(each, names));
  const folder = await newFolder(collectionsFolder(), safeName(name));
  const id = basename(folder);
  for (const each of names) await mkdir(join(folder, each));
  await writeAbout(id, { version: 1, shape, classes: names });
  return id;
}

export const addClass = (id: string, name: string): Promise<void> =>
  changeClasses(id, async (classes) => {
    const safe = newClass(name, classes);
    await makeFolder(join(folderOf(id), safe));
    return { classes: [...classes, safe], result: undefined };
  });

export const renameClass = (id: string, from: string, to: string): Promise<void> =>
  changeClasses(id, async (classes) => {
    const folder = await classFolder(id, from);
    const safe = newClass(
      to,
      classes.filter((name) => name !== from),
    );
    if (safe !== from) await move(folder, join(folderOf(id), safe));
    return { classes: classes.map((name) => (name === from ? safe : name)), result: undefined };
  });

/** Names what was deleted together. */
const newUndo = (): string => `${Date.now().toString(36)}-${randomBytes(6).toString('hex')}`;

export const deleteClass = (id: string, name: string): Promise<string> =>
  changeClasses(id, async (classes) => {
    const folder = await classFolder(id, name);
    const undo = newUndo();
    await makeFolder(bin(undo));
    await move(folder, bin(undo, name));
    return { classes: classes.filter((other) => other !== name), result: undo };
  });

let counter = 0;
/** Names sort in the order in which the examples were taken. */
const newExample = (): string => {
  counter = (counter + 1) % 36 ** 4;
  const moment = Date.now().toString(36).padStart(9, '0');
  return `${moment}${counter.toString(36).padStart(4, '0')}-${randomBytes(3).toString('hex')}.png`;
};

/** @param images `[count, height, width, channels]`, of the collection's shape @throws EngineError `invalid` */
export async function addExamples(id: string, name: string, images: Uint8Array<ArrayBuffer>): Promise<void> {
  const { shape } = await readAbout(id);
  const folder = await classFolder(id, name);
  const [height, width, channels] = shape;
  const size = height * width * channels;
  if (images.length === 0 || images.length % size !== 0) {
    throw new EngineError('invalid', message('ownData.wrong-shape', { shape: shape.join(' × ') }));
  }
  const add = async (at: number): Promise<void> => {
    const path = join(folder, newExample());
    try {
      // Under another name until it is whole.
      await writeNew(
        `${path}.part`,
        encodePng({ height, width, channels, data: images.slice(at, at + size) }),
      );
      await move(`${path}.part`, path);
    } catch (error) {
      await rm(`${path}.part`, { force: true }).catch(() => {});
      throw writeError(path, error);
    }
  };
  for (let first = 0; first < images.length; first += together * size) {
    const last = Math.min(images.length, first + together * size);
    const starts = Array.from({ length: (last - first) / size }, (_, index) => first + index * size);
    await Promise.all(starts.map(add));
  }
}

export async function deleteExamples(id: string, name: string, indices: readonly number[]): Promise<string> {
  const folder = await classFolder(id, name);
  const names = await examplesIn(folder);
  const chosen = [...new Set(indices)].flatMap((index) => names[index] ?? []);
  const undo = newUndo();
  await makeFolder(bin(undo, name));
  await moveAll(folder, bin(undo, name), chosen);
  return undo;
}

/** Brings back what was deleted: examples into their class, a class as it was. @throws EngineError `nothing-to-restore` */
export const restore = (id: string, undo: string): Promise<void> =>
  changeClasses(id, async (classes) => {
    if (!/^[0-9a-z]+-[0-9a-f]+$/.test(undo))
      throw new EngineError('invalid', message('ownData.nothing-to-restore'));
    const deleted = await readdir(bin(undo)).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
      throw new EngineError('nothing-to-restore', message('ownData.nothing-to-restore'));
    });
    for (const name of deleted) {
      const folder = join(folderOf(id), name);
      await makeFolder(folder);
      await moveAll(bin(undo, name), folder, await readdir(bin(undo, name)));
    }
    await rm(bin(undo), { recursive: true, force: true });
    return { classes: [...new Set([...classes, ...deleted])], result: undefined };
  });

export interface ExamplePage {
  readonly shape: number[];
  readonly images: Uint8Array<ArrayBuffer>;
  readonly total: number;
}

const shrunk = (image: Image, height: number, width: number, channels: number): Uint8Array => {
  const { data, channels: own } = resized(image, height, width);
  if (own === channels) return data;
  const out = new Uint8Array(height * width * channels);
  for (let at = 0; at < height * width; at++) out.fill(data[at * own]!, at * channels, (at + 1) * channels);
  return out;
};

/** Examples of a class, the latest first; one whose file cannot be read any more is black. */
export async function examplePage(
  id: string,
  name: string,
  {
    offset,
    count,
    side: longest,
  }: { readonly offset: number; readonly count: number; readonly side: number },
): Promise<ExamplePage> {
  const folder = await classFolder(id, name);
  const { shape } = await readAbout(id);
  const [fullHeight, fullWidth, channels] = shape;
  const scale = Math.min(1, longest / Math.max(fullHeight, fullWidth));
  const height = Math.max(1, Math.round(fullHeight * scale));
  const width = Math.max(1, Math.round(fullWidth * scale));
  const names = await examplesIn(folder);
  const page = names.slice(offset, offset + count);
  const size = height * width * channels;
  const images = new Uint8Array(page.length * size);
  for (let at = 0; at < page.length; at += together) {
    await Promise.all(
      page.slice(at, at + together).map(async (file, index) => {
        const put = (image: Image): void =>
          images.set(shrunk(image, height, width, channels), (at + index) * size);
        await readImage(join(folder, file), put).catch(() => {});
      }),
    );
  }
  return { shape: [height, width, channels], images, total: names.length };
}
