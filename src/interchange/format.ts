import type { TF } from '../layers/tensorflow.ts';
import type { Network } from '../network/network.ts';
import type { OutputReading } from '../network/outputs.ts';
import type { ChosenStep } from '../preprocessing/schema.ts';
import type { UnsupportedLayer } from '../protocol/export.ts';
import type { Text } from '../text/message.ts';
import type { Catalogue } from '../text/structure.ts';

/** A trained network as an exporter gets it. */
export interface TrainedNetwork {
  /** The document's name. */
  readonly name: string;
  readonly network: Network;
  /** By `LAYER/WEIGHT`, laid out as the catalogue says. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  /** Ids of layers whose weights training left alone. */
  readonly frozen: ReadonlySet<string>;
  /** What its outputs mean; null where they were trained for nothing that is known. */
  readonly reading: OutputReading | null;
  /** Names of the classes, in the order of the outputs; empty where there are none. */
  readonly labels: readonly string[];
  /** How images became the network's input when it was trained; null where it was trained on none. */
  readonly preprocessing: readonly ChosenStep[] | null;
}

/** Names inside the files and what they tell of themselves are English: files are read by machines. */
export interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Numbers with a shape, `[batch, ...shape]`. */
export interface Values {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** An exported model in a runtime of its format. */
export interface ReloadedModel {
  /** What runs it: "TensorFlow.js 4.22.0, wasm backend". Known for good once it has predicted. */
  readonly runtime: Text;
  /** @param inputs one for each input of the network, in order @returns one for each output */
  predict(inputs: readonly Values[]): Promise<readonly Values[]>;
  close(): Promise<void>;
}

/** Something that runs a format's files, from memory alone. */
export interface Runtime {
  /** "TensorFlow.js, native": who is named where it fails to load them. */
  readonly title: Text;
  /** @throws Error with what the runtime says */
  open(files: readonly ExportedFile[]): Promise<ReloadedModel>;
}

/** What every format has. Its title and help are in the catalogue, under its id: without them it does not compile. */
export interface Named {
  readonly id: keyof Catalogue['formats'];
  /** What follows the run's name in the name of a file or folder: `.csv`. */
  readonly suffix: string;
}

/** A format to take a model away in. */
export interface ModelFormat extends Named {
  readonly from: 'weights';
  /** The layers that it cannot express, in the network's order; empty for a network that it can. */
  supports(network: Network): readonly UnsupportedLayer[];
  /** @throws EngineError `not-exportable` where a layer is not supported */
  write(trained: TrainedNetwork): readonly ExportedFile[];
  /**
   * The files of a model that puts out what each of these layers does, in order, and is otherwise the same.
   * @param files as `write` wrote them for the network @param ids of layers
   */
  tapped(files: readonly ExportedFile[], network: Network, ids: readonly string[]): readonly ExportedFile[];
  /**
   * What the files can be checked with here, the one that people will use first; empty where there is none.
   * @param native native TensorFlow, where the engine has it
   */
  runtimes(native: TF | null): readonly Runtime[];
}
