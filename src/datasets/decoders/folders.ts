import { basename, join, relative } from 'node:path';
import type { LeftOutFile } from '../../protocol/import-report.ts';
import { message } from '../../text/message.ts';
import { type Listing, listFolder, walk } from '../reading/walk.ts';
import type { Decoder } from './decoder.ts';
import { isImageName, type LabeledFile, readImageFiles } from './image-files.ts';
import { imageOptions, readImageOptions } from './image-options.ts';

/** Names of folders that hold a split of the data. */
const splitNames = {
  train: /^train(ing)?$/i,
  validation: /^(val|valid|validation|dev)$/i,
  test: /^test(ing)?$/i,
} as const;
type Part = keyof typeof splitNames;
const parts = Object.keys(splitNames) as Part[];

const hasOwnImages = ({ files }: Listing): boolean => files.some(isImageName);

/** Folders inside each other that are looked into before a path is given up. */
const deepest = 6;

/** Whether a folder has a file that could be an image, or has one in a folder of its own. */
async function holdsImages(path: string, depth = deepest): Promise<boolean> {
  const listing = await listFolder(path);
  if (hasOwnImages(listing)) return true;
  if (depth === 0) return false;
  for (const name of listing.folders) if (await holdsImages(join(path, name), depth - 1)) return true;
  return false;
}

/** Whether one of the folders in a folder holds an image. */
async function holdsClasses(path: string): Promise<boolean> {
  for (const name of (await listFolder(path)).folders) if (await holdsImages(join(path, name))) return true;
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
async function layoutOf(path: string): Promise<Layout> {
  const top = await listFolder(path);
  const folders: Partial<Record<Part, string>> = {};
  for (const part of parts) {
    for (const name of top.folders) {
      if (folders[part] !== undefined || !splitNames[part].test(name)) continue;
      const inside = join(path, name);
      if (!hasOwnImages(await listFolder(inside)) && (await holdsClasses(inside))) folders[part] = name;
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

async function listClasses(path: string): Promise<Classes> {
  const top = await listFolder(path);
  const images = new Map<string, readonly string[]>();
  const leftOut: LeftOutFile[] = [...top.leftOut];
  for (const name of top.folders) {
    const tree = await walk(join(path, name));
    const found = tree.files.filter(isImageName);
    leftOut.push(...tree.leftOut);
    if (found.length === 0) {
      leftOut.push({ file: join(path, name), reason: message('imports.folder-without-images') });
      continue;
    }
    images.set(name, found);
    for (const file of tree.files) {
      if (!isImageName(file)) leftOut.push({ file, reason: message('imports.no-image-name') });
    }
  }
  return { images, leftOut };
}

/** The images of each split, their classes, and what is not used. */
async function listImages(path: string) {
  const { folders, unused, leftOut } = await layoutOf(path);
  const left = [...leftOut, ...unused.map((file) => ({ file, reason: message('imports.in-no-class') }))];
  // What is beside the folders of classes is named once.
  const known = new Set(left.map(({ file }) => file));
  const listed = new Map<Part, Classes['images']>();
  for (const part of parts) {
    const folder = folders[part];
    if (folder === undefined) continue;
    const found = await listClasses(join(path, folder));
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

/**
 * A folder for each class, with or without `train`, `val` and `test` above them. All images take the most common size.
 * Images in folders inside a class's folder are of that class.
 */
export const imageFolders: Decoder = {
  format: message('datasets.format-folders'),
  options: imageOptions,
  sniff: async ({ path, isFolder }) => isFolder && (await holdsClasses(path)),
  async open(path, options, given) {
    const images = readImageOptions(given);
    const { classes, files, leftOut } = await listImages(path);
    const { parts: found, ...rest } = await readImageFiles(path, files, images, options);
    const named = ({ file, reason }: LeftOutFile) => ({
      file: relative(path, file) || basename(file),
      reason,
    });
    return {
      classes,
      train: found.train ?? found.validation ?? found.test!,
      validation: found.train ? found.validation : null,
      test: found.train ? found.test : null,
      findings: { ...rest, leftOut: [...leftOut, ...rest.leftOut].map(named) },
    };
  },
};
