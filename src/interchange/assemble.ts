import { newDocument } from '../document/create.ts';
import { limits } from '../document/limits.ts';
import { uniqueNames } from '../document/names.ts';
import { columnWidth } from '../document/operations/chain.ts';
import type { ConvasDocument, Edge, LayerNode } from '../document/schema.ts';

/** A layer as an importer found it. */
export interface FoundLayer {
  readonly kind: string;
  readonly name: string;
  readonly params: LayerNode['params'];
  /** Places in the list of the layers that it takes from, in order. */
  readonly inputs: readonly number[];
  /** Its weights do not train. */
  readonly frozen?: boolean;
}

/** Height of a card and its gap on the canvas. */
const rowHeight = 132;

/** The length of the longest path to each layer; layers of a cycle stay where the walk met them. */
function depthsOf(layers: readonly FoundLayer[]): readonly number[] {
  const depths = layers.map(() => 0);
  const waiting = layers.map(({ inputs }) => inputs.length);
  const consumers = layers.map((): number[] => []);
  for (const [at, { inputs }] of layers.entries()) for (const from of inputs) consumers[from]?.push(at);
  const ready = layers.flatMap(({ inputs }, at) => (inputs.length === 0 ? [at] : []));
  for (const at of ready) {
    for (const consumer of consumers[at]!) {
      depths[consumer] = Math.max(depths[consumer]!, depths[at]! + 1);
      if (--waiting[consumer]! === 0) ready.push(consumer);
    }
  }
  return depths;
}

/** Where each layer stands: a column for each depth, the layers of one around the middle. */
function positionsOf(layers: readonly FoundLayer[]) {
  const depths = depthsOf(layers);
  const counts = new Map<number, number>();
  for (const depth of depths) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  const used = new Map<number, number>();
  return depths.map((depth) => {
    const row = used.get(depth) ?? 0;
    used.set(depth, row + 1);
    return { x: depth * columnWidth, y: (row - (counts.get(depth)! - 1) / 2) * rowHeight };
  });
}

/** A document of these layers, with unique names and laid out from left to right. Its layers keep their order. */
export function assemble(name: string, found: readonly FoundLayer[]): ConvasDocument {
  const unique = uniqueNames([], limits.name);
  const positions = positionsOf(found);
  const layers = found.map(
    ({ kind, name: own, params }, at): LayerNode => ({
      id: `layer-${at + 1}`,
      kind,
      name: unique(own || 'layer'),
      params,
      position: positions[at]!,
    }),
  );
  const edges = found
    .flatMap(({ inputs }, at) => inputs.map((from) => ({ source: layers[from]!.id, target: layers[at]!.id })))
    .map((edge, at): Edge => ({ id: `edge-${at + 1}`, ...edge }));
  const document = newDocument(name);
  const frozen = layers.filter((_, at) => found[at]!.frozen).map(({ id }) => [id, { frozen: true }] as const);
  return {
    ...document,
    layers,
    edges,
    training: { ...document.training, layers: Object.fromEntries(frozen) },
  };
}
