import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openRegular, type RegularFile, withRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message, type Text } from '../../text/message.ts';
import type { LoadOptions, Split } from '../dataset.ts';
import { loading } from '../reading/budget.ts';
import type { DecoderOptions } from '../reference.ts';
import { requireFew } from '../sound.ts';
import {
  changesOf,
  extentOf,
  type Layout,
  largestArray,
  layoutOf,
  readPixels,
  shapeOf,
} from './array-images.ts';
import { areNumbers, readNumbers } from './array-numbers.ts';
import { readTargets, targetKindOf } from './array-targets.ts';
import { type ArrayPair, type ChosenArrays, chooseArrays } from './choose-arrays.ts';
import type { Decoded, Decoder, PathHead } from './decoder.ts';
import type { ImageFileOptions } from './image-files.ts';
import { readImageOptions } from './image-options.ts';
import { classify, type RawLabels, readLabels } from './labels.ts';
import { type NpyArray, openNpy } from './npy.ts';
import { openZip } from './zip.ts';

const corrupt = (why: Message) => new EngineError('dataset-corrupt', why);

/** A split's arrays, their values still unread. */
interface Plan extends ArrayPair<NpyArray> {
  readonly count: number;
  /** Null where the examples are no images. */
  readonly layout: Layout | null;
}

function planOf({ images, labels }: ArrayPair<NpyArray>, file: string, isNumbers: boolean): Plan {
  const layout = isNumbers ? null : layoutOf(images, file);
  const count = layout?.count ?? images.shape[0] ?? 0;
  requireFew(count, file);
  if (images.size > largestArray)
    throw corrupt(message('datasets.npz-pixels', { file, pixels: images.size, most: largestArray }));
  const rows = labels.shape[0] ?? 0;
  if (rows !== count) throw corrupt(message('datasets.npz-labels', { file, images: count, labels: rows }));
  return { images, labels, count, layout };
}

const partNames = ['train', 'validation', 'test'] as const;
type Part = (typeof partNames)[number];

const exampleShape = ({ images, layout }: Plan): Split['shape'] =>
  layout ? shapeOf(layout) : images.shape.slice(1);

/** @throws EngineError `dataset-corrupt` where the images of a split are of another size than those trained on */
function requireOneSize(plans: Readonly<Record<Part, Plan | null>>, file: string): void {
  const own = exampleShape(plans.train!).join(' × ');
  for (const part of partNames) {
    const plan = plans[part];
    const other = plan ? exampleShape(plan).join(' × ') : own;
    if (other !== own) throw corrupt(message('imports.sizes-differ', { file, part, own, other }));
  }
}

const lastName = (name: string): string => name.slice(name.lastIndexOf(', ') + (name.includes(', ') ? 2 : 0));

/** What a file holds, in words, for who is to say which arrays are meant. */
const describe = (arrays: readonly NpyArray[]): string[] =>
  arrays.map(({ name, shape, type }) => `${lastName(name)} (${shape.join(' × ') || '1'}, ${type})`);

/** The arrays that a person named, or those that are clear. @throws EngineError `dataset-corrupt`, `invalid` */
function choose(arrays: readonly NpyArray[], file: string, given: DecoderOptions): ChosenArrays<NpyArray> {
  const named = (option: string): NpyArray | null => {
    const name = given[option];
    if (name === undefined) return null;
    const found = arrays.find((array) => lastName(array.name) === name);
    if (found) return found;
    throw new EngineError('invalid', message('imports.no-array', { file, name, arrays: describe(arrays) }));
  };
  const [images, labels] = [named('images'), named('labels')];
  if (images && labels) return { train: { images, labels }, validation: null, test: null };
  const own = arrays.map((array) => ({ ...array, name: lastName(array.name), array }));
  const found = chooseArrays(own);
  if (!found) throw corrupt(message('imports.npz-unclear', { file, arrays: describe(arrays) }));
  const pair = (of: ArrayPair<(typeof own)[number]> | null) =>
    of && { images: of.images.array, labels: of.labels.array };
  return { train: pair(found.train)!, validation: pair(found.validation), test: pair(found.test) };
}

type PartOf<T> = Readonly<Record<Part, T | null>>;

/** What examples come with: their class, or targets. */
async function readAnswers(plans: PartOf<Plan>, path: string, given: DecoderOptions) {
  const labelsOf = (part: Part): NpyArray | undefined => plans[part]?.labels;
  const kind = await targetKindOf(plans.train!.labels, given);
  const zeros = (part: Part): Int32Array | null => plans[part] && new Int32Array(plans[part].count);
  if (kind !== 'class') {
    const of = { train: labelsOf('train'), validation: labelsOf('validation'), test: labelsOf('test') };
    const { spec, targets } = await readTargets<Part>(kind, of, path);
    const labels = { train: zeros('train'), validation: zeros('validation'), test: zeros('test') };
    const changes = given['target'] === undefined ? [message('imports.array-target', { kind })] : [];
    return { classes: [], target: spec, targets, labels, changes };
  }
  const raw: Record<Part, RawLabels | null> = { train: null, validation: null, test: null };
  for (const part of partNames) {
    const labels = labelsOf(part);
    if (labels && labels.shape.length > 2)
      throw corrupt(message('imports.targets-shape', { file: path, shape: labels.shape }));
    raw[part] = labels ? await readLabels(labels) : null;
  }
  return { ...classify(raw, path), target: undefined, targets: null, changes: [] };
}

