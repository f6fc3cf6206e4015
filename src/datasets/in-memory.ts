import { openRegular } from '../files/read.ts';
import type { Split, SplitHandle } from './dataset.ts';
import { changedFile, exampleBytes, isInMemory, withReader } from './pixels.ts';
import { canceledError } from './reading/budget.ts';
import { sharedBytes } from './shared.ts';

/**
 * The split whole in memory that threads share.
 * @throws FileError; EngineError `canceled`; RangeError where there is no memory for it
 */
export async function inMemory(split: SplitHandle, canceled?: () => boolean): Promise<Split> {
  if (isInMemory(split)) return split;
  const { records, ...facts } = split;
  const { path, start, size, mtimeMs } = records;
  const images = sharedBytes(facts.count * exampleBytes(split));
  if (records.rows) {
    const all = Int32Array.from({ length: facts.count }, (_, at) => at);
    withReader(split, ({ read }) => read(all, images));
    return { ...facts, images };
  }
  const file = await openRegular(path, size);
  try {
    if (file.size !== size || file.mtimeMs !== mtimeMs) throw changedFile(path);
    let filled = 0;
    for await (const piece of file.pieces(start, start + images.length)) {
      if (canceled?.()) throw canceledError();
      images.set(piece, filled);
      filled += piece.length;
    }
    if (filled < images.length) throw changedFile(path);
  } finally {
    await file.close();
  }
  return { ...facts, images };
}
