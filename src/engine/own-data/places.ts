import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../runs/files.ts';
import { convasHome } from '../runs/home.ts';

/** Where files are kept that a page handed over: a folder for each upload. */
export const copiesFolder = (): string => join(convasHome(), 'data');

/** Where examples are kept that a person collected in the app. */
export const collectionsFolder = (): string => join(convasHome(), 'collections');

const longest = 80;

/** A name that every file system takes, as near to the given one as can be. */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f/\\:*?"<>|]+/g, '-')
    .slice(0, longest)
    .replace(/^[. ]+|[. ]+$/g, '');
  return plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) ? `data ${plain}`.trim() : plain;
}

/** The name, or with a number after it, such that nothing in the folder has it, in whichever case. */
export async function freeName(folder: string, name: string): Promise<string> {
  await makeFolder(folder);
  const taken = new Set((await readdir(folder)).map((each) => each.toLowerCase()));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

/** A new folder of that name, or with a number after it. */
export async function newFolder(inside: string, name: string): Promise<string> {
  const path = join(inside, await freeName(inside, name));
  await mkdir(path);
  return path;
}