/** The bytes of the examples of all splits, as they are kept, and what was done to them. */
async function readExamples(plans: PartOf<Plan>, options: ImageFileOptions) {
  const bytes: Record<Part, Uint8Array | null> = { train: null, validation: null, test: null };
  const changes: Text[] = [];
  const images = partNames.flatMap((part) => (plans[part]?.layout ? [plans[part].images] : []));
  const extent = await extentOf(images);
  for (const part of partNames) {
    const plan = plans[part];
    if (!plan) continue;
    const { layout } = plan;
    if (layout) {
      const read = await readPixels({ ...plan, layout }, extent, options);
      bytes[part] = read.pixels;
      if (part === 'train') changes.push(...changesOf(layout), ...(read.change ? [read.change] : []));
    } else bytes[part] = new Uint8Array((await readNumbers(plan.images)).buffer);
  }
  return { bytes, changes, extent };
}

async function decodeArrays(
  arrays: readonly NpyArray[],
  path: string,
  options: LoadOptions,
  given: DecoderOptions,
): Promise<Decoded> {
  const images = readImageOptions(given);
  const chosen = choose(arrays, path, given);
  const isNumbers = await areNumbers(chosen.train.images, given);
  const plan = (pair: ArrayPair<NpyArray> | null): Plan | null => pair && planOf(pair, path, isNumbers);
  const plans = { train: plan(chosen.train)!, validation: plan(chosen.validation), test: plan(chosen.test) };
  requireOneSize(plans, path);
  const bytes = partNames
    .flatMap((part) => plans[part] ?? [])
    .reduce((sum, { images: own, labels }) => sum + (isNumbers ? 4 : 2) * own.size + 4 * labels.size, 0);
  const work = async (): Promise<Decoded> => {
    const read = await readExamples(plans, images);
    const { classes, target, targets, labels, changes } = await readAnswers(plans, path, given);
    const split = (part: Part): Split | null => {
      const own = plans[part];
      return (
        own && {
          count: own.count,
          shape: exampleShape(own),
          ...(isNumbers && { dtype: 'float32' as const }),
          images: read.bytes[part]!,
          labels: labels[part]!,
          ...(targets?.[part] && { targets: targets[part] }),
        }
      );
    };
    const { most } = read.extent;
    const isDark = images.bits === 16 && most > 255 && most < 4096;
    return {
      classes,
      ...(target && { target }),
      train: split('train')!,
      validation: split('validation'),
      test: split('test'),
      findings: {
        changes: [
          ...(isNumbers && given['examples'] === undefined ? [message('imports.as-numbers')] : []),
          ...read.changes,
          ...changes,
        ],
        warnings: isDark ? [message('imports.twelve-bits', { peak: most })] : [],
      },
    };
  };
  return loading.hold(bytes, path, work, options.canceled);
}

const isArray = (name: string): boolean => /\.npy$/i.test(name);
const arrayOptions = ['images', 'labels', 'examples', 'target', 'background', 'bits'] as const;

/** How a zip archive begins. */
const zipMagic = [0x50, 0x4b, 0x03, 0x04];

/** Whether a file is a zip archive by its first bytes. */
export const isZip = ({ isFolder, bytes }: Pick<PathHead, 'isFolder' | 'bytes'>): boolean =>
  !isFolder && zipMagic.every((byte, at) => bytes[at] === byte);

async function holdsArrays(path: string): Promise<boolean> {
  const members = await withRegular(path, Number.MAX_SAFE_INTEGER, (file) => openZip(file, isArray)).catch(
    () => null,
  );
  return members !== null && members.size > 0;
}

/**
 * A NumPy archive of images and labels. The arrays are read a piece at a time, so that no more memory is taken than
 * their pixels and labels need.
 */
export const npz: Decoder = {
  format: message('datasets.format-npz'),
  options: arrayOptions,
  sniff: async (head) =>
    !head.isFolder && (/\.npz$/i.test(head.path) || (isZip(head) && (await holdsArrays(head.path)))),
  open: (path, options, given) =>
    withRegular(path, Number.MAX_SAFE_INTEGER, async (file) => {
      const members = [...(await openZip(file, isArray)).values()];
      const arrays = [];
      const refused: Message[] = [];
      for (const { name, size, content } of members) {
        try {
          arrays.push(await openNpy(`${path}, ${name.replace(isArrayEnd, '')}`, size, content));
        } catch (error) {
          // An array that no one needs may be of any kind.
          if (!(error instanceof EngineError)) throw error;
          refused.push(error.text as Message);
        }
      }
      try {
        return await decodeArrays(arrays, path, options, given);
      } catch (error) {
        const isUnclear = error instanceof EngineError && refused.length > 0 && arrays.length < 2;
        throw isUnclear ? corrupt(refused[0]!) : error;
      }
    }),
};

const isArrayEnd = /\.npy$/i;

/** NumPy arrays as files: a folder of them, or one of them with the others beside it. */
export const npyFiles: Decoder = {
  format: message('imports.format-npy'),
  options: arrayOptions,
  sniff: ({ path, isFolder, names }) => (isFolder ? names.some(isArray) : isArray(path)),
  async open(path, options, given) {
    const folder = (await stat(path)).isDirectory() ? path : dirname(path);
    const names = (await readdir(folder)).filter((name) => isArray(name) && !name.startsWith('.')).sort();
    const files: RegularFile[] = [];
    try {
      const arrays: NpyArray[] = [];
      for (const name of names) {
        const file = await openRegular(join(folder, name), Number.MAX_SAFE_INTEGER);
        files.push(file);
        arrays.push(
          await openNpy(`${folder}, ${name.replace(isArrayEnd, '')}`, file.size, () => file.pieces()),
        );
      }
      return await decodeArrays(arrays, path, options, given);
    } finally {
      for (const file of files) await file.close();
    }
  },
};
