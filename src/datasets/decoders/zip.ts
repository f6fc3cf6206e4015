import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { codeOf } from '../../files/errors.ts';
import type { RegularFile } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { cannotUnpack, maxUnpackedBytes, memberContent } from '../reading/unpack.ts';
import { zipName } from '../zip-name.ts';
import { crc32 } from './crc32.ts';

/** A file in a zip archive. */
export interface ZipMember {
  readonly name: string;
  /** Bytes once unpacked, as the archive says. */
  readonly size: number;
  /**
   * Its content in pieces, from the beginning each time it is asked for.
   * @throws EngineError `dataset-corrupt` where it is not as long as announced, or its checksum is another
   */
  content(): AsyncGenerator<Uint8Array>;
}

/** Members of an archive that are looked at: far more than any has that holds arrays. */
const maxMembers = 10_000;
const stored = 0;
const deflated = 8;
/** In an entry's flags: its name is UTF-8. */
const nameIsUtf8 = 0x800;
/** The extra field that has the name in UTF-8. */
const unicodePath = 0x7075;

/** yauzl's way to a file that is open already. */
class FileAccess extends RandomAccessReader {
  readonly #file: RegularFile;
  constructor(file: RegularFile) {
    super();
    this.#file = file;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#file.pieces(start, end), { objectMode: false });
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#file.read(buffer.subarray(offset, offset + length), position).then(
      (bytesRead) => callback(null, bytesRead),
      (error) => callback(error as Error),
    );
  }
  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}

/** What was thrown, unless it is yauzl's own: that has no translation, and names fields of the format. */
function whyOf(error: unknown): unknown {
  if (error instanceof TextError || codeOf(error) !== '') return error;
  const [, name] = /^(?:invalid relative path|absolute path): (.*)$/s.exec((error as Error).message) ?? [];
  return name === undefined ? message('datasets.no-zip') : message('imports.unsafe-name', { name });
}

/**
 * The members of a zip archive whose names are wanted; of two with the same name the first. Nothing is unpacked yet.
 * @throws EngineError `dataset-corrupt`
 */
export async function openZip(
  file: RegularFile,
  wanted: (name: string) => boolean,
  most = maxMembers,
): Promise<ReadonlyMap<string, ZipMember>> {
  const members = new Map<string, ZipMember>();
  try {
    const zip = await fromRandomAccessReaderPromise(new FileAccess(file), file.size, { autoClose: false });
    if (zip.entryCount > most)
      throw new TextError(message('datasets.too-many-members', { members: zip.entryCount }));
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (wanted(name) && !members.has(name)) members.set(name, memberOf(file, zip, entry, name));
    }
  } catch (error) {
    throw cannotUnpack(file.path, whyOf(error));
  }
  return members;
}

function nameOf({ fileName, fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const declared =
    (generalPurposeBitFlag & nameIsUtf8) !== 0 || extraFields.some(({ id }) => id === unicodePath);
  return declared ? fileName : zipName(fileNameRaw).replaceAll('\\', '/');
}

function memberOf(file: RegularFile, zip: ZipFile, entry: Entry, name: string): ZipMember {
  const { uncompressedSize: size, compressedSize: packed, compressionMethod: method } = entry;
  const fail = (why: Message): never => {
    throw cannotUnpack(`${file.path}, ${name}`, why);
  };
  const check = (): void => {
    if (entry.isEncrypted()) fail(message('datasets.encrypted'));
    if (method !== stored && method !== deflated) fail(message('datasets.unknown-method', { method }));
    if (method === stored ? size !== packed : size > maxUnpackedBytes(packed)) {
      fail(message('datasets.impossible-size', { bytes: size, packed }));
    }
  };
  return {
    name,
    size,
    async *content() {
      check();
      let length = 0;
      let checksum = 0;
      try {
        const { fileDataStart: start } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
        for await (const piece of memberContent(file, start, start + packed, method === deflated)) {
          length += piece.length;
          if (length > size) fail(message('datasets.more-than-declared', { bytes: size }));
          checksum = crc32(piece, checksum);
          yield piece;
        }
      } catch (error) {
        throw error instanceof EngineError ? error : cannotUnpack(`${file.path}, ${name}`, whyOf(error));
      }
      if (length < size) fail(message('datasets.ends-after', { bytes: length, expected: size }));
      if (checksum !== entry.crc32) fail(message('datasets.wrong-checksum'));
    },
  };
}
