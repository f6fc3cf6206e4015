import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Exchange, exchange } from '../../src/collaboration/exchange.ts';
import { SharedDocument } from '../../src/collaboration/shared-document.ts';
import { newDocument } from '../../src/document/create.ts';
import { EditError } from '../../src/document/edit-error.ts';
import { connect } from '../../src/document/operations/edges.ts';
import { addLayer, removeLayers, setParams } from '../../src/document/operations/layers.ts';
import { addNote, editNote } from '../../src/document/operations/notes.ts';
import { setTraining } from '../../src/document/operations/settings.ts';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { templates } from '../../templates/index.ts';
import { anyMaterial, apply, type Drawn, edge, edits } from '../support/document-edits.ts';
import { timely } from '../support/thorough.ts';

/** Numbers from 0 to 1 by a seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const read = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
if (!read.ok) throw new Error(JSON.stringify(read.error));
const lenet5 = read.document;

interface Person {
  readonly shared: SharedDocument;
  readonly wire: Exchange;
}

/** People in a room whose messages are lost, come late and in any order. */
function roomOf(document: ConvasDocument, count: number, random: () => number, loss = 0.2) {
  const people: Person[] = [];
  const flying: { readonly to: number; readonly bytes: Uint8Array }[] = [];
  let [time, reliable] = [0, false];
  for (let person = 0; person < count; person++) {
    const doc = new Y.Doc();
    doc.clientID = 1000 + Math.floor(random() * 1e9);
    const shared = new SharedDocument(person === 0 ? document : null, doc);
    const send = (bytes: Uint8Array): void => {
      for (let to = 0; to < count; to++)
        if (to !== person && (reliable || random() >= loss)) flying.push({ to, bytes });
    };
    const wire = exchange({ doc, person: `p${person}`, send, onOthers: () => {} });
    people.push({ shared, wire });
  }
  const deliver = (share: number): void => {
    for (let left = Math.ceil(flying.length * share); left > 0 && flying.length > 0; left--) {
      const [message] = flying.splice(Math.floor(random() * flying.length), 1);
      people[message!.to]!.wire.take(message!.bytes);
    }
  };
  const tick = (): void => {
    time += 2000;
    for (const { wire } of people) wire.tick(time);
  };
  return {
    people,
    deliver,
    tick,
    /** Until nothing is on its way; with `loss` as before. */
    settle(rounds = 40) {
      reliable = loss === 0;
      for (let round = 0; round < rounds; round++) {
        tick();
        deliver(1);
        deliver(1);
      }
    },
  };
}

/** What a file of the document gives back, and that nothing was left out of it. */
function opens(document: ConvasDocument): void {
  const again = parseDocument(serializeDocument(document));
  if (!again.ok) throw new Error(JSON.stringify(again.error));
  expect(again.notices).toEqual([]);
  expect(again.document).toEqual(JSON.parse(JSON.stringify(document)));
}

const pair = (document: ConvasDocument) => {
  const room = roomOf(document, 2, chance(1), 0);
  room.settle(3);
  return { ...room, a: room.people[0]!.shared, b: room.people[1]!.shared };
};
const row = (): ConvasDocument => {
  let document = newDocument('Row');
  for (const kind of ['input', 'conv2d', 'flatten', 'dense'])
    document = addLayer(document, kind, { x: 0, y: 0 }).document;
  for (const at of [1, 2, 3]) document = connect(document, `layer-${at}`, `layer-${at + 1}`);
  return document;
};

