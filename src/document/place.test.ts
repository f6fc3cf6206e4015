import { describe, expect, it } from 'vitest';
import { closeBlock, openBlock } from './blocks.ts';
import {
  promoteParameter,
  removeBlockParameter,
  renameBlockParameter,
} from './operations/block-parameters.ts';
import { countInstances, detachInstance, removeBlockInputs, setRepeat } from './operations/blocks.ts';
import { chain } from './operations/chain.ts';
import { duplicate } from './operations/clipboard.ts';
import { connect } from './operations/edges.ts';
import { setParams } from './operations/layers.ts';
import { addBlockPort, makeBlock } from './operations/make-block.ts';
import { locate, namePath, openPlace, pathAt, placeOfDefinition, reachablePlace } from './place.ts';

/** input, stage x 2 (unit: two convolutions, as a block in a block), flatten. */
function nested() {
  const row = chain('nested', [
    ['input', { shape: [16, 16, 1] }],
    ['conv2d', { filters: 8, strides: [2, 2] }, 'a'],
    ['conv2d', { filters: 8 }, 'b'],
    ['flatten'],
  ]);
  const unit = makeBlock(row, ['layer-2', 'layer-3'], 'unit')!;
  const stage = makeBlock(unit.document, [unit.instance], 'stage')!;
  return { unit, stage, document: setRepeat(stage.document, stage.instance, 2) };
}

describe('a place', () => {
  it('opens the inside of an instance with the values it has there', () => {
    const { unit, stage, document } = nested();
    const wide = promoteParameter(document, unit.definition, 'layer-2', 'filters', { name: 'width' });
    const inside = openBlock(wide, stage.definition)!;
    const set = closeBlock(wide, stage.definition, setParams(inside, unit.instance, { width: 5 }));
    const place = [
      { instance: stage.instance, repetition: 2 },
      { instance: unit.instance, repetition: 1 },
    ];
    const opened = openPlace(set, place)!;
    expect(opened.definition!.id).toBe(unit.definition);
    expect(opened.values).toEqual({ width: 5 });
    expect(openPlace(set, [])).toEqual({ definition: null, values: null, document: set });
    expect(openPlace(set, [{ instance: 'layer-1', repetition: 1 }])).toBeNull();

    const path = pathAt(place, 'layer-3');
    expect(path).toBe(`${stage.instance}/2/${unit.instance}/1/layer-3`);
    expect(locate(set, path)).toEqual({ place, id: 'layer-3' });
    expect(namePath(set, path)).toBe('stage #2 / unit / b');
    expect(namePath(set, 'nothing/1/here')).toBe('nothing/1/here');
    expect(placeOfDefinition(set, unit.definition)).toEqual([
      { instance: stage.instance, repetition: 1 },
      { instance: unit.instance, repetition: 1 },
    ]);
    expect(placeOfDefinition(set, 'block-99')).toBeNull();
  });

  it('is left as far as it is gone', () => {
    const { unit, stage, document } = nested();
    const place = [
      { instance: stage.instance, repetition: 2 },
      { instance: unit.instance, repetition: 1 },
    ];
    expect(reachablePlace(document, place)).toBe(place);
    expect(reachablePlace(setRepeat(document, stage.instance, 1), place)).toEqual([
      { instance: stage.instance, repetition: 1 },
    ]);
    expect(reachablePlace({ ...document, layers: [] }, place)).toEqual([]);
  });
});

describe('the parameters of a block', () => {
  const made = () => {
    const { unit, document } = nested();
    const once = promoteParameter(document, unit.definition, 'layer-2', 'strides', { name: 'stride' });
    return {
      unit,
      document: promoteParameter(once, unit.definition, 'layer-3', 'strides', { name: 'stride' }),
    };
  };
  const paramsOf = (document: ReturnType<typeof made>['document'], block: string, layer: string) =>
    document.blocks.find(({ id }) => id === block)!.layers.find(({ id }) => id === layer)!.params;

  it('stand for sides that are alike, and for several fields', () => {
    const { unit, document } = made();
    const block = document.blocks.find(({ id }) => id === unit.definition)!;
    expect(block.parameters).toEqual([{ name: 'stride', default: 2 }]);
    expect(paramsOf(document, unit.definition, 'layer-2')['strides']).toEqual(['=stride', '=stride']);
    expect(paramsOf(document, unit.definition, 'layer-3')['strides']).toEqual(['=stride', '=stride']);
    expect(promoteParameter(document, unit.definition, 'layer-2', 'nothing')).toBe(document);
    expect(promoteParameter(document, unit.definition, 'layer-2', 'filters', { name: 'not a name' })).toBe(
      document,
    );
  });

  it('are renamed and removed with every formula', () => {
    const { unit, stage } = nested();
    const { document } = made();
    const inside = openBlock(document, unit.definition)!;
    const formula = setParams(inside, 'layer-3', { filters: '=4 * stride', strides: ['=stride', 1] });
    const written = closeBlock(document, unit.definition, formula);
    const outer = openBlock(written, stage.definition)!;
    const set = closeBlock(written, stage.definition, setParams(outer, unit.instance, { stride: 3 }));
    const renamed = renameBlockParameter(set, unit.definition, 'stride', 's');
    expect(paramsOf(renamed, unit.definition, 'layer-3')).toMatchObject({
      filters: '=4 * s',
      strides: ['=s', 1],
    });
    expect(paramsOf(renamed, stage.definition, unit.instance)).toEqual({ s: 3 });
    expect(renameBlockParameter(renamed, unit.definition, 's', 'no name')).toBe(renamed);
    const removed = removeBlockParameter(renamed, unit.definition, 's');
    expect(paramsOf(removed, unit.definition, 'layer-3')).toMatchObject({ filters: 8, strides: [2, 1] });
    expect(paramsOf(removed, stage.definition, unit.instance)).toEqual({});
    expect(removed.blocks.find(({ id }) => id === unit.definition)!.parameters).toEqual([]);
  });
});

describe('a shared block', () => {
  it('is one for all until one of them is given its own', () => {
    const { stage, document } = nested();
    const twice = duplicate(document, [stage.instance], { x: 0, y: 200 });
    expect(countInstances(twice.document, stage.definition)).toBe(2);
    const apart = detachInstance(twice.document, twice.ids[0]!);
    expect(countInstances(apart, stage.definition)).toBe(1);
    expect(apart.blocks.map(({ name }) => name)).toEqual(['unit', 'stage', 'stage 1']);
    expect(detachInstance(apart, 'layer-1')).toBe(apart);
  });

  it('loses an input together with the wires that led to it', () => {
    const { unit, stage, document } = nested();
    const grown = addBlockPort(openBlock(document, stage.definition)!, 'blockInput');
    const wired = connect(closeBlock(document, stage.definition, grown.document), 'layer-1', stage.instance);
    const two = { ...wired, edges: [...wired.edges, { id: 'e', source: 'layer-4', target: stage.instance }] };
    const first = two.blocks.find(({ id }) => id === stage.definition)!.layers[0]!;
    const one = removeBlockInputs(two, stage.definition, new Set([first.id]));
    expect(one.edges.filter(({ target }) => target === stage.instance)).toEqual([
      { id: 'e', source: 'layer-4', target: stage.instance },
    ]);
    const inside = openBlock(one, stage.definition)!;
    expect(inside.edges.some(({ target }) => target === unit.instance)).toBe(false);
    expect(removeBlockInputs(two, stage.definition, new Set(['no port']))).toBe(two);
  });
});
