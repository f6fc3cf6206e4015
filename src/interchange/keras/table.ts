import type { LayerKind, Params, WeightSpec } from '../../layers/kind.ts';
import { type KindName, kindOf } from '../../layers/registry.ts';
import type { Shape } from '../../layers/shape.ts';
import type { Codec, KerasLayer, Table, WeightGroup } from './layer.ts';
import { convolutions } from './layers/convolution.ts';
import { cores } from './layers/core.ts';
import { mergings } from './layers/merging.ts';
import { normalizations } from './layers/normalization.ts';
import { poolings } from './layers/pooling.ts';
import { preprocessings } from './layers/preprocessing.ts';
import { recurrents } from './layers/recurrent.ts';
import { regularizations } from './layers/regularization.ts';
import { reshapings } from './layers/reshaping.ts';

/** Every kind of layer; one that is missing does not compile. */
const table: Table = {
  ...cores,
  ...convolutions,
  ...poolings,
  ...normalizations,
  ...regularizations,
  ...reshapings,
  ...mergings,
  ...preprocessings,
  ...recurrents,
};

const of = (kind: LayerKind) => table[kind.kind as KindName] as Codec<Params>;

/** A layer as Keras writes it. @param params valid @param inputs shapes whose inference succeeded */
export const writeLayer = (kind: LayerKind, params: Params, inputs: readonly Shape[]): KerasLayer =>
  of(kind).write(params, { inputs, write: writeLayer });

/** Where a weights file has the weights of a layer, below the layer's own group. */
export const groupsOf = (
  kind: LayerKind,
  params: Params,
  specs: readonly WeightSpec[],
): readonly WeightGroup[] =>
  of(kind).groups?.(params, specs) ?? [{ path: '', names: specs.map(({ name }) => name) }];

let byClass: ReadonlyMap<string, KindName> | null = null;

/** The kind that reads layers of a class; null where none does. */
export function codecOf(className: string): { kind: KindName; codec: Codec<Params> } | null {
  byClass ??= new Map(
    Object.entries(table).flatMap(([kind, { classes }]) =>
      classes.map((each) => [each, kind as KindName] as const),
    ),
  );
  const kind = byClass.get(className);
  return kind === undefined ? null : { kind, codec: of(kindOf(kind)!) };
}
