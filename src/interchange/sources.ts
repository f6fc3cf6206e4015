import type { ConvasDocument } from '../document/schema.ts';
import type { StepRow } from '../engine/runs/step-file.ts';
import type { GraphNode } from '../graph/graph-def.ts';
import type { Network } from '../network/network.ts';
import type { OutputReading } from '../network/outputs.ts';
import type { Dimensions, ExampleType } from '../preprocessing/example.ts';
import type { PlainOperation } from '../preprocessing/plain.ts';
import type { ChosenStep } from '../preprocessing/schema.ts';
import type { EpochRecord, RunSummary, Scores } from '../protocol/data.ts';
import type { Language } from '../text/catalogue.ts';
import type { TargetKind } from '../training/target.ts';
import type { Values } from './values.ts';

/** What an image passes through before it is a network's input, once the network is trained. */
export interface Inference {
  /** The image as stored, `[height, width, channels]`, values 0 to 255. */
  readonly image: Dimensions;
  readonly operations: readonly PlainOperation[];
}

/** An array of examples or of what they come with, as NumPy stores them: `x_train`, `y_test`. */
export interface StoredArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: ExampleType;
  /** The bytes of its numbers, row by row. */
  readonly chunks: Iterable<Uint8Array>;
}

/** The data that a document names, as far as programs that train go. */
export interface StoredData {
  /** Of one example as stored. */
  readonly shape: readonly number[];
  readonly dtype: ExampleType;
  /** What examples pass through before they are the network's input; null where that is not known yet. */
  readonly operations: readonly PlainOperation[] | null;
  /** Bytes of all arrays. */
  readonly bytes: number;
  /** `x_train`, `y_train`, `x_test`, `y_test`. @throws EngineError where the data cannot be had */
  arrays(): Promise<readonly StoredArray[]>;
}

/** Weights that a document takes over from another network. */
interface InitialWeights {
  /** The run, or `base:` and a name. */
  readonly from: string;
  /** By `LAYER/WEIGHT`, of the layers that take them over. @throws EngineError where they cannot be had, or do not fit */
  read(): Promise<ReadonlyMap<string, Float32Array>>;
}

/** A network as an exporter gets it. */
export interface NetworkSource {
  /** The document's name. */
  readonly name: string;
  readonly network: Network;
  readonly document: ConvasDocument;
  /** What its outputs mean; null where they were trained for nothing that is known. */
  readonly reading: OutputReading | null;
  /** Names of the classes, in the order of the outputs; empty where there are none. */
  readonly labels: readonly string[];
  /** How images become the network's input when it was trained; null where it was trained on none. */
  readonly preprocessing: readonly ChosenStep[] | null;
  /** The same in operations that other programs have; null where the data are not at hand. */
  readonly inference: Inference | null;
  /** What its outputs are held against. */
  readonly target: TargetKind;
  /** Null where they are not at hand. */
  readonly data: StoredData | null;
  /** Null where all layers begin with their initializers. */
  readonly initial: InitialWeights | null;
  /** In which comments and cards are written. */
  readonly language: Language;
}

/** A place where values enter or leave a graph: its node, and the shape of one example. */
export interface Port {
  readonly node: string;
  readonly shape: readonly number[];
}

/** A length of `fixed + factor * batch`. */
export interface Length {
  readonly fixed: number;
  readonly factor: number;
}

/** A serving graph in native TensorFlow, opened for what some of its nodes put out. */
export interface OpenGraph {
  /** What each puts out for a batch. */
  run(batch: Values): readonly Values[];
  /** The smallest and largest number of that. */
  extremes(batch: Values): readonly (readonly [least: number, most: number])[];
  close(): void;
}

/** A network that is used, as TensorFlow's operations, for a batch of any size; its weights are constants. */
export interface ServingGraph {
  readonly nodes: readonly GraphNode[];
  readonly input: Port;
  readonly outputs: readonly Port[];
  /** What recorded operations put out, by the names by which nodes take it: `o3`, `o3:1`. */
  readonly shapes: ReadonlyMap<string, readonly Length[]>;
  /** @param nodes by their names: `o3`, `o3:1` */
  open(nodes: readonly string[]): OpenGraph;
}

/** A trained network as an exporter gets it. */
export interface TrainedNetwork extends NetworkSource {
  /** By `LAYER/WEIGHT`, laid out as the catalogue says. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  /** Ids of layers whose weights training left alone. */
  readonly frozen: ReadonlySet<string>;
  /**
   * The network as TensorFlow's own operations, recorded as it computed; null where there is no native TensorFlow.
   * @param outputs ids of layers
   */
  readonly servingGraph: ((outputs: readonly string[]) => ServingGraph) | null;
  /**
   * Batches of the run's training data as the network gets them, for calibration; made-up numbers where it has none.
   * Null for weights that are of no run.
   */
  readonly calibration: ((examples: number) => Promise<readonly Values[]>) | null;
  /** What the model card says of the run; null for weights that are of none. */
  readonly run: RunSummary | null;
}

/** What a run measured, as an exporter of histories gets it. */
export interface RunHistory {
  /** What files are named after: letters, digits, dashes. */
  readonly name: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly epochs: readonly EpochRecord[];
  /** Oldest first; of very long runs not each of them. Empty for runs of a Convas that kept none. */
  readonly steps: readonly StepRow[];
  readonly test: Scores | null;
}
