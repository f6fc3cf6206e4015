import type { z } from 'zod';
import type { Tensor, TF } from '../layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../network/network.ts';
import type { OutputReading } from '../network/outputs.ts';
import type { Image } from '../protocol/data.ts';
import type { TensorValue } from '../protocol/evaluation.ts';
import type { TargetKind } from '../training/target.ts';
import type { Figure } from './figure.ts';
import type { Layout, LayoutRequest } from './projection/layout.ts';

/** An image, or the numbers of an example that is none: `[...input]` of the network. */
export type ViewInput = Image | { readonly values: Float32Array<ArrayBuffer> };

/** What a person chooses for a view. */
export interface Needed {
  readonly layer: NetworkLayer;
  /** As it was given: `tools.input` makes it the network's input. */
  readonly image: ViewInput;
  /** Of the classes; where none was chosen, the one that the network answers. */
  readonly class: number;
  /** Another run to compare with, its model lent for as long. */
  readonly other: Tools;
}

export type Need = keyof Needed;

/** What is looked at: what the view needs of it. */
export type Subject<N extends Need = never> = Pick<Needed, N>;

/** Why a view has nothing to show of a network; its text is `insight.CODE` in the catalogue. */
export type Refusal =
  | 'needs-classes'
  | 'needs-maps'
  | 'needs-relu'
  | 'needs-probabilities'
  | 'predicts-no-classes'
  | 'needs-kernel'
  | 'needs-inputs'
  | 'needs-weights'
  | 'needs-dropout'
  | 'needs-dropping-layer'
  | 'needs-numbers'
  | 'needs-masks'
  | 'needs-reconstruction'
  | 'needs-statistics'
  | 'needs-statistics-layer';

/** Parts of the data that a run was trained with; `test` was never trained on. */
export type SplitName = 'train' | 'test';

/** Examples of a part of the data, open until they are closed. */
export interface Examples {
  readonly count: number;
  /** The class of each. */
  readonly labels: ArrayLike<number>;
  /** `[height, width, channels]` as stored; null where the examples are no images. */
  readonly shape: readonly [height: number, width: number, channels: number] | null;
  /** As the network gets them, `[indices.length, ...input]`; the caller disposes of it. */
  inputs(indices: ArrayLike<number>): Tensor;
  /**
   * What the loss holds the outputs against: int32 classes `[indices.length]` or masks `[indices.length, height, width]`,
   * float32 labels or numbers `[indices.length, outputs]`. The caller disposes of it.
   */
  truth(indices: ArrayLike<number>): Tensor;
  /** As stored, `[indices.length, height, width, channels]`; only of images. */
  pixels(indices: ArrayLike<number>): Uint8Array<ArrayBuffer>;
  close(): void;
}

/** What takes the place of what the network has, while a view looks. */
export interface Change {
  /** Something else in a layer's place: a sum with a variable to differentiate by, a muted filter. */
  output?(layer: string, output: Tensor): Tensor;
  /** Other weights in the place of a layer's, by name. */
  weights?(layer: NetworkLayer, own: Readonly<Record<string, Tensor>>): Readonly<Record<string, Tensor>>;
}

/** A moment of a run whose weights were kept. */
export interface Moment {
  /** Training steps taken. */
  readonly steps: number;
  /** A layer's weights then, by name. */
  weights(layer: NetworkLayer): Readonly<Record<string, TensorValue>>;
}

/** A run's network with its weights, lent to a view while it computes. */
export interface Tools {
  readonly tf: TF;
  readonly network: Network;
  /** Names of the classes. */
  readonly labels: readonly string[];
  /** What the outputs mean. */
  readonly reading: OutputReading;
  readonly target: TargetKind;
  /** `[1, ...input]`, fitted and scaled as the run's document says; the caller disposes of it. */
  input(image: ViewInput): Tensor;
  /**
   * Outputs of layers as the network is used.
   * @param x `[count, ...input]`
   * @param layers ids
   * @param exact computed in the same way each time, to the bit, which compiles at the first call
   * @returns by id, `[count, ...outputShape]`; the caller disposes of them
   */
  outputs(x: Tensor, layers: readonly string[], exact?: boolean): ReadonlyMap<string, Tensor>;
  /**
   * Outputs of layers as the network is used, op by op, so that `tf.grad` can go through them. Call it within `tf.grad`.
   * @param x `[count, ...input]`
   */
  differentiable(x: Tensor, layers: readonly string[], change?: Change): ReadonlyMap<string, Tensor>;
  /**
   * The score of each class before a final softmax or sigmoid; the negative distance where the network puts out
   * distances. Usable within `tf.grad`, as `differentiable` is.
   * @returns `[count, classes]`
   */
  scores(x: Tensor, change?: Change): Tensor;
  /**
   * The mean of the loss that the run is trained with, without penalties. Usable within `tf.grad`.
   * @param truth of `Examples.truth`; not looked at where the network returns its input
   * @returns a scalar
   */
  loss(x: Tensor, truth: Tensor, change?: Change): Tensor;
  /** Of the run's own data. @throws EngineError where they cannot be obtained */
  examples(split: SplitName): Promise<Examples>;
  /** Places in the plane, made by another thread: as far as they are, then the last with what was measured of them. */
  layOut(request: LayoutRequest): AsyncIterable<Layout>;
  /** What several views compute from these very weights, by name; forgotten with them. */
  readonly memory: Map<string, unknown>;
  /** The moments of the run whose weights were kept, oldest first, read from the disk one by one. */
  moments(): AsyncIterable<Moment>;
  /** A layer's weights by name, raw, with their layouts (`kernel`: `[height, width, in, out]`). */
  weights(layer: NetworkLayer): Readonly<Record<string, TensorValue>>;
  /**
   * Lets training, messages and cancellation have their turn: between the parts of what takes long, after each yield.
   * @throws where no one waits for the view any more
   */
  yieldToTraining(): Promise<void>;
}

/** What a view is made of, its types following what it needs. */
interface ViewSpec<N extends Need, P extends z.ZodObject> {
  /** Where it is offered. */
  readonly group:
    | 'layer'
    | 'prediction'
    | 'explanation'
    | 'errors'
    | 'space'
    | 'units'
    | 'weights'
    | 'training'
    | 'experiments';
  /** What must be chosen; pickers appear accordingly. An image or class that was not chosen is one of the data, the answer. */
  readonly needs: readonly N[];
  /** Options with defaults; their texts are in `text/members/views`. Forms and `--set` follow them. */
  readonly parameters: P;
  /** The layer that is taken where none was chosen, by id; without it one must be. */
  usualLayer?(network: Network): string | null;
  /** Why it has nothing to show of a network, or of a layer that it needs; null where it has. */
  refuse?(
    network: Network,
    reading: OutputReading,
    layer: NetworkLayer | null,
    target: TargetKind,
  ): Refusal | null;
  /**
   * Each yield replaces the one before. A view that takes long yields what it has so far and calls
   * `tools.yieldToTraining()`: that shows it, and lets others have their turn.
   */
  compute(tools: Tools, subject: Subject<N>, parameters: z.output<P>): AsyncIterable<readonly Figure[]>;
}

/** A way to look into a network: one value in one file, and one line in `views/registry.ts`. */
export type View = ViewSpec<Need, z.ZodObject>;

/**
 * Gives a view the types of what it needs, and then forgets them: the engine sees to it that `compute` gets that.
 * Options that it does not have are refused.
 */
export const defineView = <const N extends Need, P extends z.ZodObject>(spec: ViewSpec<N, P>): View =>
  ({ ...spec, parameters: spec.parameters.strict() }) as unknown as View;
