import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'fflate';
import type { AsyncBuffer, Compressors, FileMetaData } from 'hyparquet';
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { decompressBrotli, decompressLz4, decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';
import { z } from 'zod';
import { writeNew } from '../../files/atomic.ts';
import { type RegularFile, withRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { LoadOptions } from '../dataset.ts';
import { canceledError } from '../reading/budget.ts';
import { listFolder } from '../reading/walk.ts';
import { requireFew } from '../sound.ts';
import type { Decoder } from './decoder.ts';
import { type LabeledFile, readImageFiles } from './image-files.ts';
import { imageOptions, readImageOptions } from './image-options.ts';
import { classify } from './labels.ts';

/** Bytes of a page unpacked, at most: a hostile file may announce any number. */
const maxPageBytes = 2 ** 30;
/** Rows of a group that are read at once where a group has more. */
const maxRows = 2000;

type Unpack = (input: Uint8Array, length: number) => Uint8Array;

/** Refuses a page that announces too much before memory is taken for it. */
const bounded =
  (unpack: Unpack): Unpack =>
  (input, length) => {
    if (length > maxPageBytes) throw new RangeError(`a page announces ${length} bytes`);
    return unpack(input, length);
  };

/** Snappy is in hyparquet itself. */
const compressors: Compressors = {
  GZIP: bounded((input, length) => gunzipSync(input, { out: new Uint8Array(length) })),
  ZSTD: bounded((input, length) => decompressZstd(input, new Uint8Array(length))),
  BROTLI: bounded(decompressBrotli),
  LZ4: bounded(decompressLz4),
  LZ4_RAW: bounded(decompressLz4Raw),
};

const bufferOf = (file: RegularFile): AsyncBuffer => ({
  byteLength: file.size,
  async slice(start, end = file.size) {
    const bytes = new Uint8Array(Math.max(0, Math.min(end, file.size) - start));
    const length = await file.read(bytes, start);
    return bytes.slice(0, length).buffer;
  },
});

const isParquet = (name: string): boolean => /\.parquet$/i.test(name);
const parts = ['train', 'validation', 'test'] as const;
type Part = (typeof parts)[number];

const partOf = (name: string): Part =>
  /^test/i.test(name) ? 'test' : /^(val|valid|validation|dev)/i.test(name) ? 'validation' : 'train';

/** Files by split, of a folder, a folder `data` in it, or the file itself. */
async function filesOf(path: string, isFolder: boolean): Promise<Record<Part, string[]>> {
  const found: Record<Part, string[]> = { train: [], validation: [], test: [] };
  if (!isFolder) return { ...found, train: [path] };
  for (const folder of [path, join(path, 'data')]) {
    for (const name of (await listFolder(folder)).files)
      if (isParquet(name)) found[partOf(name)].push(join(folder, name));
  }
  return found;
}

/** What Hugging Face's `datasets` writes beside a column of classes. */
const features = z.object({
  info: z.object({ features: z.record(z.string(), z.object({ names: z.array(z.string()).optional() })) }),
});

function classNames({ key_value_metadata: pairs = [] }: FileMetaData, column: string): string[] | null {
  try {
    const written = pairs.find(({ key }) => key === 'huggingface')?.value ?? '';
    return features.parse(JSON.parse(written)).info.features[column]?.names ?? null;
  } catch {
    return null;
  }
}

/** The bytes of a picture: the value itself, or `bytes` of what Hugging Face calls an image; null for none. */
function bytesIn(value: unknown): Uint8Array | null {
  if (value instanceof Uint8Array) return value;
  const inner = (value as { bytes?: unknown } | null)?.bytes;
  return inner instanceof Uint8Array ? inner : null;
}

interface Columns {
  readonly image: string;
  readonly label: string;
}

const labelNames = /^(label|labels|fine_label|class|target|y|category)$/i;
const imageNames = /^(image|img|picture|photo|pixels|x)$/i;

function columnsOf(path: string, metadata: FileMetaData, named: string | undefined): Columns {
  const all = parquetSchema(metadata).children.map(({ element, children }) => ({
    name: element.name,
    isImage:
      children.some((child) => child.element.name === 'bytes') ||
      (element.type === 'BYTE_ARRAY' && element.converted_type === undefined),
    isLabel: children.length === 0,
  }));
  const images = all.filter(({ isImage }) => isImage);
  const image = images.find(({ name }) => imageNames.test(name)) ?? images[0];
  const others = all.filter(({ name, isLabel }) => isLabel && name !== image?.name);
  const label =
    named === undefined
      ? (others.find(({ name }) => labelNames.test(name)) ?? (others.length === 1 ? others[0] : undefined))
      : others.find(({ name }) => name === named);
  if (image && label) return { image: image.name, label: label.name };
  throw new EngineError(
    'dataset-corrupt',
    message('imports.parquet-columns', { path, columns: all.map(({ name }) => name) }),
  );
}

interface Rows {
  readonly files: LabeledFile[];
  readonly labels: (string | number)[];
  names: string[] | null;
}

/** Writes the pictures of a file into a folder, where they are decoded as any other. */
async function unpack(
  path: string,
  folder: string,
  rows: Rows,
  label: string | undefined,
  { canceled, onProgress }: LoadOptions,
): Promise<void> {
  await withRegular(path, Number.MAX_SAFE_INTEGER, async (opened) => {
    const file = bufferOf(opened);
    const metadata = await parquetMetadataAsync(file);
    const columns = columnsOf(path, metadata, label);
    rows.names ??= classNames(metadata, columns.label);
    const total = Number(metadata.num_rows);
    requireFew(total, path);
    let start = 0;
    for (const group of metadata.row_groups) {
      const end = start + Number(group.num_rows);
      for (let from = start; from < end; from += maxRows) {
        if (canceled?.()) throw canceledError();
        const some = await parquetReadObjects({
          file,
          metadata,
          columns: [columns.image, columns.label],
          rowStart: from,
          rowEnd: Math.min(end, from + maxRows),
          compressors,
          utf8: false,
        });
        for (const [at, row] of some.entries()) {
          const name = join(folder, `${basename(path)} row ${from + at}`);
          // A row without a picture is an empty file, which is left out with its name.
          await writeNew(name, bytesIn(row[columns.image]) ?? new Uint8Array(0));
          rows.files.push({ file: name, label: rows.labels.length });
          const value: unknown = row[columns.label];
          rows.labels.push(typeof value === 'bigint' ? Number(value) : (value as string | number));
        }
        onProgress?.({ phase: message('datasets.reading'), done: Math.min(end, from + maxRows), total });
      }
      start = end;
    }
  });
}

/** Classes and labels of all rows. @throws EngineError `dataset-corrupt` for one that is no class */
function classesOf(path: string, values: readonly (string | number)[], names: string[] | null) {
  const bad = values.findIndex(
    (value) => typeof value !== 'string' && !(Number.isInteger(value) && value >= 0),
  );
  if (bad >= 0)
    throw new EngineError(
      'dataset-corrupt',
      message('datasets.npz-label', { file: path, example: bad, value: String(values[bad]) }),
    );
  const isNumbered = values.every((value) => typeof value === 'number');
  const texts = [...new Set(values.map(String))];
  const place = new Map(texts.map((text, at) => [text, at]));
  const raw = isNumbered
    ? ({ kind: 'numbers', values: Int32Array.from(values as number[]) } as const)
    : ({
        kind: 'names',
        values: Int32Array.from(values, (value) => place.get(String(value))!),
        names: texts,
      } as const);
  const { classes, labels } = classify({ all: raw }, path);
  const isNamed = isNumbered && names !== null && names.length >= classes.length;
  return { classes: isNamed ? names : classes, labels: labels.all! };
}

/** What goes wrong inside the reader, with the file's name. */
function corruptFile(path: string, error: unknown): unknown {
  if (error instanceof EngineError || (error as { code?: unknown }).code !== undefined) return error;
  // What the reader stumbles over is nothing that a person could use.
  const isStumble = error instanceof TypeError || error instanceof RangeError;
  const why = isStumble ? message('datasets.damaged') : (error as Error).message;
  return new EngineError('dataset-corrupt', message('datasets.not-read', { id: path, why }));
}

/**
 * Parquet (Apache) with pictures as bytes and a class in each row, as Hugging Face keeps data: a file, or a folder of files
 * whose names begin with their split.
 */
export const parquet: Decoder = {
  format: message('imports.format-parquet'),
  options: [...imageOptions, 'label'],
  sniff: async ({ path, isFolder, names }) =>
    isFolder
      ? names.some(isParquet) ||
        (names.includes('data') && (await listFolder(join(path, 'data'))).files.some(isParquet))
      : isParquet(path),
  async open(path, options, given) {
    const found = await filesOf(path, !isParquet(path));
    const folder = await mkdtemp(join(tmpdir(), 'convas-parquet-'));
    try {
      const labels: (string | number)[] = [];
      const files: Record<Part, LabeledFile[]> = { train: [], validation: [], test: [] };
      let names: string[] | null = null;
      for (const part of parts) {
        for (const file of found[part]) {
          const rows: Rows = { files: files[part], labels, names };
          await unpack(file, folder, rows, given['label'], options).catch((error: unknown) => {
            throw corruptFile(file, error);
          });
          names = rows.names;
        }
      }
      const marks = classesOf(path, labels, names);
      const labeled = Object.fromEntries(
        parts.map((part) => [
          part,
          files[part].map(({ file, label }) => ({ file, label: marks.labels[label]! })),
        ]),
      ) as Record<Part, LabeledFile[]>;
      const {
        parts: read,
        release,
        ...rest
      } = await readImageFiles(folder, labeled, readImageOptions(given), options);
      const first = read.train ?? read.validation ?? read.test!;
      return {
        classes: marks.classes,
        release,
        train: first,
        validation: read.train ? read.validation : null,
        test: read.train ? read.test : null,
        findings: {
          ...rest,
          leftOut: rest.leftOut.map(({ file, reason }) => ({ file: basename(file), reason })),
        },
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
