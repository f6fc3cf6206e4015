import ELK from 'elkjs/lib/elk.bundled.js';
import { describe, expect, it } from 'vitest';
import { place } from '../../../../src/document/operations/arrange.ts';
import { chain } from '../../../../src/document/operations/chain.ts';
import { connect } from '../../../../src/document/operations/edges.ts';
import { addLayer } from '../../../../src/document/operations/layers.ts';
import { addNote } from '../../../../src/document/operations/notes.ts';
import { unpackBlock } from '../../../../src/document/operations/unpack-block.ts';
import { parseDocument } from '../../../../src/document/parse.ts';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { TextError } from '../../../../src/text/text-error.ts';
import { templateOf, templates } from '../../../../templates/index.ts';
import { card, grid, stripHeight } from '../../../editing/card.ts';
import { drawnBox } from '../cards/drawn.ts';
import { arrange, fitOf, isTidy } from './layout.ts';

const engine = new ELK();
/** Of the canvas in Build, with the docks as they are at first, at 1440x900 and at 1024x700. */
const views = { wide: { width: 910, height: 731 }, small: { width: 534, height: 531 } } as const;

function open(text: string): ConvasDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new TextError(parsed.error);
  return parsed.document;
}

async function arranged(document: ConvasDocument, view: (typeof views)[keyof typeof views] = views.wide) {
  const places = await arrange(engine, document, null, view);
  return places ? place(document, places) : document;
}

const row = (count: number): ConvasDocument =>
  chain('row', [
    ['input', { shape: [32, 32, 3] }],
    ...Array.from({ length: count - 1 }, () => ['conv2d', { filters: 8, padding: 'same' }] as const),
  ]);
const positions = (document: ConvasDocument) =>
  new Map(document.layers.map(({ id, position }) => [id, position]));

/** The layers from left to right and line by line, as they are read. */
const reading = ({ layers }: ConvasDocument): string[] =>
  layers.toSorted((a, b) => a.position.y - b.position.y || a.position.x - b.position.x).map(({ id }) => id);

