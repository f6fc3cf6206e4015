import { blockInputKind, blockOutputKind } from '../document/blocks.ts';
import type { BlockDefinition, Edge, LayerNode } from '../document/schema.ts';

/** The layers and wires of the document or of a block, with what is looked up in them. */
export interface Part {
  readonly layers: readonly LayerNode[];
  readonly incoming: ReadonlyMap<string, readonly Edge[]>;
  /** Layers that others take from. */
  readonly used: ReadonlySet<string>;
  /** The ports where wires arrive. */
  readonly ports: readonly LayerNode[];
  /** Whether something leads out. */
  readonly leadsOut: boolean;
}

export function partOf({ layers, edges }: Pick<BlockDefinition, 'layers' | 'edges'>): Part {
  const incoming = new Map<string, Edge[]>();
  for (const edge of edges) {
    const wires = incoming.get(edge.target);
    if (wires) wires.push(edge);
    else incoming.set(edge.target, [edge]);
  }
  const used = new Set(edges.map((edge) => edge.source));
  const exit = layers.find((layer) => layer.kind === blockOutputKind);
  const ports = layers.filter((layer) => layer.kind === blockInputKind);
  return { layers, incoming, used, ports, leadsOut: exit !== undefined && incoming.has(exit.id) };
}

const parts = new WeakMap<BlockDefinition, Part>();

/** Remembered by the definition's identity: definitions are immutable. */
export function partOfBlock(definition: BlockDefinition): Part {
  const part = parts.get(definition) ?? partOf(definition);
  parts.set(definition, part);
  return part;
}
