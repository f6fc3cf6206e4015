import { blockKind, isPort } from '../blocks.ts';
import type { ConvasDocument, LayerNode } from '../schema.ts';

/** A part of a network that stands in it several times: ids of its layers, in the same order each time. */
export type RepeatedPart = readonly (readonly string[])[];

/** Fewer layers are as easily read as a block. */
const minLayers = 3;
/** In a row of what is looked for: longer parts are stages, whose units are blocks already. */
const maxItems = 40;
/** Of a whole network; above it the search would take long. */
const maxLayersSearched = 5000;

/** Layers that everything passes: from behind one that all paths meet in to the next such, that one included. */
interface Item {
  readonly ids: readonly string[];
  /** What makes two of them alike. */
  readonly signature: string;
  /** Paths part and meet in it. */
  readonly branches: boolean;
}

interface Wiring {
  readonly order: readonly LayerNode[];
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

/** The layers with each after all it takes from; null where there is a circle. */
function wiringOf({ layers, edges }: ConvasDocument): Wiring | null {
  const sources = new Map(layers.map(({ id }) => [id, [] as string[]]));
  const targets = new Map(layers.map(({ id }) => [id, [] as string[]]));
  for (const { source, target } of edges) {
    sources.get(target)?.push(source);
    targets.get(source)?.push(target);
  }
  const place = new Map(layers.map((layer, at) => [layer.id, at]));
  const waiting = new Map(layers.map(({ id }) => [id, sources.get(id)!.length]));
  const order: LayerNode[] = [];
  let ready = layers.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => place.get(id)!);
  while (ready.length > 0) {
    const at = Math.min(...ready);
    ready = ready.filter((each) => each !== at);
    const { id } = layers[at]!;
    order.push(layers[at]!);
    for (const target of targets.get(id)!) {
      const left = waiting.get(target)! - 1;
      waiting.set(target, left);
      if (left === 0) ready.push(place.get(target)!);
    }
  }
  return order.length === layers.length ? { order, sources } : null;
}

/** Single numbers may differ between parts that are alike: they become parameters of the block. */
const shapeOf = (params: LayerNode['params']): string =>
  JSON.stringify(
    Object.keys(params)
      .sort()
      .map((key) => [key, typeof params[key] === 'number' ? 'number' : params[key]]),
  );

function itemsOf({ order, sources }: Wiring): Item[] {
  const place = new Map(order.map(({ id }, at) => [id, at]));
  // How far each layer's output is still needed.
  const last = order.map((_, at) => at);
  const ends = new Set(order.map(({ id }) => id));
  for (const [at, { id }] of order.entries()) {
    for (const source of sources.get(id)!) {
      last[place.get(source)!] = at;
      ends.delete(source);
    }
  }
  const items: Item[] = [];
  let begin = 0;
  let needed = 0;
  for (const [at] of order.entries()) {
    // All that was computed before is used up: only this output leads on.
    const meets = needed <= at;
    needed = Math.max(needed, last[at]!);
    // An output of the network in the middle is needed to the end.
    if (ends.has(order[at]!.id)) needed = order.length;
    if (!meets && at < order.length - 1) continue;
    const layers = order.slice(begin, at + 1);
    const within = new Map(layers.map(({ id }, own) => [id, own]));
    const signature = JSON.stringify(
      layers.map((layer) => [
        layer.kind,
        layer.bypassed === true,
        layer.block ?? null,
        shapeOf(layer.params),
        sources.get(layer.id)!.map((source) => within.get(source) ?? -1),
      ]),
    );
    const closed = layers.some(
      (layer) => layer.kind === 'input' || layer.kind === blockKind || isPort(layer),
    );
    items.push({
      ids: layers.map(({ id }) => id),
      // Alike to none.
      signature: closed ? `${at}` : signature,
      branches: layers.length > 1,
    });
    begin = at + 1;
  }
  return items;
}

interface Candidate {
  readonly places: readonly number[];
  readonly length: number;
  readonly gain: number;
}

/** Whether it is something smaller several times in a row. */
const isPeriodic = (row: readonly number[]): boolean =>
  Array.from({ length: row.length - 1 }, (_, at) => at + 1).some(
    (period) => row.length % period === 0 && row.every((each, at) => each === row[at % period]),
  );

/** Where each row of so many items stands, without overlaps. @param kinds -1: taken already */
function placesOfRows(kinds: readonly number[], length: number): Iterable<readonly number[]> {
  const rows = new Map<string, number[]>();
  for (let at = 0; at + length <= kinds.length; at++) {
    const row = kinds.slice(at, at + length);
    if (row.includes(-1) || isPeriodic(row)) continue;
    const known = rows.get(row.join());
    if (!known) rows.set(row.join(), [at]);
    else if (known.at(-1)! + length <= at) known.push(at);
  }
  return rows.values();
}

/** The repeated row of items that leaves out most layers; null where none does. */
function bestRow(items: readonly Item[], kinds: readonly number[]): Candidate | null {
  let best: Candidate | null = null;
  for (let length = 1; length <= Math.min(maxItems, items.length / 2); length++) {
    for (const places of placesOfRows(kinds, length)) {
      if (places.length < 2) continue;
      const own = items.slice(places[0]!, places[0]! + length);
      const size = own.reduce((sum, { ids }) => sum + ids.length, 0);
      // One unit, and not several that happen to follow each other.
      if (size < minLayers || own.filter(({ branches }) => branches).length > 1) continue;
      const gain = size * (places.length - 1);
      if (!best || gain > best.gain) best = { places, length, gain };
    }
  }
  return best;
}

/**
 * Parts of a network that stand in it several times, those first that most layers belong to: units of a residual network,
 * modules of an inception network. They are as alike as one block with parameters can be; no layer is in two of them.
 */
export function repeatedParts(document: ConvasDocument): readonly RepeatedPart[] {
  if (document.layers.length > maxLayersSearched) return [];
  const wiring = wiringOf(document);
  if (!wiring) return [];
  const items = itemsOf(wiring);
  const numbers = new Map<string, number>();
  const kinds = items.map(({ signature }) => {
    const known = numbers.get(signature) ?? numbers.size;
    numbers.set(signature, known);
    return known;
  });
  const parts: RepeatedPart[] = [];
  for (let best = bestRow(items, kinds); best; best = bestRow(items, kinds)) {
    const { places, length } = best;
    parts.push(places.map((at) => items.slice(at, at + length).flatMap(({ ids }) => ids)));
    for (const at of places) kinds.fill(-1, at, at + length);
  }
  return parts;
}
