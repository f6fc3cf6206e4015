import type { ConvasDocument, LayerNode } from '../../../src/document/schema.ts';

export interface OutlineRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly bypassed: boolean;
  /** 1 on the trunk, deeper on the branches of a fork. */
  readonly level: number;
  /** Names of the layers it takes from. */
  readonly from: readonly string[];
  /** True where the outline's order alone does not say what it takes from. */
  readonly branches: boolean;
}

/** Deepest level shown: branches within branches further down stay at it. */
const deepest = 6;

/**
 * The layers in the order of the signal. A layer that several take from opens a level for each of them; one
 * that takes from several comes back to the level of the fork.
 */
export function outlineRows(document: ConvasDocument, order: readonly LayerNode[]): readonly OutlineRow[] {
  const layers = new Map(order.map((layer) => [layer.id, layer]));
  const sources = new Map<string, string[]>();
  const fanOut = new Map<string, number>();
  for (const { source, target } of document.edges) {
    sources.set(target, [...(sources.get(target) ?? []), source]);
    fanOut.set(source, (fanOut.get(source) ?? 0) + 1);
  }
  const ids = order.map(({ id }) => id);
  const levels = new Map<string, number>();
  return ids.map((id, index) => {
    const layer = layers.get(id)!;
    const from = sources.get(id) ?? [];
    const above = from.map((source) => (levels.get(source) ?? 1) + ((fanOut.get(source) ?? 0) > 1 ? 1 : 0));
    const level =
      from.length > 1 ? Math.max(1, Math.min(...above) - 1) : Math.min(deepest, Math.max(1, ...above));
    levels.set(id, level);
    const follows = from.length === 1 && from[0] === ids[index - 1];
    const names = from.map((source) => layers.get(source)?.name ?? source);
    const { name, kind, bypassed = false } = layer;
    return { id, name, kind, bypassed, level, from: names, branches: !follows };
  });
}
