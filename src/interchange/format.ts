import type { z } from 'zod';
import type { TF } from '../layers/tensorflow.ts';
import type { Network } from '../network/network.ts';
import type { UnsupportedLayer } from '../protocol/export.ts';
import type { Text } from '../text/message.ts';
import type { Catalogue } from '../text/structure.ts';
import type { NetworkSource, RunHistory, TrainedNetwork } from './sources.ts';
import type { Values } from './values.ts';

export type { Values };

/** One file of an export. Names inside the files are English: files are read by machines. */
export interface OutputFile {
  /** Its path below the export's folder, with `/`. */
  readonly path: string;
  /** Its bytes, made as they are asked for, so that large weights are never in memory twice. */
  readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

export type OutputFiles = Iterable<OutputFile> | AsyncIterable<OutputFile>;

/** An exported model in a runtime of its format. */
export interface ReloadedModel {
  /** What runs it: "TensorFlow.js 4.22.0, wasm backend". Known for good once it has predicted. */
  readonly runtime: Text;
  /** @param inputs one for each input of the network, in order @returns one for each output */
  predict(inputs: readonly Values[]): Promise<readonly Values[]>;
  /** Seconds that the last prediction took, once loaded and warm; left out where only the second one counts. */
  readonly seconds?: number | undefined;
  close(): Promise<void>;
}

/** Something that runs a format's files. */
export interface Runtime {
  /** "TensorFlow.js, native": who is named where it fails to load them. */
  readonly title: Text;
  /**
   * @param folder where the export's files are
   * @param trained what was exported: for programs, which hold no weights
   * @throws RuntimeMissingError where the machine lacks it; else Error with what the runtime says
   */
  open(folder: string, trained: TrainedNetwork): Promise<ReloadedModel>;
}

/** What formats are made from, by name. */
export interface Sources {
  /** A run, or one of its checkpoints. */
  readonly weights: TrainedNetwork;
  /** A document; a run's own, where a run is exported. */
  readonly document: NetworkSource;
  /** What a run measured. */
  readonly history: RunHistory;
}

export type SourceName = keyof Sources;

/**
 * A format to export to: one folder, one line in the registry. Its title, help and the texts of its options are in the
 * catalogue, under its id: without them it does not compile.
 */
export interface FormatOf<S extends SourceName, O = Readonly<Record<string, unknown>>> {
  readonly id: keyof Catalogue['formats'];
  readonly source: S;
  /** What its main file may end with, the usual one first: `.keras`; empty where the files make sense only together. */
  readonly extensions: readonly string[];
  /** Lines of code that load it, for the model card. @param file its main file's path */
  readonly snippet?: { readonly syntax: string; lines(file: string): readonly string[] };
  /** An object, every member with a default: `--set` and the dialog's form are made of it. */
  readonly options: z.ZodType<O>;
  /** The layers that it cannot express, in the network's order; empty for a network that it can. */
  supports(network: Network, options: O): readonly UnsupportedLayer[];
  /**
   * The files, the main one first; none where there is nothing to write.
   * @throws EngineError `not-exportable` where a layer is not supported
   */
  write(source: Sources[S], options: O): OutputFiles;
  /**
   * What the files can be checked with, the one that people will use first; left out where nothing runs them.
   * @param native native TensorFlow, where the engine has it
   */
  runtimes?(native: TF | null, options: O): readonly Runtime[];
  /** Whether the model takes images as they are stored, and prepares them itself. */
  takesBytes?(options: O): boolean;
  /** Whether numbers are stored so coarsely that answers may change: then the accuracy is measured and reported. */
  coarse?(options: O): boolean;
  /** How far outputs may lie apart, as a share of the largest; left out where rounding of float32 alone explains it. */
  tolerance?(options: O): number;
}

export type Format = { [S in SourceName]: FormatOf<S> }[SourceName];

const encoder = new TextEncoder();

export const textFile = (path: string, text: string): OutputFile => ({
  path,
  chunks: [encoder.encode(text)],
});
