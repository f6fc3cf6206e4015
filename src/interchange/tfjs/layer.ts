import type { LayerKind, WeightSpec } from '../../layers/kind.ts';
import type { KindName, kinds } from '../../layers/registry.ts';
import type { Shape } from '../../layers/shape.ts';
import type { Message } from '../../text/message.ts';

/** A layer as TensorFlow.js and Keras 2 write it in `model.json`: `{class_name, config}` less the name. */
export interface TfjsLayer {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Set on the one layer that holds the weights. */
  readonly weights?: WeightLayout;
}

/** How TensorFlow.js names and lays out a layer's weights; the values stay the same, in the same order. */
export interface WeightLayout {
  /** The path below the layer's name; left out where it is the weight's own name. */
  path?(name: string): string;
  /** Left out where it is the weight's own shape. */
  shape?(spec: WeightSpec): Shape;
}

/** Why TensorFlow.js cannot compute a layer. */
export interface Refusal {
  /** The parameter that stands in the way; null where it is the kind itself. */
  readonly parameter: string | null;
  /** One sentence. */
  readonly reason: Message;
  /** What to do about it, one sentence. */
  readonly remedy: Message;
}

/** TensorFlow.js layers, one after the other, that compute what a layer computes, or why there are none. */
export type Expression = readonly TfjsLayer[] | Refusal;

export const isRefusal = (expression: Expression): expression is Refusal => 'reason' in expression;

export const refuse = (parameter: string | null, reason: Message, remedy: Message): Refusal => ({
  parameter,
  reason,
  remedy,
});

export interface Place {
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  /** How another kind is expressed: for kinds that wrap one. */
  express(kind: LayerKind, params: Record<string, unknown>, inputs: readonly Shape[]): Expression;
}

export type Express<P> = (params: P, place: Place) => Expression;

type ParamsOf<K extends KindName> = (typeof kinds)[K] extends LayerKind<infer P> ? P : never;

/** How each kind is expressed. */
export type Table = { readonly [K in KindName]: Express<ParamsOf<K>> };

/** The same values in another shape. */
export const reshaped = (shape: Shape): TfjsLayer => ({
  className: 'Reshape',
  config: { target_shape: shape },
});

/** Axes in another order, counted from 1. */
export const permuted = (...dims: readonly number[]): TfjsLayer => ({
  className: 'Permute',
  config: { dims },
});

/** A layer without parameters, or whose parameters are these. */
export const plain = (className: string, config: TfjsLayer['config'] = {}): readonly TfjsLayer[] => [
  { className, config },
];

/** Layers that TensorFlow.js has for images only, on a sequence: an image one column wide. */
export const asImage = (
  [length, channels]: Shape,
  layers: readonly TfjsLayer[],
  output: Shape,
): readonly TfjsLayer[] => [reshaped([length!, 1, channels!]), ...layers, reshaped(output)];
