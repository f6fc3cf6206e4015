import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextError } from '../../text/text-error.ts';
import { newDocument } from '../create.ts';
import { EditError } from '../edit-error.ts';
import { parseDocument } from '../parse.ts';
import type { ConvasDocument } from '../schema.ts';
import { serializeDocument } from '../serialize.ts';
import { align, distribute, moveBy, place } from './arrange.ts';
import { chain } from './chain.ts';
import { copy, duplicate, paste } from './clipboard.ts';
import { connect, disconnect, insertOnEdge, moveInput, whyNotConnect } from './edges.ts';
import { addLayer, removeAndRewire, removeLayers, renameLayer, setParams } from './layers.ts';
import { addNote, editNote, removeNotes } from './notes.ts';
import { moveLine } from './room.ts';
import { setData, setName, setTraining } from './settings.ts';

const row = chain('row', [['input'], ['conv2d'], ['maxPooling2d'], ['conv2d'], ['flatten']]);
const wires = (document: ConvasDocument) => document.edges.map(({ source, target }) => `${source}>${target}`);
const names = (document: ConvasDocument) => document.layers.map((layer) => layer.name);

describe('room in a line', () => {
  it('is made among its own layers, though the next line is near', () => {
    const at = [0, 264, 528, 0, 264].map((x, index) => ({ x, y: index < 3 ? 0 : 224 }));
    const broken = place(row, new Map(row.layers.map(({ id }, index) => [id, at[index]!])));
    const roomy = moveLine(broken, 'layer-2', 264, true);
    expect(roomy.layers.map(({ position }) => position.x)).toEqual([0, 528, 792, 0, 264]);
  });
});

describe('layers', () => {
  it('are named and numbered as Keras does, with their defaults written out', () => {
    expect(names(row)).toEqual(['input', 'conv2d', 'max_pooling2d', 'conv2d_1', 'flatten']);
    expect(row.layers[1]!.params).toMatchObject({ filters: 32, kernelSize: [3, 3], activation: 'linear' });
    const { document, id } = addLayer(row, 'neverHeardOf', { x: 1, y: 2 }, { a: 1 });
    expect(id).toBe('layer-6');
    expect(document.layers.at(-1)).toMatchObject({ params: { a: 1 }, position: { x: 1, y: 2 } });
  });

  it('leave with their wires, or close the gap', () => {
    expect(wires(removeLayers(row, ['layer-2', 'layer-3']))).toEqual(['layer-4>layer-5']);
    expect(wires(removeAndRewire(row, ['layer-2', 'layer-3']))).toEqual([
      'layer-1>layer-4',
      'layer-4>layer-5',
    ]);
    expect(removeAndRewire(row, ['layer-1'])).toEqual(removeLayers(row, ['layer-1']));
    expect(removeLayers(row, ['nobody'])).toBe(row);
  });

  it('close the gap in the place the old wire had, and never twice', () => {
    let document = row;
    const merged = addLayer(document, 'add', { x: 0, y: 0 });
    document = connect(connect(merged.document, 'layer-3', merged.id), 'layer-2', merged.id);
    expect(wires(removeAndRewire(document, ['layer-3'])).filter((wire) => wire.endsWith(merged.id))).toEqual([
      `layer-2>${merged.id}`,
    ]);
    const rewired = removeAndRewire(document, ['layer-2']);
    expect(wires(rewired)).toContain('layer-1>layer-3');
    expect(wires(rewired).filter((wire) => wire.endsWith(merged.id))).toEqual([
      `layer-3>${merged.id}`,
      `layer-1>${merged.id}`,
    ]);
    expect(wires(removeAndRewire(document, [merged.id]))).toEqual(wires(row));
  });

  it('leave no trace in each other when one changes', () => {
    const changed = setParams(row, 'layer-2', { filters: 8 });
    expect(changed.layers[1]!.params).toMatchObject({ filters: 8, kernelSize: [3, 3] });
    expect(changed.layers.map((layer, index) => layer === row.layers[index])).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
    expect(changed.edges).toBe(row.edges);
    expect(setParams(row, 'layer-2', { filters: 32, kernelSize: [3, 3] })).toBe(row);
    expect(() => setParams(row, 'layer-2', { kernelSize: [Number.NaN, 3] })).toThrow(EditError);
  });

  it('keep their names unique', () => {
    expect(names(renameLayer(row, 'layer-2', ' conv2d_1 '))[1]).toBe('conv2d_2');
    expect(renameLayer(row, 'layer-2', 'conv2d')).toBe(row);
    expect(renameLayer(row, 'layer-2', '  ')).toBe(row);
    expect(names(renameLayer(row, 'layer-2', 'C1'))[1]).toBe('C1');
  });
});

