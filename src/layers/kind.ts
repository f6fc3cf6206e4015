import type { z } from 'zod';
import type { ProblemCode } from '../text/members/problems.ts';
import { message, type Text } from '../text/message.ts';
import type { Catalogue } from '../text/structure.ts';
import type { OutputFunction } from './activations.ts';
import type { Family } from './families.ts';
import type { Initializer } from './initializers.ts';
import type { Range, RangeCall } from './range.ts';
import type { Constraint, Penalty } from './rules.ts';
import { type Shape, sizeOf } from './shape.ts';
import type { Tensor, TF } from './tensorflow.ts';

/** A kind that the catalogue has texts for; one without does not compile. */
export type KindId = keyof Catalogue['kinds'];

/** A layer's parameters after validation; each kind narrows this to its own. */
export type Params = Record<string, unknown>;

/**
 * A way out of a problem, offered as a button. `label` names what it does: "Insert a Flatten before it".
 * The `params` of `setParams` replace only the parameters they name.
 */
export type KindRepair =
  | { readonly label: Text; readonly action: 'setParams'; readonly params: Params }
  | {
      readonly label: Text;
      readonly action: 'insertBefore';
      readonly kind: string;
      readonly params: Params;
    };

/** What is wrong with a layer, found from its parameters and input shapes alone. */
export interface KindProblem {
  readonly severity: 'error' | 'warning';
  /** Stable, kebab-case: `kernel-larger-than-input`. */
  readonly code: ProblemCode;
  /** One sentence that a student understands, with the numbers in it. */
  readonly message: Text;
  readonly repairs: readonly KindRepair[];
}

/** The outcome of shape inference: a shape (perhaps with warnings), or no shape and at least one error. */
export interface ShapeInference {
  readonly shape: Shape | null;
  readonly problems: readonly KindProblem[];
}

/** One weight of a layer, named and laid out as Keras has it (`kernel`: `[height, width, in, out]`). */
export interface WeightSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly trainable: boolean;
  readonly initializer: Initializer;
  /** Added to the loss in training; see `penaltyOf`. */
  readonly penalty?: Penalty;
  /** Enforced after each update; see `constrain`. */
  readonly constraint?: Constraint;
}

/**
 * How a layer's output looks at its input along each spatial dimension, for the receptive field
 * (Araujo, Norris, Sim 2019). `size`: extent in input elements, dilation included; `stride`: below 1 for
 * upsampling; `padStart`: implicit padding before the first element. Output `i` sees the whole elements from
 * `i * stride - padStart` to `i * stride - padStart + size - 1`: where the stride is a fraction, so may the others be.
 * `whole`: every output sees all inputs. `joined`: its inputs stand one after the other along an axis, counted from 0.
 */
export type Window =
  | {
      readonly reach: 'local';
      readonly size: readonly number[];
      readonly stride: readonly number[];
      readonly padStart: readonly number[];
    }
  | { readonly reach: 'pointwise' }
  | { readonly reach: 'joined'; readonly axis: number }
  /** Pointwise, and the axes change places: output axis i is input axis `order[i]`, counted from 0. */
  | { readonly reach: 'permuted'; readonly order: readonly number[] }
  | { readonly reach: 'whole' };

/** Randomness inside a layer: a fresh draw each step and each call, reproducible from the seed. */
export interface LayerRandom {
  /** Uniform on [0, 1), of the full shape, batch included. */
  uniform(shape: readonly number[]): Tensor;
  /** Standard normal, of the full shape, batch included. */
  normal(shape: readonly number[]): Tensor;
}

/** Operations that some backends have in one piece, with their gradients. A kind composes what is not there. */
export interface FusedOperations {
  /** Conv2D layers of at most so many filters are computed two columns at a time; 0: none is. */
  readonly pairedFilters: number;
  /**
   * Normalizes `[..., channels]` by the batch's own statistics (Ioffe and Szegedy 2015); null where it cannot.
   * @param gamma `[channels]`, the factor
   * @param beta `[channels]`, the offset
   * @returns `y`, and the batch's mean and biased variance, `[channels]`, which have no gradients
   */
  normalizeBatch(
    x: Tensor,
    gamma: Tensor,
    beta: Tensor,
    epsilon: number,
  ): { readonly y: Tensor; readonly mean: Tensor; readonly variance: Tensor } | null;
}

export interface ForwardCall {
  /** One tensor an input wire, `[batch, ...shape]`. */
  readonly inputs: readonly Tensor[];
  /** By the names in `weights()`. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** True in a training step: dropout drops, batch normalization uses the batch's statistics. */
  readonly training: boolean;
  readonly random: LayerRandom;
  /** Sets a non-trainable weight after the step (moving statistics). Not differentiated. */
  update(name: string, value: Tensor): void;
  /** What the backend has in one piece. */
  readonly fused?: FusedOperations | undefined;
  /** True on the layer whose softmax or sigmoid ends the network, while the loss wants the scores before it. */
  readonly logits: boolean;
}

