import { describe, expect, it } from 'vitest';
import { closeBlock, isPort, openBlock } from '../document/blocks.ts';
import { newDocument } from '../document/create.ts';
import { promoteParameter, setBlockParameter } from '../document/operations/block-parameters.ts';
import { addInstance, removeBlock, renameBlock, setRepeat } from '../document/operations/blocks.ts';
import { chain } from '../document/operations/chain.ts';
import { copy, paste } from '../document/operations/clipboard.ts';
import { connect } from '../document/operations/edges.ts';
import { addLayer, removeLayers, setParams } from '../document/operations/layers.ts';
import { makeBlock, whyNotBlock } from '../document/operations/make-block.ts';
import { unpackBlock } from '../document/operations/unpack-block.ts';
import { parseDocument } from '../document/parse.ts';
import type { ConvasDocument } from '../document/schema.ts';
import { serializeDocument } from '../document/serialize.ts';
import { TextError } from '../text/text-error.ts';
import { analyze, createAnalyzer } from './analyze.ts';
import type { Analysis } from './network.ts';
import { applyRepair } from './repair.ts';

/** input, conv 8, [conv 8, conv 8 + shortcut], flatten, dense: a residual network of one unit. */
function residual(): ConvasDocument {
  const same = { filters: 8, padding: 'same' };
  const row = chain('residual', [
    ['input', { shape: [16, 16, 1] }],
    ['conv2d', same, 'stem'],
    ['conv2d', { ...same, activation: 'relu' }, 'a'],
    ['conv2d', same, 'b'],
    ['add', {}, 'sum'],
    ['flatten'],
    ['dense', { units: 10, activation: 'softmax' }, 'out'],
  ]);
  return connect(row, 'layer-2', 'layer-5');
}

const made = () => makeBlock(residual(), ['layer-3', 'layer-4', 'layer-5'], 'unit')!;

/** What a network computes, whatever its layers are called. */
function essence({ network, totals }: Analysis) {
  const place = new Map(network!.layers.map((layer, index) => [layer.id, index]));
  return {
    totals,
    layers: network!.layers.map(({ kind, params, inputs, outputShape }) => ({
      kind: kind.kind,
      params,
      inputs: inputs.map((id) => place.get(id)),
      outputShape,
    })),
  };
}

