import { join } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { writeAtomic } from '../files/atomic.ts';
import { explainFailure } from '../files/errors.ts';
import { type FolderFile, writeInto } from '../files/folder.ts';
import type { RgbImage } from '../insight/paint/tiles.ts';
import { message, sentence } from '../text/message.ts';
import { CliError } from './output.ts';

const inWords = (error: unknown, path: string): CliError =>
  new CliError(explainFailure(error, 'write', sentence(message('cli.file-unwritable', { file: path }))));

/** The file whole or not at all; to a device or a pipe as it is. @throws CliError */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await writeAtomic(path, bytes, { toStream: true }).catch((error: unknown) => {
    throw inWords(error, path);
  });
}

/** All files into a folder, or none. A folder that is there keeps what else is in it. @throws CliError */
export async function writeFolder(path: string, files: readonly FolderFile[]): Promise<string[]> {
  await writeInto(path, files).catch((error: unknown) => {
    throw inWords(error, path);
  });
  return files.map(({ name }) => join(path, name));
}

/** One file at that path, several in a folder there. @throws CliError */
export async function writeOut(path: string, files: readonly FolderFile[]): Promise<string[]> {
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
