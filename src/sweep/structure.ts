import { isPort } from '../document/blocks.ts';
import { settingTitle } from '../document/compare/words.ts';
import { freshIds, layerNames } from '../document/names.ts';
import { setBypassed } from '../document/operations/bypass.ts';
import { columnWidth } from '../document/operations/chain.ts';
import { addLayer } from '../document/operations/layers.ts';
import { cardHeight, makeRoom } from '../document/operations/room.ts';
import type { ConvasDocument, Edge, LayerNode } from '../document/schema.ts';
import type { LayerKind } from '../layers/kind.ts';
import { kindOf, kinds } from '../layers/registry.ts';
import { analyze } from '../network/analyze.ts';
import type { SweepValue } from './spec.ts';
import type { Target } from './target.ts';

/**
 * What of the graph around a layer can be varied:
 * `kind`: another kind of its family, with the parameters that both have;
 * `copies`: how many such layers follow each other, 0 for none;
 * `skip`: whether what arrives is added to what leaves, over all copies (He et al. 2016), through a 1x1 convolution
 * where only the channels differ.
 */
export const structures = ['kind', 'copies', 'skip'] as const;
export type Structure = (typeof structures)[number];

export const isStructure = (name: string): name is Structure => structures.some((one) => one === name);

/** More would be a mistake of the range. */
const maxCopies = 16;

/** Over how many axes a kind slides: its name says it. */
const axes = ({ kind }: LayerKind): string => /(\d)d$/i.exec(kind)?.[1] ?? '';

/** The kinds that can stand in the place of one: of its family, over as many axes, with one input. */
const alternatives = (kind: LayerKind): readonly string[] =>
  Object.values<LayerKind>(kinds)
    .filter((other) => other.family === kind.family && other.inputs.max === 1 && axes(other) === axes(kind))
    .map((other) => other.kind);

/** The targets that change the graph around a layer; empty for inputs, ports, and what joins several wires. */
export function structuresOf(document: ConvasDocument, layer: LayerNode): Target[] {
  const kind = kindOf(layer.kind);
  if (!kind || isPort(layer) || kind.inputs.max !== 1) return [];
  if (!document.edges.some(({ target }) => target === layer.id)) return [];
  const target = (
    name: Structure,
    rest: Pick<Target, 'type' | 'min' | 'max' | 'options' | 'value'>,
  ): Target => ({
    path: `${layer.name}.${name}`,
    group: layer.name,
    title: settingTitle(name),
    ...rest,
  });
  const copies = layer.bypassed ? 0 : 1;
  return [
    target('kind', { type: 'choice', min: null, max: null, options: alternatives(kind), value: layer.kind }),
    target('copies', { type: 'integer', min: 0, max: maxCopies, options: [], value: copies }),
    target('skip', { type: 'flag', min: null, max: null, options: [], value: false }),
  ];
}

const replace = (document: ConvasDocument, layer: LayerNode): ConvasDocument => ({
  ...document,
  layers: document.layers.map((other) => (other.id === layer.id ? layer : other)),
});

function withKind(document: ConvasDocument, layer: LayerNode, name: string): ConvasDocument {
  const kind = kindOf(name);
  if (!kind || name === layer.kind) return document;
  const shared = Object.entries(layer.params).filter(([field]) =>
    Object.hasOwn(kind.parameters.shape, field),
  );
  return replace(document, { ...layer, kind: name, params: Object.fromEntries(shared) });
}

function withCopies(document: ConvasDocument, layer: LayerNode, count: number): ConvasDocument {
  if (!Number.isInteger(count) || count < 0 || count > maxCopies) return document;
  if (count === 0) return setBypassed(document, [layer.id], true);
  const used = setBypassed(document, [layer.id], false);
  if (count === 1) return used;
  const { corners, document: roomy } = makeRoom(
    used,
    layer,
    { width: columnWidth, height: cardHeight },
    count,
  );
  let result = roomy;
  let last = layer.id;
  const added: LayerNode[] = [];
  for (const position of corners.slice(1)) {
    const id = freshIds(result, 'layer')();
    const copy = { ...layer, id, name: layerNames(result)(layer.name), position };
    delete copy.bypassed;
    delete copy.searchSpace;
    added.push(copy);
    result = { ...result, layers: [...result.layers, copy] };
  }
  // What left the layer leaves its last copy.
  const edges: Edge[] = result.edges.map((edge) =>
    edge.source === layer.id ? { ...edge, source: added.at(-1)!.id } : edge,
  );
  result = { ...result, edges };
  for (const { id } of added) {
    result = {
      ...result,
      edges: [...result.edges, { id: freshIds(result, 'edge')(), source: last, target: id }],
    };
    last = id;
  }
  return result;
}

/** Below the layer that it goes around. */
const below = ({ position }: LayerNode, column: number) => ({
  x: position.x + column * columnWidth,
  y: position.y + cardHeight,
});

function withSkip(document: ConvasDocument, layer: LayerNode): ConvasDocument {
  const source = document.edges.find(({ target }) => target === layer.id)?.source;
  if (source === undefined || layer.bypassed) return document;
  const shapes = analyze(document, null).layers.find(({ id }) => id === layer.id);
  const [arrives, leaves] = [shapes?.inputShapes[0], shapes?.outputShape];
  const sum = addLayer(document, 'add', below(layer, 1), {}, `${layer.name}_sum`);
  const edges = sum.document.edges.map((edge) =>
    edge.source === layer.id ? { ...edge, source: sum.id } : edge,
  );
  let result: ConvasDocument = { ...sum.document, edges };
  let shortcut = source;
  if (arrives && leaves && arrives.length === 3 && leaves.length === 3 && arrives[2] !== leaves[2]) {
    const params = { filters: leaves[2]!, kernelSize: [1, 1] };
    const fitted = addLayer(result, 'conv2d', below(layer, 0), params, `${layer.name}_shortcut`);
    result = fitted.document;
    shortcut = fitted.id;
    result = {
      ...result,
      edges: [...result.edges, { id: freshIds(result, 'edge')(), source, target: shortcut }],
    };
  }
  for (const from of [layer.id, shortcut])
    result = {
      ...result,
      edges: [...result.edges, { id: freshIds(result, 'edge')(), source: from, target: sum.id }],
    };
  return result;
}

/** The document with the graph around a layer changed; a value of another type changes nothing. */
export function setStructure(
  document: ConvasDocument,
  layer: LayerNode,
  name: Structure,
  value: SweepValue,
): ConvasDocument {
  if (name === 'kind') return typeof value === 'string' ? withKind(document, layer, value) : document;
  if (name === 'copies') return typeof value === 'number' ? withCopies(document, layer, value) : document;
  return value === true ? withSkip(document, layer) : document;
}

/** When a value is set: kinds, of layers and blocks, before the parameters that they may not have, shortcuts before the copies that they span. */
export function rankOf(path: string): number {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return { kind: 0, block: 0, skip: 2, copies: 3 }[name as Structure | 'block'] ?? 1;
}
