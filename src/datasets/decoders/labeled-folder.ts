import { basename, join, relative } from 'node:path';
import { openRegular, withRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import type { LeftOutFile } from '../../protocol/import-report.ts';
import { type Message, message } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { TargetSpec } from '../../training/target.ts';
import type { SplitHandle } from '../dataset.ts';
import { listFolder, walk } from '../reading/walk.ts';
import type { DecoderOptions } from '../reference.ts';
import { cellsOf, isNumber, separatorOf } from './csv-cells.ts';
import { beginningOf, utf8 } from './csv-file.ts';
import { columnNamed } from './csv-layout.ts';
import { csvRows } from './csv-rows.ts';
import type { Decoder } from './decoder.ts';
import { isImageName, type LabeledFile, readImageFiles } from './image-files.ts';
import { imageOptions, readImageOptions } from './image-options.ts';

const isList = (name: string): boolean => /\.(csv|tsv)$/i.test(name) && !name.startsWith('.');
/** Bytes that a list of labels may have. */
const maxListBytes = 2 ** 28;
const splitColumn = /^(split|set|subset|part|partition)$/i;
const labelColumn = /^(label|labels|class|classes|target|y|category|species|breed)$/i;
const partNames = {
  train: /^train/i,
  validation: /^(val|valid|validation|dev)/i,
  test: /^test/i,
} as const;
type Part = keyof typeof partNames;
const parts = Object.keys(partNames) as Part[];

/** Whether a file is a list of labels, by its beginning. */
interface List {
  readonly separator: string;
  readonly names: readonly string[] | null;
  readonly columns: number;
  /** The column of the files' names. */
  readonly file: number;
}

/** Images below a folder by what a list may call them: their path below it, their name, their name without ending. */
function indexOf(folder: string, files: readonly string[]): Map<string, string> {
  const known = new Map<string, string>();
  const add = (key: string, file: string): void => {
    const composed = key.normalize('NFC');
    if (!known.has(composed)) known.set(composed, file);
  };
  for (const file of files) {
    const path = relative(folder, file).replaceAll('\\', '/');
    add(path, file);
    add(basename(file), file);
    add(basename(file).replace(/\.[^.]+$/, ''), file);
  }
  return known;
}

const keyOf = (cell: string): string => cell.normalize('NFC').replaceAll('\\', '/').replace(/^\.\//, '');

/** How a list is meant; null where no column names the images. */
async function listOf(path: string, images: ReadonlyMap<string, string>): Promise<List | null> {
  const { text, whole } = await withRegular(path, maxListBytes, beginningOf);
  const separator = separatorOf(text, whole);
  const rows = cellsOf(text, separator, whole);
  const columns = rows[0]?.length ?? 0;
  const body = rows.length > 1 ? rows.slice(1) : rows;
  for (let column = 0; column < columns; column++) {
    const found = body.filter((row) => images.has(keyOf(row[column] ?? ''))).length;
    if (found === 0 || found < body.length / 2) continue;
    const isNamed = !images.has(keyOf(rows[0]![column] ?? ''));
    return columns < 2 ? null : { separator, names: isNamed ? rows[0]! : null, columns, file: column };
  }
  return null;
}

/** The folder's images and its list of labels. */
interface Found {
  readonly files: readonly string[];
  readonly images: ReadonlyMap<string, string>;
  readonly list: List;
  readonly name: string;
}

/** Null where it is another kind of folder. */
async function find(path: string, names: readonly string[]): Promise<Found | null> {
  if (!names.some(isList)) return null;
  const files = (await walk(path)).files.filter(isImageName);
  if (files.length === 0) return null;
  const images = indexOf(path, files);
  for (const name of names.filter(isList)) {
    const list = await listOf(join(path, name), images);
    if (list) return { files, images, list, name };
  }
  return null;
}

/** What a row of the list says of an image. */
interface ListedImage {
  readonly file: string;
  readonly part: Part;
  readonly name: string;
  readonly values: readonly number[];
}

/** Which columns say what an image comes with. */
interface Meaning {
  readonly label: number;
  readonly split: number;
  readonly numbers: readonly number[] | null;
  readonly flags: readonly number[] | null;
}

function meaningOf(list: List, given: DecoderOptions): Meaning {
  const named = (option: 'label' | 'labels' | 'numbers'): number[] | null =>
    given[option]?.split(',').map((each) => columnNamed(each.trim(), list, option)) ?? null;
  const places = Array.from({ length: list.columns }, (_, at) => at).filter((at) => at !== list.file);
  const find = (pattern: RegExp): number => places.find((at) => pattern.test(list.names?.[at] ?? '-')) ?? -1;
  const split = find(splitColumn);
  const likely = find(labelColumn);
  const [label = 0] =
    named('label') ?? (likely >= 0 ? [likely] : places.filter((at) => at !== split).slice(0, 1));
  return { label, split, numbers: named('numbers'), flags: named('labels') };
}

const partOf = (cell: string): Part => parts.find((part) => partNames[part].test(cell)) ?? 'train';

/** Reads a row. @throws EngineError where it cannot be used */
function readRow(
  cells: readonly string[],
  file: string,
  { label, split, numbers, flags }: Meaning,
): ListedImage {
  const refuse = (why: Message): never => {
    throw new EngineError('dataset-corrupt', why);
  };
  const values = (numbers ?? flags ?? []).map((column) => {
    const cell = cells[column] ?? '';
    const value = isNumber(cell, false) ? Number(cell) : Number.NaN;
    if (!Number.isFinite(value)) refuse(message('imports.csv-missing', { value: column + 1 }));
    if (flags && value !== 0 && value !== 1) refuse(message('imports.csv-no-flag', { value: column + 1 }));
    return value;
  });
  const name = (cells[label] ?? '').normalize('NFC');
  if (!numbers && !flags && name === '') refuse(message('imports.no-label'));
  const part = split < 0 ? 'train' : partOf(cells[split] ?? '');
  return { file, part, name, values };
}

/** Reads the list, and says which of its images are not there. */
async function readList(path: string, { images, list, name }: Found, meaning: Meaning) {
  const rows: ListedImage[] = [];
  const leftOut: LeftOutFile[] = [];
  const named = new Set<string>();
  const opened = await openRegular(join(path, name), maxListBytes);
  try {
    const { encoding } = await beginningOf(opened);
    let isHeader = list.names !== null;
    for await (const { cells, line } of csvRows(name, utf8(opened, encoding), list.separator)) {
      const file = images.get(keyOf(cells[list.file] ?? ''));
      if (isHeader) isHeader = false;
      else if (file === undefined) {
        leftOut.push({ file: cells[list.file] ?? '', reason: message('imports.not-in-folder', { line }) });
      } else if (named.has(file)) {
        leftOut.push({ file: cells[list.file]!, reason: message('imports.listed-again', { line }) });
      } else {
        named.add(file);
        try {
          rows.push(readRow(cells, file, meaning));
        } catch (error) {
          if (!(error instanceof EngineError)) throw error;
          const why = textOf(error);
          throw new EngineError('dataset-corrupt', message('datasets.at-line', { file: name, line, why }));
        }
      }
    }
  } finally {
    await opened.close();
  }
  return { rows, leftOut };
}

/** What the images come with, and how it is called. */
function targetFrom(list: List, { numbers, flags }: Meaning): TargetSpec | undefined {
  const names = (numbers ?? flags ?? []).map((column) => list.names?.[column] || String(column));
  if (numbers) return { kind: 'numbers', count: names.length, names };
  return flags ? { kind: 'labels', names } : undefined;
}

/**
 * A folder of images, in folders or not, and beside them a CSV file that gives each a class, labels of 0 and 1, or numbers;
 * a column may say which split it belongs to.
 */
export const labeledFolder: Decoder = {
  format: message('imports.format-labeled'),
  options: [...imageOptions, 'label', 'labels', 'numbers'],
  sniff: async ({ path, isFolder, names }) => isFolder && (await find(path, names)) !== null,
  async open(path, options, given) {
    const found = await find(path, (await listFolder(path)).files);
    if (!found) throw new EngineError('dataset-corrupt', message('imports.no-list', { path }));
    const meaning = meaningOf(found.list, given);
    const { rows, leftOut } = await readList(path, found, meaning);
    const listed = new Set(rows.map(({ file }) => file));
    for (const file of found.files) {
      const reason = message('imports.not-in-list', { list: found.name });
      if (!listed.has(file)) leftOut.push({ file: relative(path, file), reason });
    }
    const target = targetFrom(found.list, meaning);
    const classes = target ? [] : [...new Set(rows.map(({ name }) => name))].sort();
    const place = new Map(classes.map((name, at) => [name, at]));
    // Images are read with their row's number as their label, by which what they come with is found again.
    const numbered = rows.map(({ file, part }, label) => ({ file, part, label }));
    const of = (part: Part): LabeledFile[] => numbered.filter((row) => row.part === part);
    const byPart = { train: of('train'), validation: of('validation'), test: of('test') };
    const imageOptions = readImageOptions(given);
    const { parts: read, release, ...rest } = await readImageFiles(path, byPart, imageOptions, options);
    const complete = (split: SplitHandle): SplitHandle => {
      const own = Array.from(split.labels, (at) => rows[at]!);
      const labels = Int32Array.from(own, ({ name }) => place.get(name) ?? 0);
      if (!target) return { ...split, labels };
      return { ...split, labels, targets: Float32Array.from(own.flatMap(({ values }) => values)) };
    };
    const column = found.list.names?.[meaning.label] || String(meaning.label);
    const detail = ({ file, reason }: LeftOutFile) => ({
      file: relative(path, file) || basename(file),
      reason,
    });
    return {
      classes,
      ...(target && { target }),
      release,
      train: complete(read.train ?? read.validation ?? read.test!),
      validation: read.train && read.validation ? complete(read.validation) : null,
      test: read.train && read.test ? complete(read.test) : null,
      findings: {
        ...rest,
        changes: [...rest.changes, ...(target ? [] : [message('imports.label-column', { column })])],
        leftOut: [...leftOut, ...rest.leftOut.map(detail)],
      },
    };
  },
};