describe('arranging', () => {
  it('never shows a template smaller than it was, at 1440x900 and at 1024x700', async () => {
    for (const { id, text } of templates)
      for (const view of Object.values(views)) {
        const before = open(text);
        const after = await arranged(before, view);
        expect(fitOf(after, view), id).toBeGreaterThanOrEqual(fitOf(before, view));
        expect(isTidy(after), id).toBe(true);
        for (const { position } of after.layers)
          expect([position.x % grid, position.y % grid].map(Math.abs)).toEqual([0, 0]);
      }
  }, 120_000);

  it('fills the view also from a single row, without keeping anything of what was', async () => {
    for (const { id, text } of templates) {
      const before = open(text);
      const spread = new Map(before.layers.map((layer, index) => [layer.id, { x: 264 * index, y: 0 }]));
      const after = await arranged(place(before, spread));
      // As large as those who drew the template had it, or nearly.
      expect(fitOf(after, views.wide), id).toBeGreaterThan(0.96 * fitOf(before, views.wide));
    }
  }, 120_000);

  it('leaves what fills the view as it is', async () => {
    const once = await arranged(row(9));
    expect(fitOf(await arranged(once), views.wide)).toBe(fitOf(once, views.wide));
    const lenet = open(templateOf('lenet-5')!.text);
    const better = place(lenet, new Map([['note-1', { x: 0, y: 640 }]]));
    expect(await arrange(engine, better, null, views.wide)).toBeNull();
  });

  it('reads a chain like a page, from the place of its first layer', async () => {
    const moved = place(
      row(12),
      new Map(row(12).layers.map(({ id, position }) => [id, { ...position, x: position.x + 80 }])),
    );
    const after = await arranged(moved);
    expect(reading(after)).toEqual(moved.layers.map(({ id }) => id));
    expect(positions(after).get('layer-1')).toEqual({ x: 80, y: 0 });
    expect(new Set([...positions(after).values()].map(({ y }) => y)).size).toBeGreaterThan(2);
    const few = row(3);
    expect(new Set([...positions(await arranged(few)).values()].map(({ y }) => y)).size).toBe(1);
  });

  it('keeps branches apart, in the order of the document', async () => {
    let document = chain('branches', [['input', { shape: [8, 8, 1] }]]);
    const add = (kind: string, ...sources: string[]): string => {
      const added = addLayer(document, kind, { x: 0, y: 0 });
      document = sources.reduce((whole, source) => connect(whole, source, added.id), added.document);
      return added.id;
    };
    const [one, two] = [add('conv2d', 'layer-1'), add('conv2d', 'layer-1')];
    add('add', one, two);
    const at = positions(await arranged(document));
    expect(at.get(two)!.y - at.get(one)!.y).toBeGreaterThanOrEqual(card.height);
  });

  it('answers with a cycle, and with cards without wires', async () => {
    const ring = connect(row(3), 'layer-3', 'layer-2');
    expect((await arrange(engine, ring, null, views.wide))!.size).toBe(3);
    const loose = { ...row(20), edges: [] };
    expect(isTidy(await arranged(loose))).toBe(true);
    expect(await arrange(engine, { ...loose, layers: [] }, null, views.wide)).toBeNull();
  });

  it('arranges a part where it was, and leaves the rest', async () => {
    const document = row(8);
    const places = (await arrange(engine, document, ['layer-3', 'layer-4', 'layer-5'], views.wide))!;
    expect([...places.keys()].sort()).toEqual(['layer-3', 'layer-4', 'layer-5']);
    expect(places.get('layer-3')).toEqual(positions(document).get('layer-3'));
  });

  it('makes no tower of an unpacked ResNet-152', async () => {
    let document = open(templateOf('resnet152')!.text);
    for (const { id, block } of document.layers)
      if (block) document = unpackBlock(document, id)?.document ?? document;
    expect(document.layers.length).toBeGreaterThan(500);
    const after = await arranged(document);
    expect(isTidy(after)).toBe(true);
    const { width, height } = drawnBox(after).all!;
    expect(width / height).toBeGreaterThan(0.7);
    expect(width / height).toBeLessThan(2.6);
    expect(fitOf(after, views.wide)).toBeGreaterThan(0.07);
  }, 60_000);
});

describe('notes', () => {
  const beside = (
    note: { position: { x: number; y: number }; size: { height: number } },
    at: { x: number; y: number },
  ) => {
    const under = note.position.y - (at.y + card.height + stripHeight);
    const over = at.y - (note.position.y + note.size.height);
    return Math.max(under, over);
  };

  it('go with the layer that they stand beside, above or below, and cover nothing', async () => {
    let document = row(14);
    const [third, tenth] = [positions(document).get('layer-3')!, positions(document).get('layer-10')!];
    document = addNote(document, 'over', { x: tenth.x, y: tenth.y - 120 }).document;
    document = addNote(document, 'under', { x: third.x + 16, y: third.y + 200 }).document;
    document = addNote(document, 'under it', { x: third.x + 16, y: third.y + 310 }).document;
    const after = await arranged(document);
    expect(isTidy(after)).toBe(true);
    const at = positions(after);
    const [over, under, lower] = after.notes as [
      ConvasDocument['notes'][0],
      ConvasDocument['notes'][0],
      ConvasDocument['notes'][0],
    ];
    expect(over.position.y).toBeLessThan(at.get('layer-10')!.y);
    expect(beside(over, at.get('layer-10')!)).toBeLessThanOrEqual(40);
    expect(beside(under, at.get('layer-3')!)).toBeLessThanOrEqual(40);
    expect(beside(under, at.get('layer-3')!)).toBeGreaterThan(0);
    expect(lower.position.y).toBeGreaterThanOrEqual(under.position.y + under.size.height);
  });

  it('stay where they are when their layers do', async () => {
    const document = addNote(row(8), 'far', { x: 0, y: 240 }).document;
    const places = (await arrange(engine, document, ['layer-6', 'layer-7', 'layer-8'], views.wide))!;
    expect(places.has('note-1')).toBe(false);
  });
});
