import { join } from 'node:path';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import type { LoadOptions } from '../dataset.ts';
import { archiveKind, withUnpacked } from '../reading/unpacked.ts';
import { listFolder } from '../reading/walk.ts';
import type { DecoderOptions } from '../reference.ts';
import { requireFew } from '../sound.ts';
import { cifarBinary } from './cifar-folder.ts';
import { csv } from './csv.ts';
import type { Decoded, Decoder } from './decoder.ts';
import { imageFolders } from './folders.ts';
import { readHead } from './head.ts';
import { idxFiles } from './idx-files.ts';
import { labeledFolder } from './labeled-folder.ts';
import { maskFolders } from './mask-folders.ts';
import { npyFiles, npz } from './npz.ts';
import { parquet } from './parquet.ts';
import { textFolders } from './text-folders.ts';

/** Formats of data at a path. The first that takes a path decodes it. */
export const decoders: readonly Decoder[] = [
  idxFiles,
  cifarBinary,
  npz,
  npyFiles,
  parquet,
  csv,
  labeledFolder,
  maskFolders,
  imageFolders,
  textFolders,
];

/** @throws EngineError `invalid` for an option that the format does not have */
function refuseUnknown(path: string, { format, options = [] }: Decoder, given: DecoderOptions): void {
  const unknown = Object.keys(given).find((name) => !options.includes(name));
  if (unknown === undefined) return;
  throw new EngineError(
    'invalid',
    message('imports.unknown-option', { path, option: unknown, format, known: options }),
  );
}

/** The one file of data in a folder that no format takes as a whole. @throws EngineError where there are several */
async function onlyFileIn(path: string): Promise<string | null> {
  const names = (await listFolder(path)).files.filter((name) => /\.(csv|tsv|npz|parquet|mat)$/i.test(name));
  if (names.length > 1)
    throw new EngineError('dataset-corrupt', message('imports.several-files', { path, names }));
  return names[0] === undefined ? null : join(path, names[0]);
}

/**
 * Decodes the data at a path, in whichever format they are.
 * @param isInside whether they come out of an archive: one inside another is not unpacked
 * @throws EngineError `dataset-corrupt` where no decoder takes them, and as `Decoder.open` does
 */
export async function decode(
  path: string,
  options: LoadOptions,
  given: DecoderOptions = {},
  isInside = false,
): Promise<Decoded & { readonly format: Message }> {
  const head = await readHead(path);
  for (const decoder of decoders) {
    if (!(await decoder.sniff(head))) continue;
    refuseUnknown(path, decoder, given);
    const decoded = await decoder.open(path, options, given);
    const { train, validation, test } = decoded;
    const examples = train.count + (validation?.count ?? 0) + (test?.count ?? 0);
    requireFew(examples, path);
    if (examples === 0) throw new EngineError('dataset-corrupt', message('imports.no-examples', { path }));
    return { ...decoded, format: decoder.format };
  }
  const only = head.isFolder ? await onlyFileIn(path) : null;
  if (only !== null) return decode(only, options, given, isInside);
  const kind = isInside ? null : archiveKind(head);
  if (kind) {
    return withUnpacked(path, kind, options, async (inside, leftOut) => {
      const decoded = await decode(inside, options, given, true);
      const { leftOut: others = [], ...findings } = decoded.findings ?? {};
      return { ...decoded, findings: { ...findings, leftOut: [...leftOut, ...others] } };
    });
  }
  const formats = [...decoders.map(({ format }) => format), message('imports.format-archive')];
  throw new EngineError('dataset-corrupt', message('datasets.no-format', { path, formats }));
}
