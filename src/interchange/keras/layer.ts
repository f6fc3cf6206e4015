import type { LayerKind, Params, WeightSpec } from '../../layers/kind.ts';
import type { KindName, kinds } from '../../layers/registry.ts';
import type { Shape } from '../../layers/shape.ts';
import { message, type Text } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';

export type Config = Readonly<Record<string, unknown>>;

/** A layer as Keras writes it, less name and wires. */
export interface KerasLayer {
  readonly className: string;
  readonly config: Config;
}

/** Which Keras wrote a file: 2 and 3 call some things differently. */
export type Dialect = 2 | 3;

/** Weights below a layer's own group of a weights file: `cell`, and the names of its weights there, in Keras's order. */
export interface WeightGroup {
  /** Below the layer; empty for the layer itself. */
  readonly path: string;
  readonly names: readonly string[];
}

/** What surrounds a layer that is written. */
export interface Place {
  readonly inputs: readonly Shape[];
  /** How another kind is written: for kinds that wrap one. */
  write(kind: LayerKind, params: Params, inputs: readonly Shape[]): KerasLayer;
}

/** What surrounds a layer that is read. */
export interface Reader {
  readonly dialect: Dialect;
  /** Reports what of the config is not kept exactly. */
  note(detail: Text): void;
  /** Reads a layer that another wraps. @throws Unreadable */
  read(layer: KerasLayer): { readonly kind: string; readonly params: Params };
}

/** How a kind is written as one Keras layer, and read from it. */
export interface Codec<P> {
  /** The classes that it reads; the first is the one that it writes. */
  readonly classes: readonly string[];
  write(params: P, place: Place): KerasLayer;
  /** @throws Unreadable where the kind cannot do what the layer does */
  read(layer: KerasLayer, reader: Reader): Readonly<Record<string, unknown>>;
  /** Left out where all weights are in the layer's own group. */
  groups?(params: P, specs: readonly WeightSpec[]): readonly WeightGroup[];
}

type ParamsOf<K extends KindName> = (typeof kinds)[K] extends LayerKind<infer P> ? P : never;

export type Table = { readonly [K in KindName]: Codec<ParamsOf<K>> };

/** Why a layer cannot be read as one of ours. */
export class Unreadable extends TextError {}

/** A value as it stands in the file, cut short. */
export const describeValue = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};

export const unreadable = (key: string, value: unknown): Unreadable =>
  new Unreadable(message('import.setting-unreadable', { setting: key, value: describeValue(value) }));

export const isConfig = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
