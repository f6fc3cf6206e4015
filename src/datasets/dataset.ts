import type { DatasetInfo } from '../protocol/data.ts';
import type { ImportReport } from '../protocol/import-report.ts';
import type { Text } from '../text/message.ts';

/** What is always in memory of a part of a dataset, however many bytes its pixels have. */
export interface SplitFacts {
  readonly count: number;
  /** `[height, width, channels]`, 1 or 3 channels. */
  readonly shape: readonly [height: number, width: number, channels: number];
  /** `[count]`, each below the number of classes. */
  readonly labels: Uint8Array | Int32Array;
}

/** A part of a dataset, whole in memory, as stored: bytes, not yet padded or scaled. */
export interface Split extends SplitFacts {
  /** `[count, height, width, channels]`, 0 to 255. */
  readonly images: Uint8Array;
}

/** A part of a dataset whose pixels are records of equal length in a file: `[count, height, width, channels]` bytes. */
export interface RecordSplit extends SplitFacts {
  readonly records: {
    readonly path: string;
    /** Byte at which the first record begins. */
    readonly start: number;
    /** Bytes of the file, and when it was changed: another file of that name is refused. */
    readonly size: number;
    readonly mtimeMs: number;
  };
}

/** Plain data that crosses threads; whoever needs the pixels opens it (`pixels.ts`). */
export type SplitHandle = Split | RecordSplit;

/** Pixels of a split that lie elsewhere, open for reading. */
export interface Reader extends SplitFacts {
  /**
   * Copies the examples at `indices`, one after the other: `[indices.length, height, width, channels]`. Blocks this
   * thread.
   * @throws RangeError for an example that there is not; FileError
   */
  read(indices: ArrayLike<number>, out: Uint8Array): void;
  close(): void;
}

/** Pixels that can be had at once. */
export type PixelSource = Split | Reader;

export interface Dataset<Part extends SplitHandle = Split> {
  readonly info: DatasetInfo;
  readonly train: Part;
  /** Null where the data have none: a run then holds out a share of the training split. */
  readonly validation: Part | null;
  /** Never trained on. */
  readonly test: Part;
  /** sha256 (hex) over all splits: what a run that resumes must find again. */
  readonly fingerprint: string;
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
  /** Asked between pieces of work; true makes the load reject with code `cancelled` and leave nothing behind. */
  readonly cancelled?: () => boolean;
  /** Decodes the data although they are kept, and keeps them in the place of what is. */
  readonly anew?: boolean;
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
  /** Null where it is still to be computed from the pixels. */
  readonly fingerprint: string | null;
  /** Whether they are what was kept of an earlier load, which may have been damaged since. */
  readonly wasKept: boolean;
}
