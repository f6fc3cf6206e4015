import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { LoadOptions } from '../dataset.ts';
import { requireFew } from '../sound.ts';
import { cifarBinary } from './cifar-folder.ts';
import { csv } from './csv.ts';
import type { Decoded, Decoder } from './decoder.ts';
import { imageFolders } from './folders.ts';
import { readHead } from './head.ts';
import { idxFiles } from './idx-files.ts';
import { npz } from './npz.ts';

/** Formats of data at a path. The first that takes a path decodes it. */
export const decoders: readonly Decoder[] = [idxFiles, cifarBinary, npz, csv, imageFolders];

/**
 * Decodes the data at a path, in whichever format they are.
 * @throws EngineError `dataset-corrupt` where no decoder takes them, and as `Decoder.open` does
 */
export async function decode(path: string, options: LoadOptions): Promise<Decoded> {
  const head = await readHead(path);
  for (const decoder of decoders) {
    if (!(await decoder.sniff(head))) continue;
    const decoded = await decoder.open(path, options);
    requireFew(decoded.train.count + (decoded.test?.count ?? 0), path);
    return decoded;
  }
  const formats = decoders.map(({ format }) => format);
  throw new EngineError('dataset-corrupt', message('datasets.no-format', { path, formats }));
}
