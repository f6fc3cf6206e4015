import type { z } from 'zod';
import { clip, limits } from '../document/limits.ts';
import { uniqueNames } from '../document/names.ts';
import {
  type BlockDefinition,
  type Edge,
  edgeSchema,
  type LayerNode,
  layerNodeSchema,
  type Note,
  noteSchema,
} from '../document/schema.ts';
import { plain, type SharedList, type SharedRecord } from './values.ts';
import { validWires } from './wires.ts';

/** Layers, wires and notes of a shared document, or of a block in it. */
export interface SharedPart {
  readonly layers: SharedList;
  readonly edges: SharedList;
  readonly notes: SharedList;
}

/** The keys of what a part shows, by the ids that it has there. */
export interface PartKeys {
  readonly layers: ReadonlyMap<string, string>;
  readonly edges: ReadonlyMap<string, string>;
  readonly notes: ReadonlyMap<string, string>;
  /** Keys of wires between layers that are there, which others exclude. */
  readonly excluded: readonly string[];
}

export interface Part {
  readonly layers: LayerNode[];
  readonly edges: Edge[];
  readonly notes: Note[];
}

export interface Entry {
  readonly key: string;
  readonly values: Record<string, unknown>;
}

const orderOf = ({ values }: Entry): number => {
  const { order } = values;
  return typeof order === 'number' && Number.isFinite(order) ? order : 0;
};
const byKey = (a: Entry, b: Entry): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
const byOrder = (a: Entry, b: Entry): number => orderOf(a) - orderOf(b) || byKey(a, b);

/** The records of a list in their order; one that is no record of ours is left out. */
export function entriesOf(list: SharedList): Entry[] {
  const entries: Entry[] = [];
  for (const [key, record] of list)
    if (key !== '__proto__' && typeof (record as Partial<SharedRecord>)?.set === 'function')
      entries.push({ key, values: plain(record) });
  return entries.sort(byOrder);
}

/**
 * Ids by key. Where two people have given one id, the first key keeps it, and the other one's is made of both: the same
 * everywhere, whatever arrived first.
 */
export function idsOf(entries: readonly Entry[]): Map<string, string> {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  for (const entry of entries.toSorted(byKey)) {
    const { id } = entry.values;
    const wanted = typeof id === 'string' && id !== '' ? clip(id, limits.id) : entry.key;
    let given = wanted;
    for (let count = 1; taken.has(given); count++) {
      const suffix = count === 1 ? `-${entry.key}` : `-${entry.key}-${count}`;
      given = clip(wanted, limits.id - suffix.length) + suffix;
    }
    taken.add(given);
    ids.set(entry.key, given);
  }
  return ids;
}

/** Names by key: one that two layers have stays with the first key, and the others get a number, as Keras does it. */
function namesOf(entries: readonly Entry[]): Map<string, string> {
  const names = new Map<string, string>();
  const first = new Set<string>();
  const others: Entry[] = [];
  for (const entry of entries.toSorted(byKey)) {
    const { name } = entry.values;
    if (typeof name !== 'string' || first.has(name)) others.push(entry);
    else {
      first.add(name);
      names.set(entry.key, name);
    }
  }
  const unique = uniqueNames(first, limits.name);
  for (const { key, values } of others) names.set(key, unique(String(values['name'] ?? 'layer')));
  return names;
}

/** Objects that were made before, by key: what stays the same keeps its identity. */
export class Memory {
  private readonly made = new Map<string, { readonly text: string; readonly value: unknown }>();
  private readonly lists = new Map<string, readonly unknown[]>();
  private readonly blocks = new Map<string, BlockDefinition>();

  /** What a schema makes of a value; null where it refuses it. */
  read<T>(key: string, schema: z.ZodType<T>, value: unknown): T | null {
    const text = JSON.stringify(value);
    const known = this.made.get(key);
    if (known?.text === text) return known.value as T | null;
    const made = schema.safeParse(value);
    const result = made.success ? made.data : null;
    this.made.set(key, { text, value: result });
    return result;
  }

  /** The list as it was made last, where its members are the same. */
  list<T>(key: string, members: T[]): T[] {
    const known = this.lists.get(key);
    if (known?.length === members.length && known.every((member, at) => member === members[at]))
      return known as T[];
    this.lists.set(key, members);
    return members;
  }

