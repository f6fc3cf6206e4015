import { argumentsOf, definitionOf, openBlock } from './blocks.ts';
import { substitute } from './formula.ts';
import type { BlockDefinition, ConvasDocument, LayerNode } from './schema.ts';

/** A way into a block: the instance, by its id where it stands, and which of its repetitions; from 1. */
export interface PlaceStep {
  readonly instance: string;
  readonly repetition: number;
}

/** A part of a network: its inside, seen from an instance; outer steps first, none for the network itself. */
export type Place = readonly PlaceStep[];

/** The path of a layer of that part, as `network` writes them: `layer-3/2/layer-1`. */
export const pathAt = (place: Place, id: string): string =>
  [...place.map(({ instance, repetition }) => `${instance}/${repetition}`), id].join('/');

/** A part that is open: its definition (null: the network itself) and what its formulas compute with. */
export interface Opened {
  readonly definition: BlockDefinition | null;
  readonly values: LayerNode['params'] | null;
  /** The part as a document, which every operation on documents edits. */
  readonly document: ConvasDocument;
}

/** Opens a part; null where a step leads nowhere. */
export function openPlace(document: ConvasDocument, place: Place): Opened | null {
  let opened: Opened = { definition: null, values: null, document };
  for (const { instance: id, repetition } of place) {
    const node = opened.document.layers.find((layer) => layer.id === id);
    const definition = node && definitionOf(document, node);
    if (!node?.block || !definition || repetition > node.block.repeat) return null;
    const instance = opened.values ? substitute(node, opened.values) : node;
    const inside = openBlock(document, definition.id)!;
    opened = { definition, values: argumentsOf(definition, instance), document: inside };
  }
  return opened;
}

/** As much of a place as there still is. */
export function reachablePlace(document: ConvasDocument, place: Place): Place {
  let kept = place;
  while (kept.length > 0 && openPlace(document, kept) === null) {
    const last = kept.at(-1)!;
    // A block that repeats less often than before is still open where it stands.
    kept = last.repetition > 1 ? [...kept.slice(0, -1), { ...last, repetition: 1 }] : kept.slice(0, -1);
  }
  return kept;
}

const inner = /^([1-9]\d*)\/(.+)$/s;

/** Where the thing (layer or wire) of that path is written down: the part that holds it, and its id there. */
export function locate(document: ConvasDocument, path: string): { place: Place; id: string } {
  const place: PlaceStep[] = [];
  let { layers, edges }: Pick<ConvasDocument, 'layers' | 'edges'> = document;
  let rest = path;
  for (;;) {
    const here = rest;
    if (layers.some((layer) => layer.id === here) || edges.some((edge) => edge.id === here))
      return { place, id: here };
    const outer = layers.find((layer) => layer.block && here.startsWith(`${layer.id}/`));
    const definition = outer && definitionOf(document, outer);
    const step = outer && inner.exec(here.slice(outer.id.length + 1));
    if (!definition || !step) return { place: [], id: path };
    place.push({ instance: outer.id, repetition: Number(step[1]) });
    ({ layers, edges } = definition);
    rest = step[2]!;
  }
}

/** True for the same way in, whichever repetitions. */
export const sameInstances = (a: Place, b: Place): boolean =>
  a.length === b.length && a.every((step, index) => step.instance === b[index]!.instance);

/** A way to the first instance of a block, the least deep; null where no layer stands for it. */
export function placeOfDefinition(document: ConvasDocument, definition: string): Place | null {
  const blocks = new Map(document.blocks.map((block) => [block.id, block]));
  const seen = new Set<string>();
  const open: { place: Place; layers: readonly LayerNode[] }[] = [{ place: [], layers: document.layers }];
  for (const { place, layers } of open) {
    for (const layer of layers) {
      const id = layer.block?.definition;
      if (id === undefined || seen.has(id)) continue;
      seen.add(id);
      const inside = [...place, { instance: layer.id, repetition: 1 }];
      if (id === definition) return inside;
      open.push({ place: inside, layers: blocks.get(id)?.layers ?? [] });
    }
  }
  return null;
}

/** A path as a person reads it: `stage2 #3 / conv1`; the number where the block repeats. The path where nothing is there. */
export function namePath(document: ConvasDocument, path: string): string {
  const { place, id } = locate(document, path);
  const names: string[] = [];
  for (const [depth, { instance, repetition }] of place.entries()) {
    const node = openPlace(document, place.slice(0, depth))?.document.layers.find(
      (layer) => layer.id === instance,
    );
    if (!node) return path;
    names.push(node.block && node.block.repeat > 1 ? `${node.name} #${repetition}` : node.name);
  }
  const own = openPlace(document, place)?.document.layers.find((layer) => layer.id === id);
  return own ? [...names, own.name].join(' / ') : path;
}
