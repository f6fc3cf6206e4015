import { unzipSync } from 'fflate';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';

/** Texts are far smaller, weights are floats, which compress little: what unpacks to more is made to fill a disk. */
const maxTextBytes = 256 * 1024 * 1024;
const maxRatio = 20;
const sizeAllowance = 64 * 1024 * 1024;

const outside = (name: string): boolean =>
  name.startsWith('/') || name.includes('\\') || /^[A-Za-z]:/.test(name) || name.split('/').includes('..');

/**
 * Unpacks some entries of a zip archive, in memory alone.
 * @param file its name, for errors
 * @returns the wanted entries that it has
 * @throws TextError for an archive that is damaged, repeats a name, leads outside, or unpacks to far more than it is
 */
export function readArchive(
  bytes: Uint8Array,
  file: string,
  wanted: Readonly<Record<string, 'text' | 'numbers'>>,
): Readonly<Record<string, Uint8Array>> {
  const seen = new Set<string>();
  try {
    return unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        if (outside(name)) throw new TextError(message('import.entry-outside', { file, entry: name }));
        if (seen.has(name)) throw new TextError(message('import.entry-twice', { file, entry: name }));
        seen.add(name);
        if (!Object.hasOwn(wanted, name)) return false;
        const most = wanted[name] === 'text' ? maxTextBytes : maxRatio * size + sizeAllowance;
        if (originalSize > most)
          throw new TextError(message('import.too-large', { file, what: name, bytes: originalSize, most }));
        return true;
      },
    });
  } catch (error) {
    if (error instanceof TextError) throw error;
    throw new TextError(message('import.not-zip', { file }), { cause: error });
  }
}
