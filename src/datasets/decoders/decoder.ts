import type { Message } from '../../text/message.ts';
import type { TargetSpec } from '../../training/target.ts';
import type { LoadOptions, SplitHandle } from '../dataset.ts';
import type { DecoderOptions } from '../reference.ts';
import type { Findings } from '../report.ts';

/** What is at a path, looked at once, before any decoder opens it. */
export interface PathHead {
  readonly path: string;
  readonly isFolder: boolean;
  /** Names in the folder, sorted; empty for a file. */
  readonly names: readonly string[];
  /** The first 512 bytes of the file, or as many as it has; empty for a folder. */
  readonly bytes: Uint8Array;
}

/** What a decoder makes of a path: its classes and splits. */
export interface Decoded {
  /** Empty where the examples come with another target. */
  readonly classes: readonly string[];
  /** What the examples come with; left out where each has one class. */
  readonly target?: TargetSpec;
  readonly train: SplitHandle;
  /** Null where the data has no such part. */
  readonly validation: SplitHandle | null;
  /** Null where the data has no such part. */
  readonly test: SplitHandle | null;
  /** Of texts: the words that are distinguished, each at the number that stands for it. */
  readonly words?: readonly string[] | undefined;
  /** What there is to say of it beside the splits themselves. */
  readonly findings?: Findings;
  /** Gives up the files that records of the splits lie in: once they are kept, or not wanted. */
  release?(): Promise<void>;
}

/** A format of data at a path: one value in one file, one line in `registry.ts`. */
export interface Decoder {
  /** As it is named in a list of formats: "a folder of images for each class". */
  readonly format: Message;
  /** Options of a reference that it understands. */
  readonly options?: readonly string[];
  /** Whether the path is to be read in this format, decided without reading its data. */
  sniff(head: PathHead): boolean | Promise<boolean>;
  /**
   * Decodes the path.
   * @param given how a person wants it read, by the names in `options`
   * @throws EngineError `dataset-corrupt`, `dataset-too-large`, `image`, `canceled`; FileError
   */
  open(path: string, options: LoadOptions, given: DecoderOptions): Promise<Decoded>;
}
