import { gigabytes } from '../words.ts';

/** Why files that a page hands over, and examples that a person collects, are not taken. */
export const ownData = {
  'too-large': ({ bytes, most }: { bytes: number; most: number }) =>
    `These files have ${gigabytes(bytes)}; at most ${gigabytes(most)} can be copied from a browser page. Enter their path instead: the engine then reads them where they are.`,
  name: ({ path }: { path: string }) =>
    `"${path}" is no name that a file in a dataset can have. Rename it and import the data again.`,
  twice: ({ path }: { path: string }) =>
    `There are two files named "${path}", apart from upper and lower case. Rename one of them and import the data again.`,
  changed: ({ path }: { path: string }) => `"${path}" changed while it was read. Import the data again.`,
  'no-space': ({ bytes, free }: { bytes: number; free: number }) =>
    `The files need ${gigabytes(bytes)}, and ${gigabytes(free)} are free on the disk. Free some space, or enter their path instead of copying them.`,
  ended: 'The import was canceled, and nothing of it was kept.',

  'no-collection': ({ id }: { id: string }) =>
    `There is no collection "${id}" any more. Start another, or choose one from the list.`,
  'no-class': ({ name }: { name: string }) =>
    `The collection has no class "${name}" any more. Choose another class.`,
  'class-exists': ({ name }: { name: string }) => `There is a class "${name}" already. Use another name.`,
  'wrong-shape': ({ shape }: { shape: string }) =>
    `The images are not of the collection's size, ${shape}. Start a collection of another size.`,
  'nothing-to-restore': 'What was deleted is no longer kept: it can be restored within a day.',
};
