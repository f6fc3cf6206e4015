import type { ExampleType } from '../preprocessing/example.ts';
import type { DatasetInfo } from '../protocol/data.ts';
import type { ImportReport } from '../protocol/import-report.ts';
import type { Text } from '../text/message.ts';

/** What is always in memory of a part of a dataset, however many bytes its pixels have. */
export interface SplitFacts {
  readonly count: number;
  /**
   * Of one example: an image `[height, width, channels]`, a row of a table `[columns]`, a series `[steps, columns]`, or
   * tokens `[steps]`.
   */
  readonly shape: readonly number[];
  /** Of the numbers of an example; left out: bytes. */
  readonly dtype?: ExampleType | undefined;
  /** `[count]`, each below the number of classes; all 0 where the examples come with another target than a class. */
  readonly labels: Uint8Array | Int32Array;
  /**
   * What the examples come with, where that is no class: labels (0 or 1) and numbers as float32, masks as the class of
   * each pixel in a byte. `[count, ...targetShape]`.
   */
  readonly targets?: Float32Array | Uint8Array | undefined;
  /** As a decoder found it; taken off before the split is used. */
  readonly origin?: Origin | undefined;
}

/** What only files have: one for each example, in order. */
export interface Origin {
  /** The file below the data's path. */
  readonly names: readonly string[];
  /** `[count, 2]`: height and width of the image as it was found. */
  readonly sizes: Int32Array;
}

export type Part = 'train' | 'validation' | 'test';

/** By split; null where the examples of a split come from no files. */
export type Origins = Readonly<Record<Part, Origin | null>>;

/** A part of a dataset, whole in memory, as stored: not yet padded or scaled. */
export interface Split extends SplitFacts {
  /** The bytes of `[count, ...shape]` numbers of the split's type, little-endian. */
  readonly images: Uint8Array;
}

/** A part of a dataset whose examples are records of equal length in a file: the bytes of `[count, ...shape]`. */
export interface RecordSplit extends SplitFacts {
  readonly records: {
    readonly path: string;
    /** Byte at which the first record begins. */
    readonly start: number;
    /** Bytes of the file, and when it was changed: another file of that name is refused. */
    readonly size: number;
    readonly mtimeMs: number;
    /** Which record each example is; left out where they are all, in order. */
    readonly rows?: Int32Array | undefined;
  };
}

/** Plain data that crosses threads; whoever needs the pixels opens it (`pixels.ts`). */
export type SplitHandle = Split | RecordSplit;

/** Pixels of a split that lie elsewhere, open for reading. */
export interface Reader extends SplitFacts {
  /**
   * Copies the bytes of the examples at `indices`, one after the other: `[indices.length, ...shape]`. Blocks this
   * thread.
   * @throws RangeError for an example that there is not; FileError
   */
  read(indices: ArrayLike<number>, out: Uint8Array): void;
  close(): void;
}

/** Pixels that can be obtained at once. */
export type PixelSource = Split | Reader;

export interface Dataset<Part extends SplitHandle = Split> {
  readonly info: DatasetInfo;
  readonly train: Part;
  /** Null where the data have none: a run then holds out a share of the training split. */
  readonly validation: Part | null;
  /** Reads where the examples come from; left out where they come from no files. */
  readonly origins?: (() => Promise<Origins | null>) | undefined;
  /** Never trained on. */
  readonly test: Part;
  /** sha256 (hex) over all splits: what a run that resumes must find again. */
  readonly fingerprint: string;
  /** Of texts: the words that are distinguished, each at the number that stands for it. */
  readonly words?: readonly string[] | undefined;
  /** Null where it is still to be made from the splits. */
  readonly report: ImportReport | null;
}

/** The splits that there are: training, then validation, then test. */
export const allSplits = <Part>({
  train,
  validation,
  test,
}: {
  readonly train: Part;
  readonly validation: Part | null;
  readonly test: Part;
}): Part[] => (validation === null ? [train, test] : [train, validation, test]);

/** How far a dataset's loading is; `done` and `total` in bytes or images, as `phase` says. */
export interface LoadProgress {
  readonly phase: Text;
  readonly done: number;
  readonly total: number;
}

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Asked between pieces of work; true makes the load reject with code `canceled` and leave nothing behind. */
  readonly canceled?: () => boolean;
  /** Decodes the data although they are kept, and keeps them in the place of what is. */
  readonly decodeAgain?: boolean;
}

/** Where a dataset comes from: published, or at a path. */
export interface DatasetSource {
  readonly id: string;
  /** Reads no pixels: null where they have to be read to answer. */
  info(): Promise<DatasetInfo | null>;
  /** Reads no pixels: null where they have to be read to answer. */
  report(): Promise<ImportReport | null>;
  load(options: LoadOptions): Promise<LoadedSplits>;
}

export interface LoadedSplits {
  readonly info: DatasetInfo;
  readonly train: SplitHandle;
  readonly validation: SplitHandle | null;
  readonly test: SplitHandle;
  readonly report: ImportReport | null;
  readonly origins?: (() => Promise<Origins | null>) | undefined;
  readonly words?: readonly string[] | undefined;
  /** Null where it is still to be computed from the pixels. */
  readonly fingerprint: string | null;
  /** Whether they are what was kept of an earlier load, which may have been damaged since. */
  readonly wasKept: boolean;
}
