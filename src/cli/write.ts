import { join } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { type FileData, writeAtomic } from '../files/atomic.ts';
import { explainFailure } from '../files/errors.ts';
import { type FolderFiles, writeInto } from '../files/folder.ts';
import type { RgbImage } from '../insight/paint/tiles.ts';
import { message, sentence } from '../text/message.ts';
import { CliError } from './output.ts';

const inWords = (error: unknown, path: string): CliError =>
  new CliError(explainFailure(error, 'write', sentence(message('cli.file-unwritable', { file: path }))));

/** The file whole or not at all; to a device or a pipe as it is. @throws CliError */
export async function writeWhole(path: string, bytes: FileData): Promise<void> {
  await writeAtomic(path, bytes, { toStream: true }).catch((error: unknown) => {
    throw inWords(error, path);
  });
}

/** All files into a folder, or none. A folder that is there keeps what else is in it. @throws CliError */
export async function writeFolder(path: string, files: FolderFiles): Promise<string[]> {
  const names = await writeInto(path, files).catch((error: unknown) => {
    throw inWords(error, path);
  });
  return names.map((name) => join(path, name));
}

export function encodePng({ width, height, data }: RgbImage): Promise<Uint8Array> {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgba.set(data.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  }
  return Transformer.fromRgbaPixels(rgba, width, height).png();
}
