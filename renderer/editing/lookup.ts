import type { ConvasDocument, Edge, LayerNode, Note } from '../../src/document/schema.ts';
import { kindOf } from '../../src/layers/registry.ts';

interface Lookup {
  readonly layers: ReadonlyMap<string, LayerNode>;
  readonly edges: ReadonlyMap<string, Edge>;
  readonly notes: ReadonlyMap<string, Note>;
}

const lookups = new WeakMap<ConvasDocument, Lookup>();
const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/** A document's parts by id; made once for each document. */
export function lookup(document: ConvasDocument): Lookup {
  const known = lookups.get(document);
  if (known) return known;
  const made = {
    layers: byId(document.layers),
    edges: byId(document.edges),
    notes: byId(document.notes),
  };
  lookups.set(document, made);
  return made;
}

/** A layer's parameters as the field writes them; empty where its kind or its parameters are not valid. */
export function summaryOf(layer: LayerNode): string {
  if (layer.block) return blockSummary(layer, layer.block.repeat);
  const kind = kindOf(layer.kind);
  const params = kind?.parameters.safeParse(layer.params);
  return kind && params?.success ? kind.summary(params.data) : '';
}

/** A block's repetitions and arguments: "3 x, filters 64". */
function blockSummary(layer: LayerNode, repeat: number): string {
  const values = Object.entries(layer.params).map(([name, value]) => `${name} ${formatValue(value)}`);
  return [...(repeat > 1 ? [`${repeat} x`] : []), ...values].join(', ');
}

const formatValue = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** A kind's title; the name as it is where the kind is not known. */
export const titleOf = (kind: string): string => kindOf(kind)?.title ?? kind;