describe('wires', () => {
  it('join two layers once, and never one to itself', () => {
    expect(whyNotConnect(row, 'layer-1', 'layer-1')).toBe('self-loop');
    expect(whyNotConnect(row, 'layer-1', 'layer-2')).toBe('already-connected');
    expect(whyNotConnect(row, 'layer-1', 'x')).toBe('missing-layer');
    expect(connect(row, 'layer-1', 'layer-2')).toBe(row);
    const joined = connect(row, 'layer-1', 'layer-3');
    expect(joined.edges.at(-1)).toEqual({ id: 'edge-5', source: 'layer-1', target: 'layer-3' });
    expect(disconnect(joined, ['edge-5']).edges).toEqual(row.edges);
    expect(disconnect(row, ['edge-99'])).toBe(row);
  });

  it('take a layer in between, in the same place among the inputs', () => {
    const { document, id } = addLayer(row, 'dropout', { x: 0, y: 0 });
    const inserted = insertOnEdge(document, 'edge-2', id);
    expect(wires(inserted)).toEqual([
      'layer-1>layer-2',
      `${id}>layer-3`,
      'layer-3>layer-4',
      'layer-4>layer-5',
      `layer-2>${id}`,
    ]);
    expect(insertOnEdge(document, 'edge-2', 'layer-2')).toBe(document);
    expect(insertOnEdge(document, 'none', id)).toBe(document);
  });

  it('change their place among the inputs', () => {
    const document = connect(connect(row, 'layer-1', 'layer-5'), 'layer-2', 'layer-5');
    const into = (d: ConvasDocument) =>
      d.edges.filter((edge) => edge.target === 'layer-5').map((edge) => edge.source);
    expect(into(document)).toEqual(['layer-4', 'layer-1', 'layer-2']);
    expect(into(moveInput(document, 'edge-6', 0))).toEqual(['layer-2', 'layer-4', 'layer-1']);
    expect(moveInput(document, 'edge-5', 1)).toBe(document);
  });
});

describe('clipboard', () => {
  it('carries layers and the wires between them through a text', () => {
    const noted = addNote(row, 'see', { x: 0, y: 0 });
    const fragment = copy(noted.document, ['layer-2', 'layer-3', noted.id]);
    const read = parseDocument(serializeDocument(fragment));
    if (!read.ok) throw new TextError(read.error);
    const { document, ids } = paste(noted.document, read.document, { x: 10, y: 20 });
    expect(ids).toEqual(['layer-6', 'layer-7', 'note-2']);
    expect(names(document).slice(5)).toEqual(['conv2d_2', 'max_pooling2d_1']);
    expect(wires(document).at(-1)).toBe('layer-6>layer-7');
    expect(document.layers[5]!.position).toEqual({ x: 274, y: 20 });
    expect(paste(newDocument(''), row, { x: 0, y: 0 }).document.layers).toEqual(row.layers);
  });

  it('duplicates', () => {
    const { document, ids } = duplicate(row, ['layer-2'], { x: 0, y: 100 });
    expect(document.layers).toHaveLength(6);
    expect(document.layers.at(-1)).toMatchObject({
      id: ids[0],
      kind: 'conv2d',
      position: { x: 264, y: 100 },
    });
    expect(document.edges).toEqual(row.edges);
  });
});

