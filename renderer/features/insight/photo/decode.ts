import { t } from '../../../i18n/index.ts';
import type { Photo } from '../../../stores/input/inputStore.ts';
import { pixelsOf } from '../../../stores/input/pixelsOf.ts';

const words = t.insight.photo;
const maxFileBytes = 64 * 1024 * 1024;

/** Reads an image file as the browser does, turned upright. @throws Error in words, with the file's name */
export async function decodePhoto(file: File): Promise<Photo> {
  const name = file.name || words.pasted;
  if (file.size > maxFileBytes) throw new Error(words.tooLarge(name));
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(words.unreadable(name));
  });
  try {
    return { name, image: pixelsOf(bitmap, bitmap.width, bitmap.height) };
  } finally {
    bitmap.close();
  }
}