/**
 * A kind of layer: all that Convas knows of it, in one value. Shapes are without the batch dimension unless
 * said otherwise. Every function is pure; `parameters` parsed from `{}` gives the defaults.
 */
export interface LayerKind<P extends Params = Params> {
  readonly kind: KindId;
  readonly family: Family;
  /** A proper name, the same in every language: what Keras calls it. */
  readonly title: string;
  /** True for the layers that most networks are made of: the palette offers them first. */
  readonly common?: true;
  /** The kind that does the same in two dimensions: the palette folds this one under it. */
  readonly variantOf?: string;
  /**
   * Each field carries a default; its texts are in the catalogue (`src/text/members/kinds`, `parameters.ts`). `.meta()`
   * adds what forms need to know: `labels` names the members of a tuple, `group` folds fields away together, `kinds`
   * marks a choice of kinds, `of: NAME` the parameters of the kind chosen there, `only: { NAME: value }` a field that
   * means something only then. Its `shape` gives the schema of each field.
   */
  readonly parameters: z.ZodType<P> & { readonly shape: z.core.$ZodShape };
  /** How many wires it takes. */
  readonly inputs: { readonly min: number; readonly max: number };
  /** Parameters as the field writes them: "6 @ 5x5, tanh", "2x2 / 2 max". Empty if there is nothing to say. */
  summary(params: P): string;
  /** Never throws; called with as many shapes as `inputs` allows. */
  inferShape(params: P, inputs: readonly Shape[]): ShapeInference;
  /** Called only with inputs whose shape inference succeeded; so are all below. */
  weights(params: P, inputs: readonly Shape[]): readonly WeightSpec[];
  /**
   * Multiply-accumulates of one example in convolutions and matrix products, the field's convention;
   * everything else (biases, normalization, pooling) counts 0.
   */
  macs(params: P, inputs: readonly Shape[], output: Shape): number;
  /**
   * Numbers of one example that are saved for the backward pass beside the output: what a bias and an activation begin
   * with, the steps of a recurrent layer. Left out where there are none.
   */
  savedForBackward?(params: P, inputs: readonly Shape[], output: Shape): number;
  /**
   * Connections of one example in the count of LeCun et al. 1998; left out where it is the
   * multiply-accumulates and one for each output with a bias.
   */
  connections?(params: P, inputs: readonly Shape[], output: Shape): number;
  window(params: P, inputs: readonly Shape[]): Window;
  /** The function at its end that `forward` leaves out where it is asked for `logits`; left out where there is none. */
  outputFunction?(params: P): OutputFunction | null;
  /** What is known of its values; left out where that is nothing. */
  range?(call: RangeCall, params: P): Range;
  /**
   * True where every output value is one of its only input's, in training too: a function of single values may as well
   * come after the layer as before it.
   */
  moves?(params: P): boolean;
  /** True where it scales, moves, drops or averages values, so that a linear map before it stays one. */
  linear?(params: P): boolean;
  /** True where training alone changes the variance of its values: it drops some of them. */
  readonly drops?: boolean;
  /** Operations over its output that it takes, its activation's not among them; one where it is left out. */
  operations?(params: P): number;
  /** True where a training step mixes the examples of a batch: their outputs depend on each other. */
  readonly acrossExamples?: boolean;
  /** The output, `[batch, ...outputShape]`. Built of TensorFlow.js ops alone; reads no tensor's data. */
  forward(tf: TF, params: P, call: ForwardCall): Tensor;
}

/** Declares a kind; keeps the parameters' type tied to its schema. */
export function defineKind<K extends KindId, P extends Params>(
  kind: LayerKind<P> & { readonly kind: K },
): LayerKind<P> & { readonly kind: K } {
  return kind;
}

/** The most elements a tensor may have: native kernels index with 32-bit integers. */
export const maxElements = 2 ** 31 - 1;

/** A shape that was inferred, refused if no tensor can have it. */
export function ok(shape: Shape, problems: readonly KindProblem[] = []): ShapeInference {
  if (sizeOf(shape) <= maxElements) return { shape, problems };
  const values = { shape, size: sizeOf(shape), most: maxElements };
  return fail('output-too-large', message('layers.output-too-large', values));
}

export const fail = (
  code: ProblemCode,
  detail: Text,
  repairs: readonly KindRepair[] = [],
): ShapeInference => ({
  shape: null,
  problems: [{ severity: 'error', code, message: detail, repairs }],
});

export const warning = (
  code: ProblemCode,
  detail: Text,
  repairs: readonly KindRepair[] = [],
): KindProblem => ({
  severity: 'warning',
  code,
  message: detail,
  repairs,
});
