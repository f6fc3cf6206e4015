import type { DataReference } from '../document/schema.ts';
import type { LayerKind, Params, WeightSpec } from '../layers/kind.ts';
import type { Shape } from '../layers/shape.ts';
import type { ExampleType } from '../preprocessing/example.ts';
import type { ProblemCode } from '../text/members/problems.ts';
import type { Text } from '../text/message.ts';
import type { TrainingSettings } from '../training/settings.ts';
import type { TargetSpec } from '../training/target.ts';

/** A layer of a network, resolved: parameters valid, shapes known. */
export interface NetworkLayer {
  /** The document's layer id; through blocks, a path. */
  readonly id: string;
  readonly name: string;
  readonly kind: LayerKind;
  readonly params: Params;
  /** Ids of the layers it takes from, in order. */
  readonly inputs: readonly string[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  readonly weights: readonly WeightSpec[];
}

/** The one intermediate form: what the engine builds, exporters write, and analysis counts. */
export interface Network {
  /** In topological order: each after all it takes from. Ties keep the document's order. */
  readonly layers: readonly NetworkLayer[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

interface NewLayer {
  readonly label: Text;
  readonly layer: string;
  readonly kind: string;
  readonly params: Params;
}

/** A change to the document that fixes a problem. Applied by `applyRepair`. */
export type Repair = SimpleRepair | SeveralRepairs;

/** Changes that go together, as one step, in their order. */
interface SeveralRepairs {
  readonly label: Text;
  readonly action: 'several';
  readonly repairs: readonly SimpleRepair[];
}

/** One change. */
export type SimpleRepair =
  | { readonly label: Text; readonly action: 'setParams'; readonly layer: string; readonly params: Params }
  | (NewLayer & { readonly action: 'insertBefore' })
  | (NewLayer & { readonly action: 'insertAfter' })
  | { readonly label: Text; readonly action: 'removeLayer'; readonly layer: string }
  | { readonly label: Text; readonly action: 'removeEdge'; readonly edge: string }
  | { readonly label: Text; readonly action: 'connect'; readonly source: string; readonly target: string }
  | { readonly label: Text; readonly action: 'removeBypass'; readonly layer: string }
  | { readonly label: Text; readonly action: 'insertOnEdge'; readonly edge: string; readonly layer: string }
  | { readonly label: Text; readonly action: 'rename'; readonly layer: string; readonly name: string }
  | {
      readonly label: Text;
      readonly action: 'setTraining';
      readonly training: Partial<TrainingSettings>;
    }
  | { readonly label: Text; readonly action: 'setData'; readonly data: Partial<DataReference> }
  /** Leaves the document as it is: the person chooses, where the datasets are listed. */
  | { readonly label: Text; readonly action: 'chooseData' };

export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Stable, kebab-case. */
  readonly code: ProblemCode;
  /** The layer concerned; null when it is the network as a whole. */
  readonly layer: string | null;
  /** Stands in the way of training and testing; the network itself is sound. */
  readonly onlyTraining?: true;
  readonly message: Text;
  /** Empty when only the person can decide. `rankRepairs` puts the best first. */
  readonly repairs: readonly Repair[];
  /**
   * True where it only says that something has still to be added or wired, in a network that is under way (see
   * `underWay`): shown calmly until the person wants to train. The network cannot be trained all the same.
   */
  readonly pending?: true;
}

/** Receptive field of one output element, in pixels of the network's input, `[height, width]` (1d: `[time]`). */
export interface ReceptiveField {
  readonly size: readonly number[];
  /** Distance at the input between neighboring outputs. */
  readonly stride: readonly number[];
  /** Position at the input of the first output's field; negative inside padding. */
  readonly start: readonly number[];
}

export interface LayerAnalysis {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly inputShapes: readonly Shape[];
  /** Null where it cannot be known because of a problem here or before. */
  readonly outputShape: Shape | null;
  readonly params: number;
  readonly trainableParams: number;
  /** For one example. */
  readonly macs: number;
  /** For one example, as LeCun et al. 1998 count them: every multiplication, and every bias where it is added. */
  readonly connections: number;
  /** Null where the network's input is no image, or the path is broken. */
  readonly receptiveField: ReceptiveField | null;
  /** Bytes of the output for one example, float32. */
  readonly activationBytes: number;
  /** Bytes that the backward pass needs beside the outputs, one example; see `savedForBackward` of a kind. */
  readonly keptBytes: number;
}

/** A block's instance as one layer: of all its repetitions together. */
export interface BlockAnalysis extends LayerAnalysis {
  /** Path ids of the layers inside, all repetitions. */
  readonly layers: readonly string[];
  /** Path id of the layer whose output is the block's; null where nothing leads out. */
  readonly output: string | null;
}

/** A bypassed layer: what arrives leaves it unchanged, and it counts nothing. */
export interface BypassedAnalysis extends LayerAnalysis {
  /** Path id of the layer whose output is passed on; null where nothing arrives. */
  readonly output: string | null;
}

export interface Totals {
  readonly layers: number;
  readonly params: number;
  readonly trainableParams: number;
  readonly macs: number;
  readonly connections: number;
  /** All outputs, one example, float32. */
  readonly activationBytes: number;
  /** What the backward pass needs beside them. */
  readonly keptBytes: number;
  /** Of the process that trains at its peak: weights, gradients, optimizer slots, a batch's activations, TensorFlow. */
  readonly trainingBytes: number;
}

export interface Analysis {
  /** Null while there is an error. */
  readonly network: Network | null;
  /** In topological order where there is one, else in the document's. */
  readonly layers: readonly LayerAnalysis[];
  /** The instances of blocks, outer ones before those inside them. Their layers are in `layers` too. */
  readonly blocks: readonly BlockAnalysis[];
  /** Layers and blocks that are bypassed; they are neither in `layers` nor in `blocks`. */
  readonly bypassed: readonly BypassedAnalysis[];
  readonly totals: Totals;
  readonly problems: readonly Problem[];
}

/** What analysis needs to know of the chosen data. */
export interface DataShape {
  /** Of one example as stored: an image is `[height, width, channels]`. */
  readonly sampleShape: Shape;
  readonly classes: number;
  /** What the examples come with; left out where each has one class. */
  readonly target?: TargetSpec | undefined;
  /** Of the numbers of an example; left out: bytes. */
  readonly dtype?: ExampleType | undefined;
  /** In the training split; left out where that is not known. */
  readonly trainingExamples?: number | undefined;
  /** True where the data have a validation split of their own: nothing is held out of the training split. */
  readonly ownValidation?: boolean | undefined;
}

/** The data that the document names is not known on this machine. */
export interface MissingData {
  /** What was found out about it, a sentence; empty where nothing was. */
  readonly reason: Text;
  /** The datasets that can be obtained instead, in the order they are shown. */
  readonly known: readonly (DataShape & { readonly id: string; readonly title: Text })[];
}