  /** A block made of what was read; as it was made last, where all of that is the same. */
  block(key: string, head: BlockDefinition, { layers, edges, notes }: Part): BlockDefinition {
    const parts = [head, layers, edges, notes];
    const name = `${key} made of`;
    const same = this.lists.get(name) === this.list(name, parts);
    const known = this.blocks.get(key);
    if (same && known) return known;
    const made = { ...head, layers, edges, notes };
    this.blocks.set(key, made);
    return made;
  }
}

/** What is known of a document's blocks before its parts are read. */
export interface Blocks {
  /** Their ids, by their keys. */
  readonly ids: ReadonlyMap<string, string>;
  /** How many inputs a block has, by its id. */
  readonly inputsOf: (id: string) => number;
  /** Whether an instance of it, in the part that is read, closes no circle of blocks. */
  readonly mayHold: (key: string) => boolean;
}

/** The instance of a block that a layer's values name, with the block's id in place of its key. */
function instanceIn(values: Record<string, unknown>, blocks: Blocks): object | undefined {
  const { block } = values;
  if (typeof block !== 'object' || block === null) return undefined;
  const { definition, ...others } = block as { definition?: unknown };
  return { ...others, definition: blocks.ids.get(String(definition)) ?? String(definition) };
}

/** The key of the block that a layer stands for; null where it stands for none. */
export function blockKeyOf({ values }: Entry): string | null {
  const { block } = values;
  if (typeof block !== 'object' || block === null) return null;
  return String((block as { definition?: unknown }).definition);
}

/** Reads a part, and makes it one that a file may hold: the same for everyone who has the same changes. */
export function readPart(
  name: string,
  shared: SharedPart,
  blocks: Blocks,
  memory: Memory,
): { part: Part; keys: PartKeys } {
  const layerEntries = entriesOf(shared.layers).filter((entry) => {
    const block = blockKeyOf(entry);
    return block === null || blocks.mayHold(block);
  });
  const noteEntries = entriesOf(shared.notes);
  // Both lie on the canvas: their ids are of one kind.
  const ids = idsOf([...layerEntries, ...noteEntries]);
  const names = namesOf(layerEntries);
  const keys = {
    layers: new Map<string, string>(),
    edges: new Map<string, string>(),
    notes: new Map<string, string>(),
  };
  const layers = layerEntries.flatMap(({ key, values }) => {
    const { order: _order, block: _block, ...others } = values;
    const block = instanceIn(values, blocks);
    const own = { ...others, id: ids.get(key), name: names.get(key), ...(block && { block }) };
    const layer = memory.read(`${name} ${key}`, layerNodeSchema, own);
    if (layer) keys.layers.set(layer.id, key);
    return layer ? [layer] : [];
  });
  const notes = noteEntries.flatMap(({ key, values }) => {
    const { order: _order, text, ...others } = values;
    const own = { ...others, id: ids.get(key), text: clip(String(text ?? ''), limits.text) };
    const note = memory.read(`${name} ${key}`, noteSchema, own);
    if (note) keys.notes.set(note.id, key);
    return note ? [note] : [];
  });
  const edgeEntries = entriesOf(shared.edges);
  const edgeIds = idsOf(edgeEntries);
  const known = new Map([...keys.layers].map(([id, key]) => [key, id]));
  const wires = edgeEntries.flatMap(({ key, values }) => {
    const [source, target] = [known.get(String(values['source'])), known.get(String(values['target']))];
    return source === undefined || target === undefined ? [] : [{ key, source, target }];
  });
  const sound = validWires(wires, layers, blocks.inputsOf);
  const kept = new Set(sound.map(({ key }) => key));
  const excluded = wires.flatMap(({ key }) => (kept.has(key) ? [] : [key]));
  const edges = sound.flatMap(({ key, source, target }) => {
    const edge = memory.read(`${name} ${key}`, edgeSchema, { id: edgeIds.get(key), source, target });
    if (edge) keys.edges.set(edge.id, key);
    return edge ? [edge] : [];
  });
  return {
    part: {
      layers: memory.list(`${name} layers`, layers),
      edges: memory.list(`${name} edges`, edges),
      notes: memory.list(`${name} notes`, notes),
    },
    keys: { ...keys, excluded },
  };
}
