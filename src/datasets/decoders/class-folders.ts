import { join } from 'node:path';
import type { LeftOutFile } from '../../protocol/import-report.ts';
import { message } from '../../text/message.ts';
import { type Listing, listFolder, walk } from '../reading/walk.ts';
import type { LabeledFile } from './image-files.ts';

/** Names of folders that hold a split of the data. */
const splitNames = {
  train: /^train(ing)?$/i,
  validation: /^(val|valid|validation|dev)$/i,
  test: /^test(ing)?$/i,
} as const;
export type FolderPart = keyof typeof splitNames;
type Part = FolderPart;
const parts = Object.keys(splitNames) as Part[];

/** The split that a folder of this name holds; null where the name says none. */
export const folderPart = (name: string): FolderPart | null =>
  parts.find((part) => splitNames[part].test(name)) ?? null;

/** Whether a name is that of an example. */
export type IsExample = (name: string) => boolean;

const hasOwn = ({ files }: Listing, isExample: IsExample): boolean => files.some(isExample);

/** Folders inside each other that are looked into before a path is given up. */
const deepest = 6;

/** Whether a folder has a file that could be an example, or has one in a folder of its own. */
async function holdsExamples(path: string, isExample: IsExample, depth = deepest): Promise<boolean> {
  const listing = await listFolder(path);
  if (hasOwn(listing, isExample)) return true;
  if (depth === 0) return false;
  for (const name of listing.folders)
    if (await holdsExamples(join(path, name), isExample, depth - 1)) return true;
  return false;
}

/** Whether one of the folders in a folder holds an example. */
export async function holdsClasses(path: string, isExample: IsExample): Promise<boolean> {
  for (const name of (await listFolder(path)).folders)
    if (await holdsExamples(join(path, name), isExample)) return true;
  return false;
}

/** Where the folders of classes are, by split. */
interface Layout {
  readonly folders: Partial<Record<Part, string>>;
  /** Folders beside those of the splits, and files beside those of the classes. */
  readonly unused: readonly string[];
  readonly leftOut: readonly LeftOutFile[];
}

/**
 * Splits of a folder: those named so whose images are in folders of classes. A folder `train` that holds images itself
 * is a class.
 */
async function layoutOf(path: string, isExample: IsExample): Promise<Layout> {
  const top = await listFolder(path);
  const folders: Partial<Record<Part, string>> = {};
  for (const part of parts) {
    for (const name of top.folders) {
      if (folders[part] !== undefined || !splitNames[part].test(name)) continue;
      const inside = join(path, name);
      if (!hasOwn(await listFolder(inside), isExample) && (await holdsClasses(inside, isExample)))
        folders[part] = name;
    }
  }
  const beside = top.files.map((name) => join(path, name));
  if (folders.train === undefined) return { folders: { train: '.' }, unused: beside, leftOut: top.leftOut };
  const used = new Set(Object.values(folders));
  const others = top.folders.filter((name) => !used.has(name)).map((name) => join(path, name));
  return { folders, unused: [...others, ...beside], leftOut: top.leftOut };
}

/** The files of a folder of classes. */
interface Classes {
  readonly images: ReadonlyMap<string, readonly string[]>;
  readonly leftOut: readonly LeftOutFile[];
}

async function listClasses(path: string, isExample: IsExample): Promise<Classes> {
  const top = await listFolder(path);
  const images = new Map<string, readonly string[]>();
  const leftOut: LeftOutFile[] = [...top.leftOut];
  for (const name of top.folders) {
    const tree = await walk(join(path, name));
    const found = tree.files.filter(isExample);
    leftOut.push(...tree.leftOut);
    if (found.length === 0) {
      const file = join(path, name);
      const isNamed = tree.leftOut.some((each) => each.file === file);
      if (!isNamed) leftOut.push({ file, reason: message('imports.folder-without-images') });
      continue;
    }
    // One system writes a name with accents composed, another with them apart: it is the same class.
    const composed = name.normalize('NFC');
    images.set(composed, [...(images.get(composed) ?? []), ...found]);
    for (const file of tree.files) {
      if (!isExample(file)) leftOut.push({ file, reason: message('imports.no-image-name') });
    }
  }
  return { images, leftOut };
}

/** The files of each split, their classes, and what is not used. */
export async function listExamples(path: string, isExample: IsExample) {
  const { folders, unused, leftOut } = await layoutOf(path, isExample);
  const left = [...leftOut, ...unused.map((file) => ({ file, reason: message('imports.in-no-class') }))];
  // What is beside the folders of classes is named once.
  const known = new Set(left.map(({ file }) => file));
  const listed = new Map<Part, Classes['images']>();
  for (const part of parts) {
    const folder = folders[part];
    if (folder === undefined) continue;
    const found = await listClasses(join(path, folder), isExample);
    left.push(...found.leftOut.filter(({ file }) => !known.has(file)));
    listed.set(part, found.images);
  }
  const classes = [...new Set([...listed.values()].flatMap((images) => [...images.keys()]))].sort();
  const files = Object.fromEntries(
    parts.map((part) => {
      const images = listed.get(part);
      const some = classes.flatMap((name, label) =>
        (images?.get(name) ?? []).map((file) => ({ file, label })),
      );
      return [part, some];
    }),
  ) as Record<Part, LabeledFile[]>;
  return { classes, files, leftOut: left };
}
