import { blockInputKind, blockKind, blockOutputKind } from '../../src/document/blocks.ts';
import type { ConvasDocument, Edge, LayerNode, Note } from '../../src/document/schema.ts';
import { kindOf } from '../../src/layers/registry.ts';
import type { BlockAnalysis, LayerAnalysis } from '../../src/network/network.ts';
import { t } from '../i18n/index.ts';

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
  if (layer.block) return blockSummary(layer);
  const kind = kindOf(layer.kind);
  const params = kind?.parameters.safeParse(layer.params);
  return kind && params?.success ? kind.summary(params.data) : '';
}

/** A block's arguments: "filters 64". */
const blockSummary = (layer: LayerNode): string =>
  Object.entries(layer.params)
    .map(([name, value]) => `${name} ${formatValue(value)}`)
    .join(', ');

const formatValue = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

const titles: Readonly<Record<string, () => string>> = {
  [blockKind]: () => t.canvas.layer.block,
  [blockInputKind]: () => t.canvas.layer.blockInput,
  [blockOutputKind]: () => t.canvas.layer.blockOutput,
};

/** Whose maps are seen for a layer, by path: of a block the layer whose output is the block's. */
export function outputPath(analysis: LayerAnalysis | undefined): string | null {
  if (!analysis) return null;
  return 'output' in analysis ? (analysis as BlockAnalysis).output : analysis.id;
}

/** A kind's title; the name as it is where the kind is not known. */
export const titleOf = (kind: string): string => kindOf(kind)?.title ?? titles[kind]?.() ?? kind;