describe('blocks', () => {
  it('are seen through', () => {
    const { document, instance } = made();
    const analysis = analyze(document, null);
    expect(analysis.problems).toEqual([]);
    expect(essence(analysis)).toEqual(essence(analyze(residual(), null)));
    expect(analysis.layers.map((layer) => layer.id)).toEqual([
      'layer-1',
      'layer-2',
      `${instance}/1/layer-3`,
      `${instance}/1/layer-4`,
      `${instance}/1/layer-5`,
      'layer-6',
      'layer-7',
    ]);
    expect(analysis.layers[2]!.name).toBe('unit_a');
    expect(analysis.blocks).toMatchObject([
      { id: instance, inputShapes: [[16, 16, 8]], outputShape: [16, 16, 8], params: 2 * (9 * 64 + 8) },
    ]);
    expect(analysis.blocks[0]!.receptiveField?.size).toEqual([7, 7]);
  });

  it('repeat in a row, and unpack to what they stand for', () => {
    const { document, instance } = made();
    const thrice = setRepeat(document, instance, 3);
    const analysis = analyze(thrice, null);
    expect(analysis.problems).toEqual([]);
    expect(analysis.layers).toHaveLength(4 + 9);
    expect(analysis.layers.map((layer) => layer.name)).toContain('unit_3_b');
    expect(analysis.blocks[0]!.receptiveField?.size).toEqual([15, 15]);
    const unpacked = unpackBlock(thrice, instance)!;
    expect(unpacked.ids).toHaveLength(9);
    expect(essence(analyze(unpacked.document, null))).toEqual(essence(analysis));
    expect(removeBlock(unpacked.document, 'block-1').blocks).toEqual([]);
    expect(removeBlock(thrice, 'block-1')).toBe(thrice);
    expect(renameBlock(thrice, 'block-1', ' Residual ').blocks[0]!.name).toBe('Residual');
    expect(renameBlock(thrice, 'block-1', ' ')).toBe(thrice);
    expect(setRepeat(document, instance, 0)).toBe(document);
    expect(analyze(setRepeat(document, instance, 1e9), null).layers.length).toBe(4 + 3000);
  });

  it('take parameters, also through blocks in blocks', () => {
    const { document, definition, instance } = made();
    const wide = promoteParameter(document, definition, 'layer-3', 'filters', { name: 'width' });
    const narrow = setParams(wide, instance, { width: 4 });
    expect(analyze(wide, null).network!.layers[2]!.params['filters']).toBe(8);
    expect(analyze(narrow, null).network!.layers[2]!.params['filters']).toBe(4);

    const outer = makeBlock(narrow, [instance], 'stage')!;
    const passed = setBlockParameter(outer.document, outer.definition, 'n', 3);
    const inside = openBlock(passed, outer.definition)!;
    const formula = closeBlock(passed, outer.definition, setParams(inside, instance, { width: '=2 * n' }));
    const twice = setRepeat(formula, outer.instance, 2);
    const analysis = analyze(twice, null);
    expect(analysis.problems).toEqual([]);
    expect(analysis.network!.layers[2]!.params['filters']).toBe(6);
    expect(analysis.network!.layers[2]!.id).toBe(`${outer.instance}/1/${instance}/1/layer-3`);
    expect(analysis.network!.layers[5]!.name).toBe('stage_2_unit_a');
    expect(analysis.blocks.map((block) => block.name)).toEqual(['stage', 'stage_1_unit', 'stage_2_unit']);
    const wrong = closeBlock(passed, outer.definition, setParams(inside, instance, { width: '=2 * m' }));
    expect(analyze(wrong, null).problems).toMatchObject([{ code: 'invalid-parameter' }]);
  });

  it('are edited from inside, and mended from inside for all their instances', () => {
    const { document, definition, instance } = made();
    const inside = openBlock(document, definition)!;
    expect(closeBlock(document, definition, inside)).toBe(document);
    const broken = closeBlock(document, definition, setParams(inside, 'layer-4', { filters: -1 }));
    const { problems } = analyze(setRepeat(broken, instance, 2), null);
    expect(problems.map((problem) => problem.layer)).toEqual([`${instance}/1/layer-4`]);
    const mended = applyRepair(broken, { ...problems[0]!.repairs[0]!, params: { filters: 8 } } as never);
    expect(analyze(mended, null).problems).toEqual([]);
    const inserted = applyRepair(document, {
      label: '',
      action: 'insertAfter',
      layer: `${instance}/1/layer-3`,
      kind: 'dropout',
      params: {},
    });
    expect(analyze(inserted, null).layers.map((layer) => layer.kind)).toContain('dropout');
    expect(inserted.layers).toBe(document.layers);
  });

  it('infer anew only what a change reaches', () => {
    const { document, definition, instance } = made();
    const run = createAnalyzer();
    const before = run(setRepeat(document, instance, 2), null);
    const moved = { ...setRepeat(document, instance, 2), name: 'other' };
    expect(run(moved, null).layers[4]).toBe(before.layers[4]);
    const inside = openBlock(moved, definition)!;
    const after = run(closeBlock(moved, definition, setParams(inside, 'layer-4', { useBias: false })), null);
    expect(after.layers[2]).toBe(before.layers[2]);
    expect(after.layers[3]).not.toBe(before.layers[3]);
    expect(after.layers[5]).toBe(before.layers[5]);
  });

  it('say why layers cannot become one', () => {
    const document = residual();
    expect(whyNotBlock(document, [])).toBe('nothing-chosen');
    expect(whyNotBlock(document, ['layer-1', 'layer-2'])).toBe('holds-input');
    expect(whyNotBlock(document, ['layer-2', 'layer-3'])).toBe('several-outputs');
    expect(whyNotBlock(document, ['layer-3', 'layer-5'])).toBe('several-outputs');
    const branching = removeLayers(document, ['layer-6', 'layer-7']);
    expect(whyNotBlock(branching, ['layer-2', 'layer-5'])).toBe('several-outputs');
    expect(makeBlock(document, ['layer-2', 'layer-3'], 'x')).toBeNull();
    expect(whyNotBlock(document, ['layer-6', 'layer-7'])).toBeNull();
  });

  it('keep several inputs in order', () => {
    let document = residual();
    const joined = addLayer(document, 'concatenate', { x: 0, y: 0 });
    document = connect(connect(joined.document, 'layer-3', joined.id), 'layer-2', joined.id);
    const block = makeBlock(
      removeLayers(document, ['layer-4', 'layer-5', 'layer-6', 'layer-7']),
      [joined.id],
      'join',
    )!;
    const { blocks, problems } = analyze(block.document, null);
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(blocks[0]!.inputShapes).toHaveLength(2);
  });

  it('answer when they are wrong', () => {
    const { document, definition, instance } = made();
    const codes = (wrong: ConvasDocument) => analyze(wrong, null).problems.map((problem) => problem.code);
    expect(codes({ ...document, blocks: [] })).toEqual(['unknown-block']);
    expect(
      codes({ ...document, edges: document.edges.filter((edge) => edge.target !== instance) }),
    ).toContain('block-inputs');
    const alone = addInstance(document, definition, { x: 0, y: 300 })!;
    expect(analyze(alone.document, null).problems).toMatchObject([
      { severity: 'warning', code: 'unconnected-layer', layer: alone.id },
    ]);
    expect(analyze(alone.document, null).network).not.toBeNull();
    const loose = { ...document, edges: document.edges.filter((edge) => edge.target !== instance) };
    const [first] = analyze(loose, null).problems.filter(({ code }) => code === 'block-inputs');
    expect(first!.repairs[0]).toMatchObject({ action: 'connect', source: 'layer-2', target: instance });
    expect(analyze(applyRepair(loose, first!.repairs[0]!), null).problems).toEqual([]);
    const inside = openBlock(document, definition)!;
    const itself = closeBlock(
      document,
      definition,
      addInstance(inside, definition, { x: 0, y: 0 })!.document,
    );
    expect(codes(itself)).toContain('block-in-itself');
    const noWay = { ...inside, edges: inside.edges.filter((edge) => !edge.target.startsWith('port')) };
    expect(codes(closeBlock(document, definition, noWay))).toContain('block-output');

    // Ten blocks in blocks, each a thousand times the one before.
    let bomb = setRepeat(document, instance, 1000);
    let outer = instance;
    for (let depth = 0; depth < 10; depth++) {
      const next = makeBlock(bomb, [outer], `d${depth}`)!;
      bomb = setRepeat(next.document, next.instance, 1000);
      outer = next.instance;
    }
    expect(codes(bomb)).toEqual(['block-too-large']);

    const inner = document.blocks.find(({ id }) => id === definition)!;
    const ports = inner.layers.filter(isPort);
    const wires = [{ id: 'through', source: ports[0]!.id, target: ports[1]!.id }];
    /** Blocks that hold each other, `times` in a row, and the innermost nothing. */
    const nested = (depth: number, times: number): ConvasDocument => {
      const stands = { ...document.layers.find(({ id }) => id === instance)!, id: 'inside' };
      const blocks = Array.from({ length: depth }, (_, at) => ({
        ...inner,
        id: at === depth - 1 ? definition : `b${at}`,
        layers:
          at === 0 ? ports : [...ports, { ...stands, block: { definition: `b${at - 1}`, repeat: times } }],
        edges:
          at === 0
            ? wires
            : [
                { id: 'in', source: ports[0]!.id, target: 'inside' },
                { id: 'out', source: 'inside', target: ports[1]!.id },
              ],
      }));
      return { ...document, blocks };
    };
    expect(codes(nested(60, 1))).not.toContain('block-too-large');
    expect(codes(nested(5000, 1))).toEqual(['block-too-large']);
    expect(codes(nested(60, 2))).toEqual(['block-too-large']);
  });

  it('travel through files and clipboards', () => {
    const { document, instance } = made();
    const read = parseDocument(serializeDocument(document));
    if (!read.ok) throw new TextError(read.error);
    expect(read.document).toEqual(document);
    const pasted = paste(newDocument('other'), copy(document, [instance]), { x: 0, y: 0 });
    expect(pasted.document.blocks).toHaveLength(1);
    const again = paste(pasted.document, copy(document, [instance]), { x: 0, y: 0 });
    expect(again.document.blocks).toHaveLength(1);
    const changed = promoteParameter(document, 'block-1', 'layer-3', 'filters');
    const other = paste(again.document, copy(changed, [instance]), { x: 0, y: 0 }).document;
    expect(other.blocks.map((block) => block.id)).toEqual(['block-1', 'block-2']);
    expect(other.layers.at(-1)!.block!.definition).toBe('block-2');

    // Known by what they hold, not by their ids, blocks inside of blocks too.
    const outer = makeBlock(document, [instance], 'stage')!;
    const taken = copy(outer.document, [outer.instance]);
    const first = paste(other, taken, { x: 0, y: 0 }).document;
    expect(first.blocks.map((block) => block.name)).toEqual(['unit', 'unit', 'stage']);
    expect(first.blocks[2]!.layers.find((layer) => layer.block)!.block!.definition).toBe('block-1');
    const text = parseDocument(serializeDocument(taken));
    if (!text.ok) throw new TextError(text.error);
    expect(paste(first, text.document, { x: 0, y: 0 }).document.blocks).toHaveLength(3);
    expect(analyze(first, null).problems.filter(({ code }) => code.startsWith('block-in'))).toEqual([]);
  });
});
