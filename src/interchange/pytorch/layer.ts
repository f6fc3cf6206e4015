import type { LayerKind, WeightSpec } from '../../layers/kind.ts';
import type { KindName, kinds } from '../../layers/registry.ts';
import type { Shape } from '../../layers/shape.ts';
import type { Message } from '../../text/message.ts';
import type { HelperName } from './code/helpers.ts';

/** Where a weight goes in the `state_dict`, and how it is laid out there. */
export interface TorchWeight {
  /** Below the layer's name: `weight`. */
  readonly key: string;
  /** PyTorch's axis i is our axis `axes[i]`; left out where they are alike. */
  readonly axes?: readonly number[];
  /** Its shape after that; left out where it is the transposed one. */
  readonly shape?: Shape;
}

/** A layer in PyTorch: modules made once, and an expression of what it computes. */
export interface TorchLayer {
  /** By what follows the layer's name: `''` for the only one, `_pointwise`. */
  readonly modules: Readonly<Record<string, string>>;
  /**
   * @param module the module of that suffix, as it is called: `self.C1`
   * @param inputs expressions
   */
  readonly call: (module: (suffix?: string) => string, inputs: readonly string[]) => string;
  readonly weights?: (spec: WeightSpec) => TorchWeight;
  readonly helpers?: readonly HelperName[];
  /** Lines after its modules were made. @param module `self.norm` */
  readonly setup?: (module: string) => readonly string[];
}

export interface Refusal {
  readonly parameter: string | null;
  readonly reason: Message;
  readonly remedy: Message;
}

export type Expression = TorchLayer | Refusal;

export const isRefusal = (expression: Expression): expression is Refusal => 'reason' in expression;

export interface Place {
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  /** Whether training leaves its weights alone. */
  readonly frozen: boolean;
}

export type Express<P> = (params: P, place: Place) => Expression;

type ParamsOf<K extends KindName> = (typeof kinds)[K] extends LayerKind<infer P> ? P : never;

/** How each kind is expressed. */
export type Table = { readonly [K in KindName]: Express<ParamsOf<K>> };

/** A layer without modules. */
export const expression = (call: (...inputs: readonly string[]) => string): TorchLayer => ({
  modules: {},
  call: (_module, inputs) => call(...inputs),
});

/** A layer that is one module. */
export const moduleOf = (make: string, more: Partial<TorchLayer> = {}): TorchLayer => ({
  modules: { '': make },
  call: (module, inputs) => `${module()}(${inputs.join(', ')})`,
  ...more,
});

/**
 * PyTorch's dimension for an axis of ours. It has channels first, `[batch, channels, ...spatial]`; vectors are alike.
 * @param axis without the batch, from 0
 */
export const dimOf = (axis: number, rank: number): number => (axis === rank - 1 ? 1 : axis + 2);

/** Our axes, without the batch, in PyTorch's order. */
export const channelsFirst = (rank: number): readonly number[] =>
  rank < 2 ? [0] : [rank - 1, ...Array.from({ length: rank - 1 }, (_, axis) => axis)];

/** With channels last meanwhile. */
export const movedLast = (rank: number, input: string, call: (input: string) => string): string =>
  rank < 2 ? call(input) : `${call(`${input}.movedim(1, -1)`)}.movedim(-1, 1)`;
