import fc from 'fast-check';
import { expect } from 'vitest';
import { blockInputKind, closeBlock, openBlock } from '../../src/document/blocks.ts';
import { whyNotStorable } from '../../src/document/check.ts';
import { EditError } from '../../src/document/edit-error.ts';
import { limits } from '../../src/document/limits.ts';
import * as arrange from '../../src/document/operations/arrange.ts';
import * as blockParameters from '../../src/document/operations/block-parameters.ts';
import * as blocks from '../../src/document/operations/blocks.ts';
import * as bypass from '../../src/document/operations/bypass.ts';
import * as chains from '../../src/document/operations/chain.ts';
import * as clipboard from '../../src/document/operations/clipboard.ts';
import * as edges from '../../src/document/operations/edges.ts';
import * as layerTraining from '../../src/document/operations/layer-training.ts';
import * as layers from '../../src/document/operations/layers.ts';
import { addBlockPort, makeBlock } from '../../src/document/operations/make-block.ts';
import * as notes from '../../src/document/operations/notes.ts';
import { blocksOfRepeated } from '../../src/document/operations/repeated-blocks.ts';
import * as room from '../../src/document/operations/room.ts';
import * as searchSpace from '../../src/document/operations/search-space.ts';
import * as settings from '../../src/document/operations/settings.ts';
import { unpackBlock } from '../../src/document/operations/unpack-block.ts';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { sentence } from '../../src/text/message.ts';
import { TextError } from '../../src/text/text-error.ts';

type Json = LayerNode['params'][string];

const nested = (depth: number): Json =>
  Array.from({ length: depth }).reduce<Json>((inner) => [inner], 1 as Json);

/** What people and programs may hand to an edit: what is fine, what is at a limit, and what is beyond. */
const anyText = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ of: fc.string({ unit: 'grapheme', maxLength: 6 }), times: fc.constant(1) }),
  },
  fc.record({
    of: fc.constantFrom('', '  ', '__proto__', 'width', 'in', 'conv2d', '"\u2028\\\n', '\ud83d'),
    times: fc.constant(1),
  }),
  fc.record({ of: fc.constant('n'), times: fc.constantFrom(199, 200, 201, 300) }),
  // Cut at the limit, the last character would be half a character.
  fc.record({ of: fc.constant('😀a😀'), times: fc.constantFrom(39, 40, 41, 20_000) }),
  fc.record({ of: fc.constant('x'), times: fc.constantFrom(limits.text, limits.text + 1) }),
);
const anyNumber = fc.constantFrom(...[0, -0, 1, 2.5, -264, 900, 1e7, 1e12, -1e12, Number.NaN, Infinity]);
const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>('=width', '=2*width', ['=width', '=width'], [3, 3], 8),
  fc.constantFrom<Json>(Infinity, [Number.NaN], nested(90), nested(150), nested(250)),
  fc.constant(JSON.parse('{"__proto__": 1}') as Json),
);
export const anyMaterial = fc.record({
  a: fc.nat(40),
  b: fc.nat(40),
  text: anyText,
  x: anyNumber,
  y: anyNumber,
  json: anyJson,
  /** Done to the inside of a block. */
  inside: fc.boolean(),
});
export type Drawn = typeof anyMaterial extends fc.Arbitrary<infer T> ? T : never;
type Material = Omit<Drawn, 'text'> & { readonly text: string };

const at = <T extends { readonly id: string }>(items: readonly T[], index: number): string =>
  items[index % Math.max(1, items.length)]?.id ?? 'nobody';
const layer = (document: ConvasDocument, index: number): string => at(document.layers, index);
const some = (document: ConvasDocument, { a, b }: Material): string[] => [
  ...new Set([layer(document, a), layer(document, b), layer(document, a + 1), at(document.notes, b)]),
];
const sizeOf = () => ({ width: 184, height: 144 });

type Edit = (document: ConvasDocument, given: Material) => ConvasDocument;

const kinds = ['conv2d', 'add', 'flatten', 'input', 'unknownKind', blockInputKind, 'dense'];

