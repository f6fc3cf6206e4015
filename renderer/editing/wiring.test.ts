import { describe, expect, it } from 'vitest';
import { chain } from '../../src/document/operations/chain.ts';
import { connect } from '../../src/document/operations/edges.ts';
import { addLayer } from '../../src/document/operations/layers.ts';
import { makeBlock } from '../../src/document/operations/make-block.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { moveIntoWire } from './wires.ts';
import { drawWire, planWire, wireToDetach } from './wiring.ts';

/** input > a > b > sum > out, and a > sum: layers 1 to 5. */
function network(): ConvasDocument {
  const row = chain('wires', [
    ['input', {}, 'input'],
    ['conv2d', {}, 'a'],
    ['conv2d', {}, 'b'],
    ['add', {}, 'sum'],
    ['flatten', {}, 'out'],
  ]);
  return connect(row, 'layer-2', 'layer-4');
}

const names = (document: ConvasDocument): string[] => {
  const byId = new Map(document.layers.map(({ id, name }) => [id, name]));
  return document.edges.map(({ source, target }) => `${byId.get(source)} > ${byId.get(target)}`);
};

describe('drawing a wire', () => {
  it('replaces the wire of an input that takes one, and adds to one that takes several', () => {
    expect(planWire(network(), 'layer-1', 'layer-3')).toEqual({ refusal: null, replaces: ['edge-2'] });
    expect(names(drawWire(network(), 'layer-1', 'layer-3'))).toEqual([
      'input > a',
      'b > sum',
      'sum > out',
      'a > sum',
      'input > b',
    ]);
    expect(planWire(network(), 'layer-1', 'layer-4')).toEqual({ refusal: null, replaces: [] });
    const { document, id } = addLayer(network(), 'kindOfTomorrow', { x: 0, y: 0 });
    const occupied = drawWire(document, 'layer-1', id);
    expect(planWire(occupied, 'layer-2', id)).toMatchObject({
      refusal: null,
      replaces: [expect.any(String)],
    });
  });

  it('replaces the wire of a block with one input, and is refused where all of several are taken', () => {
    const block = makeBlock(network(), ['layer-3'], 'one')!;
    expect(planWire(block.document, 'layer-1', block.instance)).toMatchObject({
      refusal: null,
      replaces: [expect.any(String)],
    });
    const two = makeBlock(network(), ['layer-4'], 'two')!;
    const spare = addLayer(two.document, 'input', { x: 0, y: 0 });
    const plan = planWire(spare.document, spare.id, two.instance);
    expect(plan.refusal).toContain('takes 2 inputs, and all of them are taken');
    expect(drawWire(spare.document, spare.id, two.instance)).toBe(spare.document);
  });

  it('sees circles without the wire that gives way', () => {
    // a > b gives way to sum > b: b > sum > b is a circle all the same.
    expect(planWire(network(), 'layer-4', 'layer-3').refusal).toContain('cycle');
    // Two layers that point at each other's place: the wire that would close the circle is the one replaced.
    const row = chain('row', [['input'], ['conv2d'], ['conv2d'], ['conv2d']]);
    const turned = drawWire(row, 'layer-4', 'layer-2');
    expect(turned).toBe(row);
    const open = { ...row, edges: row.edges.filter(({ target }) => target !== 'layer-4') };
    const led = drawWire(open, 'layer-3', 'layer-4');
    expect(planWire(led, 'layer-1', 'layer-3')).toEqual({ refusal: null, replaces: ['edge-2'] });
  });

  it('pulls the chosen wire off an input, else the last', () => {
    expect(wireToDetach(network(), 'layer-4', [])?.id).toBe('edge-5');
    expect(wireToDetach(network(), 'layer-4', ['edge-1', 'edge-3'])?.id).toBe('edge-3');
    expect(wireToDetach(network(), 'layer-1', [])).toBeNull();
  });
});

describe('putting a layer into a wire', () => {
  it('joins its old neighbors where it took from one layer', () => {
    expect(names(moveIntoWire(network(), 'edge-1', 'layer-3'))).toEqual([
      'b > a',
      'sum > out',
      'a > sum',
      'input > b',
    ]);
    expect(names(moveIntoWire(network(), 'edge-4', 'layer-2'))).toEqual([
      'input > b',
      'b > sum',
      'a > out',
      'input > sum',
      'sum > a',
    ]);
  });

  it('takes a layer that merges several out of them all', () => {
    expect(names(moveIntoWire(network(), 'edge-1', 'layer-4'))).toEqual(['sum > a', 'a > b', 'input > sum']);
  });

  it('does nothing in a wire of its own', () => {
    const document = network();
    expect(moveIntoWire(document, 'edge-2', 'layer-3')).toBe(document);
    expect(moveIntoWire(document, 'edge-2', 'layer-2')).toBe(document);
    expect(moveIntoWire(document, 'edge-9', 'layer-2')).toBe(document);
  });
});
