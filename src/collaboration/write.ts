import * as Y from 'yjs';
import { newDocument } from '../document/create.ts';
import type { ConvasDocument, Edge, LayerNode, Note } from '../document/schema.ts';
import { ordered } from './order.ts';
import type { Part, PartKeys, SharedPart } from './part.ts';
import { type DocumentKeys, partOf, type SharedRoot } from './read.ts';
import { put, type SharedList, type SharedRecord, setText } from './values.ts';

type Keys = ReadonlyMap<string, string>;
type Fields = Readonly<Record<string, unknown>>;

/** Sets the fields that differ, and takes those that are gone. */
function putChanged(record: SharedRecord, before: Fields, after: Fields): void {
  for (const field of Object.keys(before)) if (!Object.hasOwn(after, field)) record.delete(field);
  for (const [field, value] of Object.entries(after))
    if (JSON.stringify(before[field]) !== JSON.stringify(value)) put(record, field, value);
}

interface Member {
  readonly id: string;
}

interface Lists<T extends Member> {
  readonly list: SharedList;
  readonly before: readonly T[];
  readonly after: readonly T[];
  readonly keys: Keys;
  readonly newKey: () => string;
  /** Writes what differs between two members; of a new one, all. */
  readonly write: (record: SharedRecord, before: T | null, after: T, key: string) => void;
}

/** Makes a shared list what it is after an edit. Returns the keys of its members, by their ids. */
function writeList<T extends Member>({
  list,
  before,
  after,
  keys,
  newKey,
  write,
}: Lists<T>): Map<string, string> {
  const known = new Map(before.map((member) => [member.id, member]));
  const left = new Set(after.map(({ id }) => id));
  const written = new Map<string, string>();
  if (before === after) {
    for (const { id } of after) written.set(id, keys.get(id)!);
    return written;
  }
  for (const { id } of before) if (!left.has(id)) list.delete(keys.get(id)!);
  for (const { id } of after) {
    const key = keys.get(id);
    if (key === undefined) {
      const made = newKey();
      list.set(made, new Y.Map());
      written.set(id, made);
    } else written.set(id, key);
  }
  const orders = after.map(({ id }) => {
    const order: unknown = JSON.parse(String(list.get(written.get(id)!)?.get('order') ?? 'null'));
    return typeof order === 'number' ? order : null;
  });
  const next = ordered(orders);
  after.forEach((member, at) => {
    const key = written.get(member.id)!;
    const record = list.get(key)!;
    const past = known.get(member.id) ?? null;
    if (past !== member) write(record, past, member, key);
    if (next[at] !== orders[at]) put(record, 'order', next[at]);
  });
  return written;
}

/** The text of a record that several may write in at a time. */
function writeText(record: SharedRecord, field: string, after: string): void {
  const shared = record.get(field);
  const text = shared instanceof Y.Text ? shared : new Y.Text();
  if (text !== shared) record.set(field, text);
  setText(text, after);
}

function writeParams(record: SharedRecord, before: LayerNode | null, after: LayerNode): void {
  const shared = record.get('params');
  const known = before && shared instanceof Y.Map ? (shared as SharedRecord) : null;
  const params: SharedRecord = known ?? new Y.Map();
  if (!known) record.set('params', params);
  putChanged(params, known ? before!.params : {}, after.params);
}