/** Every operation that gives a document, each with what it may be handed. */
export const edits: Record<string, Edit> = {
  place: (d, { a, x, y }) => arrange.place(d, new Map([[layer(d, a), { x, y }]])),
  moveBy: (d, given) => arrange.moveBy(d, some(d, given), given),
  align: (d, given) => arrange.align(d, some(d, given), given.a % 2 ? 'right' : 'middle', sizeOf),
  distribute: (d, given) => arrange.distribute(d, some(d, given), 'horizontal', sizeOf),
  setBlockParameter: (d, { a, text, json }) =>
    blockParameters.setBlockParameter(d, at(d.blocks, a), text, json),
  promoteParameter: (d, { a, b, text, json }) => {
    const block = d.blocks[a % Math.max(1, d.blocks.length)];
    const inner = block?.layers[b % Math.max(1, block.layers.length)];
    const field = Object.keys(inner?.params ?? {})[a] ?? 'filters';
    const named = text === '' ? {} : { name: text };
    const valued = a % 3 === 0 ? { value: json } : {};
    return blockParameters.promoteParameter(d, block?.id ?? '', inner?.id ?? '', field, {
      ...named,
      ...valued,
    });
  },
  removeBlockParameter: (d, { a, b }) => {
    const block = d.blocks[a % Math.max(1, d.blocks.length)];
    const name = block?.parameters[b % Math.max(1, block.parameters.length)]?.name ?? '';
    return blockParameters.removeBlockParameter(d, block?.id ?? '', name);
  },
  renameBlockParameter: (d, { a, b, text }) => {
    const block = d.blocks[a % Math.max(1, d.blocks.length)];
    const name = block?.parameters[b % Math.max(1, block.parameters.length)]?.name ?? '';
    return blockParameters.renameBlockParameter(d, block?.id ?? '', name, text);
  },
  makeBlock: (d, given) => makeBlock(d, some(d, given), given.text)?.document ?? d,
  blocksOfRepeated: (d, { text }) => blocksOfRepeated(d, () => text).document,
  addBlockPort: (d) => addBlockPort(d, blockInputKind).document,
  removeBlockInputs: (d, { a, b }) => {
    const block = d.blocks[a % Math.max(1, d.blocks.length)];
    return blocks.removeBlockInputs(d, block?.id ?? '', new Set([at(block?.layers ?? [], b)]));
  },
  addInstance: (d, { a, x, y }) => blocks.addInstance(d, at(d.blocks, a), { x, y })?.document ?? d,
  setRepeat: (d, { a, x }) => blocks.setRepeat(d, layer(d, a), Math.min(x, 5)),
  unpackBlock: (d, { a }) => {
    const instances = d.layers.filter(({ block }) => block);
    return unpackBlock(d, at(instances, a))?.document ?? d;
  },
  renameBlock: (d, { a, text }) => blocks.renameBlock(d, at(d.blocks, a), text),
  detachInstance: (d, { a }) => blocks.detachInstance(d, layer(d, a)),
  removeBlock: (d, { a }) => blocks.removeBlock(d, at(d.blocks, a)),
  setBypassed: (d, given) => bypass.setBypassed(d, some(d, given), given.a % 2 === 0),
  setSearchRange: (d, { a, x, y, text }) =>
    searchSpace.setSearchRange(
      d,
      layer(d, a),
      text,
      a % 3 === 0 ? null : { kind: 'linear', from: x, to: y, count: 3 },
    ),
  setSearchSpaces: (d, { a, b }) =>
    searchSpace.setSearchSpaces(
      d,
      new Map([[layer(d, a), b % 2 ? {} : { filters: { kind: 'values', values: [b, 'x', true] } }]]),
    ),
  chain: (_d, { a, text, json }) =>
    chains.chain(text, [['input'], [kinds[a % kinds.length]!, { given: json }, text || 'x'], ['flatten']]),
  copy: (d, given) => clipboard.copy(d, some(d, given)),
  paste: (d, given) => clipboard.paste(d, clipboard.copy(d, some(d, given)), given).document,
  duplicate: (d, given) => clipboard.duplicate(d, some(d, given), given).document,
  connect: (d, { a, b }) => edges.connect(d, layer(d, a), layer(d, b)),
  disconnect: (d, { a }) => edges.disconnect(d, [at(d.edges, a)]),
  retarget: (d, { a, b }) => edges.retarget(d, at(d.edges, a), layer(d, b)),
  insertOnEdge: (d, { a, b }) => edges.insertOnEdge(d, at(d.edges, a), layer(d, b)),
  moveInput: (d, { a, b }) => edges.moveInput(d, at(d.edges, a), b % 4),
  setLayerTraining: (d, { a, x }) => layerTraining.setLayerTraining(d, layer(d, a), { rate: x }),
  addLayer: (d, { a, x, y, json, text }) =>
    layers.addLayer(d, kinds[a % kinds.length]!, { x, y }, { given: json }, text || 'x').document,
  removeLayers: (d, given) => layers.removeLayers(d, some(d, given)),
  isolateLayers: (d, given) => layers.isolateLayers(d, some(d, given)),
  removeAndRewire: (d, given) => layers.removeAndRewire(d, some(d, given)),
  setParams: (d, { a, json, text }) => layers.setParams(d, layer(d, a), { [text || 'filters']: json }),
  resetParam: (d, { a }) => layers.resetParam(d, layer(d, a), 'filters'),
  renameLayer: (d, { a, text }) => layers.renameLayer(d, layer(d, a), text),
  addNote: (d, { x, y, text }) => notes.addNote(d, text, { x, y }, { width: x, height: y }).document,
  editNote: (d, { a, x, y, text }) =>
    notes.editNote(d, at(d.notes, a), { text, size: { width: x, height: y } }),
  removeNotes: (d, { a }) => notes.removeNotes(d, [at(d.notes, a)]),
  moveLine: (d, { a, x }) => room.moveLine(d, layer(d, a), x, true),
  makeRoom: (d, { a, x, y }) => {
    const start = d.layers[a % Math.max(1, d.layers.length)];
    return start ? room.makeRoom(d, start, { width: x, height: y }, 3).document : d;
  },
  setData: (d, { text }) =>
    settings.setData(d, { dataset: text, preprocessing: imageSteps('pad', null), target: 'label' }),
  setTraining: (d, { x, json, text }) =>
    settings.setTraining(d, {
      epochs: x,
      optimizer: { kind: text, params: { learningRate: json } },
    }),
  setName: (d, { text }) => settings.setName(d, text),
  setDescription: (d, { text }) => settings.setDescription(d, text),
};

