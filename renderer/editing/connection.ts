import type { Edge } from '../../src/document/schema.ts';

interface Wires {
  readonly edges: readonly Pick<Edge, 'source' | 'target'>[];
}

/** True when data that leaves `target` already reaches `source`: a wire from source to target closes a cycle. */
export function closesCycle({ edges }: Wires, source: string, target: string): boolean {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    const targets = next.get(edge.source);
    if (targets) targets.push(edge.target);
    else next.set(edge.source, [edge.target]);
  }
  const seen = new Set([target]);
  const open = [target];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === source) return true;
    for (const id of next.get(at) ?? []) {
      if (seen.has(id)) continue;
      seen.add(id);
      open.push(id);
    }
  }
  return false;
}

/** The layer that a step along the wires leads to; the first wire where there are several. */
export function neighbor({ edges }: Wires, id: string, way: 'forward' | 'back'): string | null {
  const edge =
    way === 'forward' ? edges.find((wire) => wire.source === id) : edges.find((wire) => wire.target === id);
  return (way === 'forward' ? edge?.target : edge?.source) ?? null;
}
