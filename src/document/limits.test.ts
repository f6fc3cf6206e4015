import { describe, expect, it } from 'vitest';
import { imageSteps } from '../preprocessing/edit.ts';
import { message } from '../text/message.ts';
import { whyNotStorable } from './check.ts';
import { newDocument } from './create.ts';
import { clampNoteSize, clampPosition, clip, limits } from './limits.ts';
import { freshIds, uniqueNames } from './names.ts';
import { chain } from './operations/chain.ts';
import { duplicate } from './operations/clipboard.ts';
import { setParams } from './operations/layers.ts';
import { addNote, editNote } from './operations/notes.ts';
import { setData, setDescription, setTraining } from './operations/settings.ts';
import { parseDocument } from './parse.ts';
import { serializeDocument } from './serialize.ts';

const longest = 'n'.repeat(limits.name);

describe('the limits of a file', () => {
  it('cut a text between characters, never inside of one', () => {
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('abcd', 3)).toBe('abc');
    expect(clip('ab😀', 3)).toBe('ab');
    expect(clip('ab😀', 4)).toBe('ab😀');
  });

  it('hold for a name that a copy is given: its end gives way to the number', () => {
    const unique = uniqueNames([longest], limits.name);
    expect(unique(longest)).toBe(`${'n'.repeat(limits.name - 2)}_1`);
    expect(unique(longest)).toBe(`${'n'.repeat(limits.name - 2)}_2`);
    const copied = duplicate(chain('c', [['flatten', {}, longest]]), ['layer-1'], { x: 0, y: 9 });
    expect(copied.document.layers.map(({ name }) => name.length)).toEqual([limits.name, limits.name]);
    expect(parseDocument(serializeDocument(copied.document)).ok).toBe(true);
  });

  it('hold for descriptions and notes', () => {
    const long = 'x'.repeat(limits.text + 1);
    const described = setDescription(newDocument('d'), long);
    const noted = addNote(described, long, { x: 0, y: 0 });
    const edited = editNote(noted.document, noted.id, { text: `${long}y` });
    expect(edited.description).toHaveLength(limits.text);
    expect(edited.notes[0]!.text).toHaveLength(limits.text);
    expect(parseDocument(serializeDocument(edited)).ok).toBe(true);
  });

  it('hold for places and sizes', () => {
    expect(clampPosition({ x: 1e12, y: -Infinity })).toEqual({ x: 1e7, y: -1e7 });
    expect(clampPosition({ x: Number.NaN, y: -0 })).toEqual({ x: 0, y: 0 });
    expect(clampNoteSize({ width: 1, height: 1e9 })).toEqual({ width: 40, height: 5000 });
  });

  it('hold for ids, however high they were counted', () => {
    const document = chain('c', [['flatten'], ['flatten']]);
    const highest = document.layers.map((layer, index) => ({
      ...layer,
      id: `layer-${index === 0 ? Number.MAX_SAFE_INTEGER : 1}`,
    }));
    const next = freshIds({ ...document, layers: highest }, 'layer');
    expect([next(), next()]).toEqual(['layer-2', 'layer-3']);
  });

  it('refuse in a sentence what cannot be cut', () => {
    const document = chain('c', [['dense']]);
    const deep = JSON.parse(`${'['.repeat(120)}${']'.repeat(120)}`);
    expect(() => setParams(document, 'layer-1', { units: Infinity })).toThrow(
      'The value of units contains Infinity: use a finite number.',
    );
    expect(() => setParams(document, 'layer-1', { units: deep })).toThrow('is nested more than');
    expect(() => setTraining(document, { epochs: 1e9 })).toThrow('The field epochs must be at most 100000');
    const data = {
      dataset: 'd'.repeat(1001),
      preprocessing: imageSteps('pad', null),
      target: 'label',
    } as const;
    expect(() => setData(document, data)).toThrow(
      'The field dataset may have at most 1,000 characters, but it is longer.',
    );
  });

  it('are asked of what an edit made, in a sentence', () => {
    const document = chain('c', [['flatten']]);
    expect(whyNotStorable(document)).toBeNull();
    const named = { ...document, layers: [{ ...document.layers[0]!, name: `${longest}n` }] };
    expect(whyNotStorable(named)).toEqual(message('document.field-too-long', { field: 'name', most: 200 }));
    const inside = { id: 'block-1', name: 'b', description: '', parameters: [], edges: [], notes: [] };
    expect(whyNotStorable({ ...document, blocks: [{ ...inside, layers: named.layers }] })).toEqual(
      message('document.field-too-long', { field: 'name', most: 200 }),
    );
  });

  it('keep a document from being written that is too long to be read', () => {
    const text = 'x'.repeat(limits.text);
    const note = addNote(newDocument('d'), text, { x: 0, y: 0 }).document.notes[0]!;
    const notes = Array.from({ length: 700 }, (_, index) => ({ ...note, id: `note-${index}` }));
    expect(() => serializeDocument({ ...newDocument('d'), notes })).toThrow(
      /^The document would take [\d,]+ characters; a file may have at most 67,108,864/,
    );
  });
});
