import type { Graph } from './graph.ts';

export interface Order {
  /** Layer ids, each after all it takes from; ties in the document's order. Those behind a cycle are missing. */
  readonly sorted: readonly string[];
  /** The ids of each cycle's layers, along the wires. */
  readonly cycles: readonly (readonly string[])[];
}

/** Numbers out in ascending order: a binary heap. */
class Heap {
  private readonly items: number[] = [];

  push(item: number): void {
    const { items } = this;
    let index = items.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (items[parent]! <= item) break;
      items[index] = items[parent]!;
      index = parent;
    }
    items[index] = item;
  }

  pop(): number | undefined {
    const { items } = this;
    const least = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return least;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1]! < items[child]!) child++;
      if (items[child]! >= last) break;
      items[index] = items[child]!;
      index = child;
    }
    items[index] = last;
    return least;
  }
}

/** Topological order (Kahn 1962), without recursion: networks may be thousands of layers deep. */
export function order(graph: Graph): Order {
  const place = new Map(graph.layers.map((layer, index) => [layer.id, index]));
  const waiting = graph.layers.map((layer) => graph.incoming.get(layer.id)!.length);
  const ready = new Heap();
  waiting.forEach((count, index) => {
    if (count === 0) ready.push(index);
  });
  const sorted: string[] = [];
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    const { id } = graph.layers[index]!;
    sorted.push(id);
    for (const edge of graph.outgoing.get(id)!) {
      const target = place.get(edge.target)!;
      waiting[target]! -= 1;
      if (waiting[target] === 0) ready.push(target);
    }
  }
  return { sorted, cycles: sorted.length === graph.layers.length ? [] : findCycles(graph, new Set(sorted)) };
}

/**
 * One cycle for each knot of the layers that have no place in the order: walk backwards along first unplaced
 * inputs until a layer repeats. Layers that only hang behind a cycle are not named.
 */
function findCycles(graph: Graph, placed: ReadonlySet<string>): string[][] {
  const visited = new Set<string>();
  const cycles: string[][] = [];
  for (const { id } of graph.layers) {
    if (placed.has(id) || visited.has(id)) continue;
    const path: string[] = [];
    const onPath = new Map<string, number>();
    let current: string | undefined = id;
    while (current !== undefined && !visited.has(current)) {
      visited.add(current);
      onPath.set(current, path.length);
      path.push(current);
      current = graph.incoming.get(current)!.find((edge) => !placed.has(edge.source))?.source;
    }
    const start = current === undefined ? undefined : onPath.get(current);
    if (start !== undefined) cycles.push(fromFirst(graph, path.slice(start).reverse()));
  }
  return cycles;
}

/** The same circle, begun at the layer that comes first in the document. */
function fromFirst(graph: Graph, ring: readonly string[]): string[] {
  const members = new Set(ring);
  const first = graph.layers.find((layer) => members.has(layer.id))!.id;
  const at = ring.indexOf(first);
  return [...ring.slice(at), ...ring.slice(0, at)];
}