/** A document at the limits already: long names and ids that count far, a block in a block, notes, far corners. */
export function edge(): ConvasDocument {
  const row = chains.chain('n'.repeat(limits.name), [
    ['input', { shape: [28, 28, 1] }, 'n'.repeat(limits.name)],
    ['conv2d', { filters: 4 }, 'n'.repeat(limits.name)],
    ['maxPooling2d'],
    ['conv2d', { filters: 8 }, `${'n'.repeat(limits.name - 2)}_1`],
    ['flatten'],
  ]);
  const inner = makeBlock(row, ['layer-2', 'layer-3'], 'b'.repeat(limits.name))!;
  const outer = makeBlock(inner.document, [inner.instance, 'layer-4'], 'outer')!;
  const named = blockParameters.promoteParameter(outer.document, inner.definition, 'layer-2', 'filters', {
    name: 'width',
  });
  const noted = notes.addNote(named, 'A note', { x: 1e7, y: -1e7 }).document;
  const counted = { ...noted.layers[0]!, id: `layer-${Number.MAX_SAFE_INTEGER}`, name: 'counted' };
  return {
    ...noted,
    layers: [...noted.layers, { ...counted, position: { x: -limits.coordinate, y: limits.coordinate } }],
    training: { ...noted.training, layers: { [outer.instance]: { rate: 1e6 } } },
  };
}

/** What the page does: an edit that is refused, or that a file could not hold, leaves the document as it is. */
export function apply(document: ConvasDocument, name: string, drawn: Drawn): ConvasDocument {
  const given: Material = { ...drawn, text: drawn.text.of.repeat(drawn.text.times) };
  const block = given.inside ? document.blocks[given.b % Math.max(1, document.blocks.length)] : undefined;
  const part = block ? openBlock(document, block.id)! : document;
  try {
    const edited = edits[name]!(part, given);
    const next = block ? closeBlock(document, block.id, edited) : edited;
    const why = whyNotStorable(next);
    // Values put into values: no operation by itself can know how deep they come to lie.
    if (why !== null && !sentence(why).includes('is nested more than'))
      throw new Error(`${name} made what no file holds: ${sentence(why)}`);
    return why === null ? next : document;
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    expect(error.message).toMatch(/^[A-Z].+\.$/s);
    return document;
  }
}

export function reopened(document: ConvasDocument): ConvasDocument {
  const read = parseDocument(serializeDocument(document));
  if (!read.ok) throw new TextError(read.error);
  expect(read.notices).toEqual([]);
  expect(read.readOnly).toBe(false);
  return read.document;
}