describe('a shared document', () => {
  it('is the one that was shared, for who joins', () => {
    const { a, b } = pair(lenet5);
    expect(a.document).toEqual(lenet5);
    expect(b.document).toEqual(lenet5);
    expect(serializeDocument(b.document)).toBe(serializeDocument(lenet5));
    expect(b.ready).toBe(true);
  });

  it('keeps both edits of one layer, and both of one note', () => {
    const noted = addNote(row(), 'one two', { x: 0, y: 0 }, { width: 100, height: 50 });
    const { a, b, settle } = pair(noted.document);
    const edited = editNote(setParams(a.document, 'layer-2', { filters: 12 }), noted.id, {
      text: 'zero one two',
    });
    a.commit(edited, 'edit');
    b.commit(
      editNote(setParams(b.document, 'layer-2', { strides: [2, 2] }), noted.id, { text: 'one two three' }),
      'edit',
    );
    settle(3);
    expect(b.document).toEqual(a.document);
    expect(a.document.layers[1]!.params).toMatchObject({ filters: 12, strides: [2, 2] });
    expect(a.document.notes[0]!.text).toBe('zero one two three');
  });

  it('keeps the layers that two people add under one id, with the settings of each', () => {
    const { a, b, settle } = pair(row());
    const renamed: [string, string][] = [];
    for (const shared of [a, b]) shared.onChange((_, ids) => renamed.push(...ids));
    for (const [shared, rate] of [
      [a, 0.1],
      [b, 0.2],
    ] as const) {
      const added = addLayer(shared.document, 'dense', { x: 9, y: 9 }, { units: rate * 100 });
      const wired = connect(added.document, 'layer-3', added.id);
      shared.commit(setTraining(wired, { layers: { [added.id]: { rate } } }), 'add');
    }
    settle(3);
    expect(b.document).toEqual(a.document);
    const added = a.document.layers.slice(4);
    expect(added.map(({ params }) => params['units']).sort()).toEqual([10, 20]);
    for (const { id, params } of added) {
      expect(a.document.training.layers[id]).toEqual({ rate: Number(params['units']) / 100 });
      expect(a.document.edges.filter(({ target }) => target === id)).toHaveLength(1);
    }
    expect(new Set(a.document.layers.map(({ name }) => name)).size).toBe(6);
    // One of the two is told that its layer has another id now.
    expect(renamed).toHaveLength(1);
    expect(added.map(({ id }) => id)).toContain(renamed[0]![1]);
  });

  it('leaves out the wires that only merging makes impossible', () => {
    let document = row();
    for (let more = 0; more < 2; more++) document = addLayer(document, 'flatten', { x: 0, y: 0 }).document;
    const { a, b, settle } = pair(document);
    a.commit(connect(a.document, 'layer-5', 'layer-6'), 'wire');
    b.commit(connect(b.document, 'layer-6', 'layer-5'), 'wire');
    settle(3);
    expect(b.document).toEqual(a.document);
    expect(a.document.edges).toHaveLength(4);
    // An input that was free for both is taken by one; a layer that is gone takes its wires along.
    const taken = a.document.edges.at(-1)!.target;
    const free = taken === 'layer-5' ? 'layer-6' : 'layer-5';
    a.commit(connect(a.document, 'layer-3', free), 'wire');
    b.commit(connect(b.document, 'layer-2', free), 'wire');
    settle(3);
    expect(b.document).toEqual(a.document);
    expect(a.document.edges.filter(({ target }) => target === free)).toHaveLength(1);
    a.commit(removeLayers(a.document, ['layer-1']), 'remove');
    b.commit(connect(addLayer(b.document, 'flatten', { x: 0, y: 0 }).document, 'layer-1', 'layer-7'), 'wire');
    settle(3);
    expect(b.document).toEqual(a.document);
    expect(a.document.edges.some(({ source }) => source === 'layer-1')).toBe(false);
    opens(a.document);
  });

  it('refuses an edit whose wires exclude each other', () => {
    const { a } = pair(row());
    expect(() => a.commit(connect(a.document, 'layer-4', 'layer-2'), 'wire')).toThrow(EditError);
    expect(a.document.edges).toHaveLength(3);
  });

  it('takes back the edits of one person alone', () => {
    const { a, b, settle } = pair(row());
    a.commit(setParams(a.document, 'layer-2', { filters: 12 }), 'Filters');
    settle(3);
    b.commit(setParams(b.document, 'layer-4', { units: 7 }), 'Units');
    settle(3);
    expect(a.history.past.map(({ label }) => label)).toEqual(['Filters']);
    a.undo();
    settle(3);
    expect(b.document).toEqual(a.document);
    expect(a.document.layers[1]!.params).toEqual(row().layers[1]!.params);
    expect(a.document.layers[3]!.params['units']).toBe(7);
    expect(a.history.future.map(({ label }) => label)).toEqual(['Filters']);
    a.redo();
    expect(a.document.layers[1]!.params['filters']).toBe(12);
    // A field's edits in a row are one step.
    for (const filters of [1, 2, 3])
      a.commit(setParams(a.document, 'layer-2', { filters }), 'Filters', 'layer-2.filters');
    expect(a.history.past).toHaveLength(2);
    a.undo();
    expect(a.document.layers[1]!.params['filters']).toBe(12);
  });

  it('keeps what did not change, so that little is analyzed again', () => {
    const { a, b, settle } = pair(lenet5);
    const before = b.document;
    a.commit(setParams(a.document, lenet5.layers[1]!.id, { filters: 7 }), 'edit');
    settle(3);
    expect(b.document.layers[2]).toBe(before.layers[2]);
    expect(b.document.edges).toBe(before.edges);
    expect(b.document.training).toBe(before.training);
  });

  const changes = Object.keys(edits).filter((name) => name !== 'chain' && name !== 'copy');
  /** One edit of one person: any operation there is, or a step of undo. */
  const change = (shared: SharedDocument, material: Drawn, random: () => number): void => {
    // Long texts are tried elsewhere: here they would be copied a thousand times.
    const given = {
      ...material,
      text: { ...material.text, times: Math.min(material.text.times, 3) },
    } as Drawn;
    const any = changes[Math.floor(random() * changes.length)]!;
    const name = shared.document.layers.length > 40 ? 'removeLayers' : any;
    const act = random();
    try {
      if (act < 0.05) shared.undo();
      else if (act < 0.08) shared.redo();
      else shared.commit(apply(shared.document, name, given), name, act < 0.3 ? name : null);
    } catch (error) {
      if (!(error instanceof EditError)) throw error;
    }
  };
  it.each(Array.from({ length: timely(2, 5) }, (_, seed) => seed + 1))(
    'opens and is the same for three people after 1,000 edits with a fifth of the messages lost (seed %i)',
    (seed) => {
      const random = chance(seed);
      const room = roomOf(edge(), 3, random);
      room.settle(3);
      const drawn = fc.sample(anyMaterial, { numRuns: 1000, seed });
      for (const material of drawn) {
        const { shared } = room.people[Math.floor(random() * 3)]!;
        change(shared, material, random);
        if (random() < timely(0.1, 1)) opens(shared.document);
        if (random() < 0.3) room.deliver(random());
        if (random() < 0.05) room.tick();
      }
      room.settle();
      const [first, ...others] = room.people.map(({ shared }) => shared);
      for (const other of others) {
        expect(Y.encodeStateVector(other.doc)).toHaveLength(Y.encodeStateVector(first!.doc).length);
        expect(other.document).toEqual(first!.document);
      }
      opens(first!.document);
    },
    120_000,
  );

  it('takes no harm from what is no change of ours', () => {
    const { a, people } = pair(row());
    const before = a.document;
    const strange = new Y.Doc();
    strange.getMap('layers').set('x', 3);
    strange.getMap('layers').set(
      'y',
      new Y.Map([
        ['id', '{'],
        ['kind', '"conv2d"'],
      ]),
    );
    strange.getMap('training').set('epochs', '"many"');
    strange.getMap('blocks').set(
      'b',
      new Y.Map([
        ['id', '"block-1"'],
        ['layers', new Y.Array()],
      ]),
    );
    const update = Y.encodeStateAsUpdate(strange);
    for (const bytes of [
      new Uint8Array(),
      new Uint8Array([1, 255, 255]),
      new Uint8Array([2, 123]),
      new Uint8Array([7]),
    ])
      people[0]!.wire.take(bytes);
    people[0]!.wire.take(new Uint8Array([1, ...update]));
    opens(a.document);
    expect(a.document.layers).toEqual(before.layers);
    expect(a.document.training.epochs).toBe(5);
  });
});