describe('arranging', () => {
  const size = () => ({ width: 100, height: 50 });
  const scattered = place(
    row,
    new Map([
      ['layer-1', { x: 0, y: 0 }],
      ['layer-2', { x: 150, y: 40 }],
      ['layer-3', { x: 500, y: -30 }],
    ]),
  );
  const chosen = ['layer-1', 'layer-2', 'layer-3'];
  const xs = (document: ConvasDocument) => document.layers.slice(0, 3).map((layer) => layer.position.x);
  const ys = (document: ConvasDocument) => document.layers.slice(0, 3).map((layer) => layer.position.y);

  it('moves, aligns and distributes', () => {
    expect(xs(moveBy(scattered, chosen, { x: 5, y: 0 }))).toEqual([5, 155, 505]);
    expect(moveBy(scattered, chosen, { x: 0, y: 0 })).toBe(scattered);
    expect(xs(align(scattered, chosen, 'right', size))).toEqual([500, 500, 500]);
    expect(ys(align(scattered, chosen, 'top', size))).toEqual([-30, -30, -30]);
    expect(ys(align(scattered, chosen, 'middle', size))).toEqual([5, 5, 5]);
    expect(xs(distribute(scattered, chosen, 'horizontal', size))).toEqual([0, 250, 500]);
    expect(align(scattered, ['layer-1'], 'left', size)).toBe(scattered);
  });

  it('keeps positions within what a file may hold', () => {
    expect(xs(place(row, new Map([['layer-1', { x: 1e12, y: 0 }]])))[0]).toBe(1e7);
    expect(place(row, new Map([['layer-1', { x: Number.NaN, y: 0 }]]))).toBe(row);
  });
});

describe('notes and settings', () => {
  it('change', () => {
    const { document, id } = addNote(row, 'a', { x: 1, y: 2 });
    expect(editNote(document, id, { text: 'b' }).notes).toMatchObject([
      { text: 'b', position: { x: 1, y: 2 } },
    ]);
    expect(editNote(document, 'none', { text: 'b' })).toBe(document);
    expect(removeNotes(document, [id]).notes).toEqual([]);
    expect(setName(row, 'n').name).toBe('n');
    expect(setTraining(row, { epochs: 9 }).training).toEqual({ ...row.training, epochs: 9 });
    expect(setData(row, null).data).toBeNull();
  });
});

const edit = fc.oneof(
  fc.tuple(fc.constant('add'), fc.constantFrom('conv2d', 'add', 'flatten'), fc.nat(9)),
  fc.tuple(fc.constant('connect'), fc.nat(9), fc.nat(9)),
  fc.tuple(fc.constant('remove'), fc.nat(9), fc.nat(9)),
  fc.tuple(fc.constant('rewire'), fc.nat(9), fc.nat(9)),
  fc.tuple(fc.constant('insert'), fc.nat(9), fc.nat(9)),
  fc.tuple(fc.constant('duplicate'), fc.nat(9), fc.nat(9)),
  fc.tuple(fc.constant('rename'), fc.nat(9), fc.nat(9)),
);

const perform: Record<string, (document: ConvasDocument, a: never, b: never) => ConvasDocument> = {
  add: (document, kind: string, y: number) => addLayer(document, kind, { x: 0, y }).document,
  connect: (document, a: number, b: number) => connect(document, `layer-${a}`, `layer-${b}`),
  remove: (document, a: number, b: number) => removeLayers(document, [`layer-${a}`, `layer-${b}`]),
  rewire: (document, a: number, b: number) => removeAndRewire(document, [`layer-${a}`, `layer-${b}`]),
  insert: (document, a: number, b: number) => insertOnEdge(document, `edge-${a}`, `layer-${b}`),
  duplicate: (document, a: number, b: number) =>
    duplicate(document, [`layer-${a}`, `layer-${b}`], { x: 8, y: 8 }).document,
  rename: (document, a: number, b: number) => renameLayer(document, `layer-${a}`, `n${b}`),
};

describe('any series of edits', () => {
  it('gives a sound document that survives its file, and leaves what it came from alone', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        let document = row;
        for (const [name, a, b] of edits) {
          const frozen = JSON.stringify(document);
          const next = perform[name]!(document, a as never, b as never);
          expect(JSON.stringify(document)).toBe(frozen);
          document = next;
        }
        const read = parseDocument(serializeDocument(document));
        if (!read.ok) throw new TextError(read.error);
        expect(read.notices).toEqual([]);
        expect(read.document).toEqual(document);
        expect(new Set(names(document)).size).toBe(document.layers.length);
      }),
      { numRuns: 60 },
    );
  });
});
