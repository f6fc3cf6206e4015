import { blockInputKind, blockOutputKind } from '../document/blocks.ts';
import type { BlockDefinition, Edge, LayerNode } from '../document/schema.ts';
import { kindOf } from '../layers/registry.ts';

/** How many wires lead into a layer at most; of a block, as many as it has inputs. */
function capacityOf(layer: LayerNode, inputsOf: (block: string) => number): number {
  if (layer.block) return inputsOf(layer.block.definition);
  if (layer.kind === blockInputKind) return 0;
  if (layer.kind === blockOutputKind) return 1;
  return kindOf(layer.kind)?.inputs.max ?? Number.POSITIVE_INFINITY;
}

interface Wire {
  readonly source: string;
  readonly target: string;
}

/** Whether no wire leads back (Kahn 1962). */
function isAcyclic(wires: readonly Wire[]): boolean {
  const incoming = new Map<string, number>();
  const next = new Map<string, string[]>();
  for (const { source, target } of wires) {
    incoming.set(target, (incoming.get(target) ?? 0) + 1);
    next.set(source, [...(next.get(source) ?? []), target]);
  }
  const free = [...next.keys()].filter((id) => !incoming.has(id));
  let done = 0;
  for (const id of free)
    for (const target of next.get(id) ?? []) {
      done++;
      const left = incoming.get(target)! - 1;
      incoming.set(target, left);
      if (left === 0) free.push(target);
    }
  return done === wires.length;
}

/** The wires that close no cycle with those before them. */
export function withoutCycles<T extends Wire>(wires: readonly T[]): T[] {
  if (isAcyclic(wires)) return [...wires];
  const next = new Map<string, string[]>();
  const reaches = (from: string, to: string): boolean => {
    const seen = new Set([from]);
    for (const id of seen) {
      if (id === to) return true;
      for (const target of next.get(id) ?? []) seen.add(target);
    }
    return false;
  };
  return wires.filter(({ source, target }) => {
    if (reaches(target, source)) return false;
    next.set(source, [...(next.get(source) ?? []), target]);
    return true;
  });
}

/**
 * The wires that can all be there at once: both ends exist, no pair twice, no input taken twice, no cycle. Of those that
 * exclude each other the one that stands first stays.
 * @param inputsOf how many inputs a block has, by its id
 */
export function validWires<T extends Wire>(
  wires: readonly T[],
  layers: readonly LayerNode[],
  inputsOf: (block: string) => number,
): T[] {
  const room = new Map(layers.map((layer) => [layer.id, capacityOf(layer, inputsOf)]));
  const pairs = new Set<string>();
  const fitting = wires.filter(({ source, target }) => {
    const pair = JSON.stringify([source, target]);
    const left = room.get(target) ?? 0;
    if (!room.has(source) || source === target || left === 0 || pairs.has(pair)) return false;
    pairs.add(pair);
    room.set(target, left - 1);
    return true;
  });
  return withoutCycles(fitting);
}

/** Whether all wires of a document, and of the blocks in it, can be there at once. */
export function hasSoundWires(document: {
  readonly layers: readonly LayerNode[];
  readonly edges: readonly Edge[];
  readonly blocks: readonly BlockDefinition[];
}): boolean {
  const inputs = new Map(
    document.blocks.map(({ id, layers }) => [
      id,
      layers.filter(({ kind }) => kind === blockInputKind).length,
    ]),
  );
  const inputsOf = (id: string): number => inputs.get(id) ?? Number.POSITIVE_INFINITY;
  return [document, ...document.blocks].every(
    ({ edges, layers }) => validWires(edges, layers, inputsOf).length === edges.length,
  );
}
