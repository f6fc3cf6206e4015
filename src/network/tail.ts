import type { ConvasDocument, Edge, LayerNode } from '../document/schema.ts';
import type { GraphEdge, GraphLayer } from './graph.ts';
import { resolve } from './resolve.ts';
import type { AnalyzerState } from './state.ts';

/** Beyond so many layers or wires an edit is no small one. */
const maxChanges = 16;

/** An edit at the end of a network: layers taken away, and others put in their place. */
export interface TailEdit {
  /** The layer that nothing took from before it, or takes from after it: where the tail begins. */
  readonly from: string;
  /** The ids of the layers that are gone, the last of the topological order. */
  readonly removed: readonly string[];
  /** In topological order, ties in the document's order. */
  readonly added: readonly GraphLayer[];
  /** Wires into the added, each layer's in the order of its inputs. */
  readonly wires: readonly GraphEdge[];
  /** The layer that nothing takes from now. */
  readonly output: string;
  /** Where in the document's layers they stand: so many from `at` on are exchanged for those. */
  readonly at: number;
  readonly count: number;
  readonly layers: readonly GraphLayer[];
}

interface Exchange<T> {
  readonly at: number;
  readonly before: readonly T[];
  readonly after: readonly T[];
}

/** What stands between the same beginning and the same end of two lists; null where that is much. */
function exchangeOf<T>(one: readonly T[], other: readonly T[]): Exchange<T> | null {
  const shorter = Math.min(one.length, other.length);
  let at = 0;
  while (at < shorter && one[at] === other[at]) at++;
  let end = 0;
  while (end < shorter - at && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const [before, after] = [one.slice(at, one.length - end), other.slice(at, other.length - end)];
  return before.length > maxChanges || after.length > maxChanges ? null : { at, before, after };
}

/** Whether documents differ in layers, wires and notes alone. */
function sameBesides(one: ConvasDocument, other: ConvasDocument): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof ConvasDocument)[]);
  for (const key of keys)
    if (key !== 'layers' && key !== 'edges' && key !== 'notes' && one[key] !== other[key]) return false;
  return true;
}

/** Layers by the order in which they can be computed, ties as they are given; null where there is a circle. */
function ordered(layers: readonly LayerNode[], wires: readonly Edge[]): readonly LayerNode[] | null {
  const waiting = [...layers];
  const sorted: LayerNode[] = [];
  while (waiting.length > 0) {
    const isWaiting = (id: string): boolean => waiting.some((other) => other.id === id);
    const next = waiting.findIndex(
      ({ id }) => !wires.some(({ source, target }) => target === id && isWaiting(source)),
    );
    if (next < 0) return null;
    sorted.push(...waiting.splice(next, 1));
  }
  return sorted;
}

/** Whether a layer has what the checks of layers and wires want of it. @param layers all */
function isSound(node: LayerNode, wires: readonly Edge[], layers: readonly LayerNode[]): boolean {
  const inputs = resolve(node).kind?.inputs;
  const taken = wires.filter(({ target }) => target === node.id).length;
  if (!inputs || taken < Math.max(1, inputs.min) || taken > inputs.max) return false;
  let called = 0;
  for (const { name } of layers) if (name === node.name) called++;
  return called === 1;
}

/**
 * Whether an edit changes nothing but the end of a network that is whole before and after it: one output, all layers
 * wired, no blocks. Null where it does more; changes nothing.
 */
export function tailEdit(state: AnalyzerState, document: ConvasDocument): TailEdit | null {
  const { structure, expansion, finder } = state;
  const { sorted, outputs, isolated, cycles } = structure;
  if (document.blocks.length > 0 || expansion.bypassed.length > 0 || cycles.length > 0) return null;
  if (isolated.size > 0 || outputs.length !== 1 || !finder.isSound) return null;
  if (!sameBesides(state.document, document)) return null;
  const layers = exchangeOf(state.document.layers, document.layers);
  const edges = exchangeOf(state.document.edges, document.edges);
  if (!layers || !edges || document.layers.length < 2) return null;
  if (layers.after.some(({ block, bypassed }) => block || bypassed)) return null;

  const removed = new Set(layers.before.map(({ id }) => id));
  const kept = sorted.length - removed.size;
  const from = sorted[kept - 1];
  if (from === undefined || sorted.slice(kept).some((id) => !removed.has(id))) return null;
  const gone = edges.before.filter((edge) => !edges.after.includes(edge));
  const drawn = edges.after.filter((edge) => !edges.before.includes(edge));
  const leads = (edge: Edge, among: { has(id: string): boolean }): boolean =>
    among.has(edge.target) && (edge.source === from || among.has(edge.source));
  const added = new Map(layers.after.map((node) => [node.id, node]));
  if (gone.some((edge) => !leads(edge, removed)) || drawn.some((edge) => !leads(edge, added))) return null;
  // Wires of removed layers are gone with them, or their ends would be missing.
  const lost = [...removed].reduce((sum, id) => sum + expansion.graph.incoming.get(id)!.length, 0);
  if (lost !== gone.length) return null;
  // An id that stays is a layer that was changed, not exchanged.
  for (const id of added.keys()) if (removed.has(id) || state.results.has(id)) return null;
  if (!layers.after.every((node) => isSound(node, drawn, document.layers))) return null;
  const ends = layers.after.filter(({ id }) => !drawn.some(({ source }) => source === id));
  if (ends.length > 1 || (layers.after.length > 0 && !drawn.some(({ source }) => source === from)))
    return null;
  const sequence = ordered(layers.after, drawn);
  if (!sequence) return null;
  const made = new Map(layers.after.map((node) => [node.id, { id: node.id, name: node.name, node }]));
  return {
    from,
    removed: sorted.slice(kept),
    added: sequence.map(({ id }) => made.get(id)!),
    wires: drawn.map(({ id, source, target }) => ({ id, source, target })),
    output: ends[0]?.id ?? from,
    at: layers.at,
    count: layers.before.length,
    layers: [...made.values()],
  };
}
