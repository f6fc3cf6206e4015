import { z } from 'zod';
import { textSchema } from '../text/schema.ts';
import { bytes, shape } from './data.ts';
import { dataCheck } from './data-check.ts';
import { inspection } from './import-report.ts';

/*
 * A person's own data: files that a page hands over, the data they used lately, and examples that they collect in the
 * app. Spread into `calls`.
 */

const nothing = z.object({});

/** Bytes that a page may hand over at once: a page copies them, while the engine reads a path where it is. */
export const maxUploadBytes = 2 * 1024 ** 3;
export const maxUploadFiles = 500_000;
/** Bytes of one message of an upload. */
export const maxPieceBytes = 4 * 1024 * 1024;

const uploadFile = z.object({
  /** Its path below the dataset's folder, with `/`. */
  path: z.string().min(1).max(4096),
  size: z.int().min(0),
  /** SHA-256 of its content: a file that the engine has is not sent again. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

export const recentData = z.object({
  path: z.string(),
  /** The last part of the path. */
  name: z.string(),
  /** ISO 8601. */
  usedAt: z.string(),
  /** `elsewhere`: the person's own files; `copied`, `collected`: kept by Convas, and deleted with the entry. */
  place: z.enum(['elsewhere', 'copied', 'collected']),
  exists: z.boolean(),
});

/** Examples collected in the app: a folder for each class, a PNG for each example, all of one shape. */
export const collection = z.object({
  id: z.string(),
  name: z.string(),
  /** The dataset's path. */
  path: z.string(),
  /** `[height, width, channels]` */
  shape,
  classes: z.array(z.object({ name: z.string(), count: z.int() })),
});

const className = z.string().min(1).max(100);
const inClass = z.object({ collection: z.string(), class: className });
const state = z.object({ collection });

export const ownDataCalls = {
  /**
   * Takes files from a page and keeps them in a folder of their own. Stays open until all bytes are there (`uploads.put`);
   * the first report has the upload's id and, of files announced with hashes, which the engine lacks. Canceled, or its
   * connection closed, it leaves nothing behind.
   */
  'uploads.receive': {
    params: z.object({ name: z.string().max(1024), files: z.array(uploadFile).min(1).max(maxUploadFiles) }),
    /** Of the folder, or of the only file. */
    result: z.object({ path: z.string() }),
    progress: z.object({
      upload: z.string(),
      done: z.number(),
      total: z.number(),
      /** Places in the list of `files`, of those that are to be sent; all where it is left out. */
      missing: z.array(z.int()).optional(),
    }),
  },
  /** Pieces of files, each after the one before: `file` counts in the list of `uploads.receive`. */
  'uploads.put': {
    params: z.object({
      upload: z.string(),
      pieces: z
        .array(
          z.object({
            file: z.int().min(0),
            offset: z.int().min(0),
            bytes: bytes.refine(({ length }) => length <= maxPieceBytes),
          }),
        )
        .max(10_000),
    }),
    result: nothing,
  },
  'recents.list': { params: nothing, result: z.object({ recents: z.array(recentData) }) },
  /** The data at a path are in use: first in the list from now on. */
  'recents.add': { params: z.object({ path: z.string().min(1).max(4096) }), result: nothing },
  /** Takes data from the list; what Convas keeps of them is deleted an hour later. */
  'recents.remove': { params: z.object({ path: z.string() }), result: nothing },
  /** Undoes `recents.remove`. */
  'recents.restore': { params: z.object({ path: z.string() }), result: nothing },
  'collections.list': { params: nothing, result: z.object({ collections: z.array(collection) }) },
  'collections.create': {
    params: z.object({
      name: z.string().min(1).max(100),
      height: z.int().min(8).max(512),
      width: z.int().min(8).max(512),
      channels: z.union([z.literal(1), z.literal(3)]),
      classes: z.array(className).max(1000),
    }),
    result: state,
  },
  'collections.addClass': { params: inClass, result: state },
  'collections.renameClass': { params: inClass.extend({ to: className }), result: state },
  /** `undo` names what `collections.restore` brings back. */
  'collections.deleteClass': { params: inClass, result: state.extend({ undo: z.string() }) },
  /** Adds images of the collection's shape: `[count, height, width, channels]`. */
  'collections.addExamples': { params: inClass.extend({ images: bytes }), result: state },
  /** Deletes the examples at these places in the order of `collections.examples`. */
  'collections.deleteExamples': {
    params: inClass.extend({ indices: z.array(z.int().min(0)).min(1).max(100_000) }),
    result: state.extend({ undo: z.string() }),
  },
  'collections.restore': { params: z.object({ collection: z.string(), undo: z.string() }), result: state },
  /** Examples of a class, the latest first, shrunk so that no side is longer than `side`. */
  'collections.examples': {
    params: inClass.extend({
      offset: z.int().min(0),
      count: z.int().min(1).max(1000),
      side: z.int().min(8).max(512),
    }),
    /** `images`: `[count, height, width, channels]`, `shape` of one of them. */
    result: z.object({ shape, images: bytes, total: z.int() }),
  },
} as const;

/** What crosses the wire when a person looks through a dataset. */
export const exploreCalls = {
  /** The labels of all examples, in order: `width` bytes each, little-endian. Filters are computed of them. */
  'datasets.labels': {
    params: z.object({ dataset: z.string() }),
    result: z.object({ width: z.union([z.literal(1), z.literal(4)]), train: bytes, test: bytes }),
    progress: z.object({ phase: textSchema, done: z.number(), total: z.number() }),
  },
  /** What became of a dataset as it was read: what is in it, what was left out and changed, what looks wrong. */
  'datasets.inspect': {
    params: z.object({ dataset: z.string() }),
    result: inspection,
    progress: z.object({ phase: textSchema, done: z.number(), total: z.number() }),
  },
  /** What looks wrong, example by example, and what is in the test split and in training: computed once, then kept. */
  'datasets.check': {
    params: z.object({ dataset: z.string() }),
    result: dataCheck,
    progress: z.object({ phase: textSchema, done: z.number(), total: z.number() }),
  },
  /** Of the training images, over all of them: computed once, then kept with the data. */
  'datasets.pixelStatistics': {
    params: z.object({ dataset: z.string() }),
    result: z.object({
      /** Of each channel: mean and standard deviation (of the population), smallest and largest, 0 to 255. */
      channels: z.array(z.object({ mean: z.number(), std: z.number(), min: z.number(), max: z.number() })),
      shape,
      /** The mean of each pixel, rounded: `[height, width, channels]`. */
      meanImage: bytes,
    }),
  },
} as const;

export type RecentData = z.output<typeof recentData>;
export type Collection = z.output<typeof collection>;