/** Makes a shared part what it is after an edit. Returns the keys of its layers. */
function writePart(
  shared: SharedPart,
  keys: PartKeys,
  before: Part,
  after: Part,
  blocks: Keys,
  newKey: () => string,
): Map<string, string> {
  const withBlockKey = ({ id, kind, name, position, block, bypassed, searchSpace }: LayerNode): Fields => ({
    id,
    kind,
    name,
    position,
    ...(block && { block: { ...block, definition: blocks.get(block.definition) ?? block.definition } }),
    ...(bypassed !== undefined && { bypassed }),
    ...(searchSpace && { searchSpace }),
  });
  const layers = writeList<LayerNode>({
    list: shared.layers,
    before: before.layers,
    after: after.layers,
    keys: keys.layers,
    newKey,
    write(record, past, layer) {
      putChanged(record, past ? withBlockKey(past) : {}, withBlockKey(layer));
      if (past?.params !== layer.params) writeParams(record, past, layer);
    },
  });
  writeList<Note>({
    list: shared.notes,
    before: before.notes,
    after: after.notes,
    keys: keys.notes,
    newKey,
    write(record, past, { text, ...others }) {
      const { text: _text, ...known } = past ?? { text: '' };
      putChanged(record, known, others);
      if (past?.text !== text) writeText(record, 'text', text);
    },
  });
  // Nobody sees them, and they would take the place of a wire that is drawn now.
  if (before.edges !== after.edges) for (const key of keys.excluded) shared.edges.delete(key);
  // A layer may be gone and its id given anew: wires name it by the key that it has now.
  const ends = ({ id, source, target }: Edge): Fields => ({
    id,
    source: layers.get(source) ?? source,
    target: layers.get(target) ?? target,
  });
  writeList<Edge>({
    list: shared.edges,
    before: before.edges,
    after: after.edges,
    keys: keys.edges,
    newKey,
    write: (record, past, edge) =>
      putChanged(
        record,
        past
          ? {
              id: past.id,
              source: keys.layers.get(past.source),
              target: keys.layers.get(past.target),
            }
          : {},
        ends(edge),
      ),
  });
  return layers;
}

const noKeys: PartKeys = { layers: new Map(), edges: new Map(), notes: new Map(), excluded: [] };
const emptyPart: Part = { layers: [], edges: [], notes: [] };

function writeBlocks(
  root: SharedRoot,
  keys: DocumentKeys,
  before: Before,
  after: ConvasDocument,
  newKey: () => string,
): Map<string, string> {
  const blocks = writeList({
    list: root.blocks,
    before: before.blocks,
    after: after.blocks,
    keys: keys.blocks,
    newKey,
    write(record, past, { id, name, description, parameters }) {
      const own = past && {
        id: past.id,
        name: past.name,
        description: past.description,
        parameters: past.parameters,
      };
      putChanged(record, own ?? {}, { id, name, description, parameters });
      if (past === null) for (const list of ['layers', 'edges', 'notes']) record.set(list, new Y.Map());
    },
  });
  // The insides once all blocks have their keys: an instance names its block by it.
  const past = new Map(before.blocks.map((block) => [block.id, block]));
  for (const block of after.blocks) {
    const known = past.get(block.id);
    if (known === block) continue;
    const part = partOf(root.blocks.get(blocks.get(block.id)!)!);
    writePart(part, keys.inside.get(block.id) ?? noKeys, known ?? emptyPart, block, blocks, newKey);
  }
  return blocks;
}

type Before = Omit<ConvasDocument, 'training'> & { readonly training: { readonly layers: Fields } };

/** What there is before a document is shared. */
export const emptyShared: Before = { ...newDocument(''), training: { layers: {} } };

/** Makes a shared document what it is after an edit, by as few changes as the edit needs. */
export function writeShared(
  root: SharedRoot,
  keys: DocumentKeys,
  before: Before,
  after: ConvasDocument,
  newKey: () => string,
): void {
  if (before.name !== after.name || !root.head.has('name')) put(root.head, 'name', after.name);
  setText(root.description, after.description);
  const blocks = writeBlocks(root, keys, before, after, newKey);
  const layers = writePart(root, keys, before, after, blocks, newKey);
  if (before.data !== after.data) putChanged(root.data, { ...before.data }, { ...after.data });
  if (before.training === after.training) return;
  const { layers: pastOwn, ...past } = before.training;
  const { layers: own, ...settings } = after.training;
  putChanged(root.training, past, settings);
  const byKey = (values: Fields, keysOf: Keys): Fields =>
    Object.fromEntries(
      Object.entries(values).flatMap(([id, value]) => {
        const key = keysOf.get(id);
        return key === undefined ? [] : [[key, value]];
      }),
    );
  putChanged(root.layerTraining, byKey(pastOwn, keys.layers), byKey(own, layers));
}
