import type { LayerKind } from '../../../src/layers/kind.ts';
import type { KindName, kinds } from '../../../src/layers/registry.ts';
import type { Shape } from '../../../src/layers/shape.ts';

type ParamsOf<K extends KindName> = (typeof kinds)[K] extends LayerKind<infer P> ? P : never;

/** One layer to build: parameters other than the defaults, and the shapes of its inputs. */
export interface Case<P> {
  readonly params: Partial<P>;
  readonly inputs: readonly Shape[];
  /** The inputs are whole numbers from 0 to below this. */
  readonly indices?: number;
}

export type Grids = { readonly [K in KindName]: readonly Case<ParamsOf<K>>[] };

export const image = [[9, 8, 3]];

/** Several parameter sets of one kind on the same inputs. */
export const on = <K extends KindName>(
  _kind: K,
  inputs: readonly Shape[],
  ...params: Partial<ParamsOf<K>>[]
) => params.map((each): Case<ParamsOf<K>> => ({ params: each, inputs }));

export const functions = [
  'linear',
  'relu',
  'tanh',
  'sigmoid',
  'softmax',
  'elu',
  'selu',
  'gelu',
  'swish',
  'relu6',
  'scaledTanh',
  'hardSigmoid',
  'softplus',
  'softsign',
] as const;
