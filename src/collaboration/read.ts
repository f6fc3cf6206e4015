import * as Y from 'yjs';
import { blockInputKind } from '../document/blocks.ts';
import { newDocument } from '../document/create.ts';
import { clip, limits } from '../document/limits.ts';
import {
  type BlockDefinition,
  blockDefinitionSchema,
  type ConvasDocument,
  documentSchema,
} from '../document/schema.ts';
import {
  type Blocks,
  blockKeyOf,
  entriesOf,
  idsOf,
  type Memory,
  type PartKeys,
  readPart,
  type SharedPart,
} from './part.ts';
import { plain, type SharedList, type SharedRecord } from './values.ts';
import { withoutCycles } from './wires.ts';

/** The parts of a shared document, by their names in it. */
export interface SharedRoot extends SharedPart {
  readonly head: SharedRecord;
  readonly description: Y.Text;
  readonly blocks: SharedList;
  readonly data: SharedRecord;
  readonly training: SharedRecord;
  /** Settings of single layers, by the layers' keys. */
  readonly layerTraining: SharedRecord;
}

export function rootOf(doc: Y.Doc): SharedRoot {
  return {
    head: doc.getMap('head'),
    description: doc.getText('description'),
    layers: doc.getMap('layers'),
    edges: doc.getMap('edges'),
    notes: doc.getMap('notes'),
    blocks: doc.getMap('blocks'),
    data: doc.getMap('data'),
    training: doc.getMap('training'),
    layerTraining: doc.getMap('layerTraining'),
  };
}

export interface DocumentKeys extends PartKeys {
  /** Of the blocks, by their ids. */
  readonly blocks: ReadonlyMap<string, string>;
  /** Of what is inside of each block, by the block's id. */
  readonly inside: ReadonlyMap<string, PartKeys>;
}

export interface Read {
  readonly document: ConvasDocument;
  readonly keys: DocumentKeys;
}

const listIn = (record: SharedRecord, field: string): SharedList => {
  const list = record.get(field);
  return list instanceof Y.Map ? (list as SharedList) : new Y.Doc().getMap('none');
};

/** The inside of a block. */
export const partOf = (block: SharedRecord): SharedPart => ({
  layers: listIn(block, 'layers'),
  edges: listIn(block, 'edges'),
  notes: listIn(block, 'notes'),
});

const { training: trainingSchema, data: dataSchema } = documentSchema.shape;

/** The settings; of a field that cannot be read, the default. */
function readTraining(
  root: SharedRoot,
  layers: PartKeys['layers'],
  memory: Memory,
): ConvasDocument['training'] {
  const fields = plain(root.training);
  const all = plain(root.layerTraining);
  const own = [...layers].flatMap(([id, key]) => (all[key] === undefined ? [] : [[id, all[key]]]));
  const whole = { ...fields, layers: Object.fromEntries(own) };
  const read = memory.read('training', trainingSchema, whole);
  if (read) return read;
  const good = Object.entries(whole).filter(
    ([name, value]) => trainingSchema.safeParse({ [name]: value }).success,
  );
  return trainingSchema.parse(Object.fromEntries(good));
}

/** Which block may be in which, where two people have put each into the other: the instance that stands first stays. */
function circles(entries: ReturnType<typeof entriesOf>, blocks: SharedList) {
  const held = entries.flatMap(({ key }) =>
    entriesOf(partOf(blocks.get(key)!).layers).flatMap((layer) => {
      const target = blockKeyOf(layer);
      return target === null ? [] : [{ source: key, target }];
    }),
  );
  const good = new Set(
    withoutCycles(held.filter(({ source, target }) => source !== target)).map(({ source, target }) =>
      JSON.stringify([source, target]),
    ),
  );
  return (block: string) => (inner: string) => good.has(JSON.stringify([block, inner]));
}

/**
 * What a shared document is as a document that a file may hold. It depends on the changes alone, not on the order in
 * which they arrived.
 */
export function readShared(root: SharedRoot, memory: Memory): Read {
  const head = plain(root.head);
  const entries = entriesOf(root.blocks);
  const ids = idsOf(entries);
  const mayHold = circles(entries, root.blocks);
  const inputs = new Map(
    entries.map(({ key }) => [
      ids.get(key)!,
      entriesOf(partOf(root.blocks.get(key)!).layers).filter(
        ({ values }) => values['kind'] === blockInputKind,
      ).length,
    ]),
  );
  const known: Blocks = {
    ids,
    inputsOf: (id) => inputs.get(id) ?? Number.POSITIVE_INFINITY,
    mayHold: () => true,
  };
  const blockKeys = new Map<string, string>();
  const inside = new Map<string, PartKeys>();
  const blocks = entries.flatMap(({ key, values }): BlockDefinition[] => {
    const id = ids.get(key)!;
    const { layers: _layers, edges: _edges, notes: _notes, order: _order, ...own } = values;
    const name = `block ${key}`;
    const read = readPart(name, partOf(root.blocks.get(key)!), { ...known, mayHold: mayHold(key) }, memory);
    const empty = { layers: [], edges: [], notes: [] };
    const found = memory.read(name, blockDefinitionSchema, { ...own, id, ...empty });
    if (!found) return [];
    blockKeys.set(id, key);
    inside.set(id, read.keys);
    return [memory.block(name, found, read.part)];
  });
  const { part, keys } = readPart('', root, known, memory);
  const data = plain(root.data);
  const dataset = data['dataset'] === undefined ? null : data;
  const document: ConvasDocument = {
    ...newDocument(clip(String(head['name'] ?? ''), limits.name)),
    description: clip(root.description.toString(), limits.text),
    ...part,
    blocks: memory.list('blocks', blocks),
    data: memory.read('data', dataSchema, dataset),
    training: readTraining(root, keys.layers, memory),
  };
  return { document, keys: { ...keys, blocks: blockKeys, inside } };
}
