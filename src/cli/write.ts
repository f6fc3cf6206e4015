import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Transformer } from '@napi-rs/image';
import type { RgbImage } from '../insight/grid.ts';
import { CliError } from './output.ts';

const failures: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'it is on a read-only disk',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a file stands where a folder is needed',
  EISDIR: 'it is a folder',
};

function inWords(error: unknown, path: string): CliError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new CliError(`${path} was not written: ${failures[code] ?? message}`);
}

/** The file whole or not at all: written beside its place, then given its name. @throws CliError */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = join(dirname(resolve(path)), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`);
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } catch (error) {
    throw inWords(error, path);
  } finally {
    await rm(part, { force: true }).catch(() => {});
  }
}

/** All files into a folder, or none. A folder that is there keeps what else is in it. @throws CliError */
export async function writeFolder(
  path: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<string[]> {
  const target = resolve(path);
  let part = '';
  try {
    const there = await stat(target).catch(() => null);
    if (there && !there.isDirectory()) throw new CliError(`${path} is a file, a folder was expected`);
    part = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.part`);
    await mkdir(part);
    for (const { name, bytes } of files) {
      await mkdir(dirname(join(part, name)), { recursive: true });
      await writeFile(join(part, name), bytes);
    }
    if (!there) await rename(part, target);
    else {
      for (const { name } of files) {
        await mkdir(dirname(join(target, name)), { recursive: true });
        await rename(join(part, name), join(target, name));
      }
    }
  } catch (error) {
    throw error instanceof CliError ? error : inWords(error, path);
  } finally {
    if (part) await rm(part, { recursive: true, force: true }).catch(() => {});
  }
  return files.map(({ name }) => join(path, name));
}

/** One file at that path, several in a folder there. @throws CliError */
export async function writeOut(
  path: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<string[]> {
  const [only] = files;
  if (files.length !== 1 || !only || only.name.includes('/')) return writeFolder(path, files);
  await writeWhole(path, only.bytes);
  return [path];
}

export function encodePng({ width, height, data }: RgbImage): Promise<Uint8Array> {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgba.set(data.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  }
  return Transformer.fromRgbaPixels(rgba, width, height).png();
}
