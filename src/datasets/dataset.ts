import type { DatasetInfo } from '../protocol/data.ts';

/** A part of a dataset, whole in memory, as stored: bytes, not yet padded or scaled. */
export interface Split {
  readonly count: number;
  /** `[height, width, channels]`, 1 or 3 channels. */
  readonly shape: readonly [height: number, width: number, channels: number];
  /** `[count, height, width, channels]`, 0 to 255. */
  readonly images: Uint8Array;
  /** `[count]`, each below the number of classes. */
  readonly labels: Uint8Array | Int32Array;
}

export interface Dataset {
  readonly info: DatasetInfo;
  readonly train: Split;
  /** Never trained on. */
  readonly test: Split;
  /** sha256 (hex) over both splits: what a run that resumes must find again. */
  readonly fingerprint: string;
}

/** How far a dataset's loading is; `done` and `total` in bytes or images, as `phase` says. */
export interface LoadProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Asked between pieces of work; true makes the load reject with code `cancelled` and leave nothing behind. */
  readonly cancelled?: () => boolean;
}

/** Where a dataset comes from: one file a dataset, one line in the registry. */
export interface DatasetSource {
  readonly id: string;
  /** Reads no data: availability is a look at which files exist. */
  info(): Promise<DatasetInfo>;
  load(options: LoadOptions): Promise<{ readonly train: Split; readonly test: Split }>;
}
