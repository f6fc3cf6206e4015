import { blockInputKind, blockOutputKind, definitionOf, inputPorts, isPort } from '../../document/blocks.ts';
import { locate, openPlace, type Place, pathAt } from '../../document/place.ts';
import type { ConvasDocument, Edge, LayerNode } from '../../document/schema.ts';
import { message, type Text } from '../../text/message.ts';
import type { Repair, SimpleRepair } from '../network.ts';
import { resolve } from '../resolve.ts';
import type { ProblemContext } from './context.ts';

/** A layer of one part of the document, a block's instance too, as wires see it. */
interface Card {
  readonly id: string;
  readonly name: string;
  readonly node: LayerNode;
  /** How many wires it takes. */
  readonly min: number;
  readonly max: number;
  readonly incoming: number;
  readonly outgoing: number;
}

/** The part of the document that a layer lies in: repairs can only connect layers of one part. */
interface PartCards {
  readonly place: Place;
  readonly cards: ReadonlyMap<string, Card>;
  readonly edges: readonly Edge[];
  readonly targets: ReadonlyMap<string, readonly string[]>;
}

function inputsOf(document: ConvasDocument, node: LayerNode): { min: number; max: number } {
  const definition = definitionOf(document, node);
  if (definition) {
    const ports = inputPorts(definition).length;
    return { min: ports, max: ports };
  }
  if (isPort(node)) return node.kind === blockOutputKind ? { min: 1, max: 1 } : { min: 0, max: 0 };
  return resolve(node).kind?.inputs ?? { min: 0, max: 0 };
}

function cardsOf(document: ConvasDocument, place: Place): PartCards {
  const part = openPlace(document, place)?.document ?? document;
  const incoming = new Map<string, number>();
  const targets = new Map<string, string[]>();
  for (const { source, target } of part.edges) {
    incoming.set(target, (incoming.get(target) ?? 0) + 1);
    targets.set(source, [...(targets.get(source) ?? []), target]);
  }
  const cards = part.layers.map((node): Card => {
    const { id, name } = node;
    const { min, max } = inputsOf(document, node);
    const outgoing = targets.get(id)?.length ?? 0;
    return { id, name, node, min, max, incoming: incoming.get(id) ?? 0, outgoing };
  });
  return { place, cards: new Map(cards.map((card) => [card.id, card])), edges: part.edges, targets };
}

const parts = new WeakMap<ConvasDocument, Map<string, PartCards>>();

/** The part that holds a layer, and its card there; made once for each document. */
function find(document: ConvasDocument, path: string): { part: PartCards; card: Card } | null {
  const known = parts.get(document) ?? new Map<string, PartCards>();
  parts.set(document, known);
  const { place, id } = locate(document, path);
  const key = pathAt(place, '');
  const part = known.get(key) ?? cardsOf(document, place);
  known.set(key, part);
  const card = part.cards.get(id);
  return card ? { part, card } : null;
}

function downstream({ targets }: PartCards, from: string): Set<string> {
  const reached = new Set([from]);
  for (const id of reached) for (const target of targets.get(id) ?? []) reached.add(target);
  return reached;
}

/** Wires run to the right: what stands on the other side is further away than anything on this one. */
const wrongSide = 1e6;

function distance(source: LayerNode, target: LayerNode): number {
  const [a, b] = [source.position, target.position];
  return Math.hypot(a.x - b.x, a.y - b.y) + (a.x > b.x ? wrongSide : 0);
}

const nearest = <T>(items: readonly T[], far: (item: T) => number, most: number): T[] =>
  items
    .map((item) => ({ item, at: far(item) }))
    .sort((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ item }) => item);

/** Wires into a layer from those that lead nowhere, the nearest first; none that would close a cycle. */
export function wiresInto(document: ConvasDocument, path: string, most = 3): Repair[] {
  const found = find(document, path);
  if (!found || found.card.incoming >= found.card.max) return [];
  const { part, card } = found;
  const behind = downstream(part, card.id);
  const loose = [...part.cards.values()].filter(
    ({ id, node, outgoing }) => outgoing === 0 && !behind.has(id) && node.kind !== blockOutputKind,
  );
  return nearest(loose, ({ node }) => distance(node, card.node), most).map(({ id, name }) => ({
    label: message('repairs.connect-to-it', { name }),
    action: 'connect',
    source: pathAt(part.place, id),
    target: path,
  }));
}

/** Wires from a layer into those that lack an input, then into those with room for another. */
export function wiresOnward(document: ConvasDocument, path: string, most = 3): Repair[] {
  const found = find(document, path);
  if (!found || found.card.node.kind === blockOutputKind) return [];
  const { part, card } = found;
  const reaching = upstream(part, card.id);
  const led = new Set(part.targets.get(card.id));
  const open = [...part.cards.values()].filter(
    ({ id, incoming, max }) => incoming < max && !reaching.has(id) && !led.has(id),
  );
  const lacking = open.filter(({ incoming, min }) => incoming < min);
  const roomy = open.filter(({ incoming, min }) => incoming >= min);
  const far = ({ node }: Card): number => distance(card.node, node);
  return [...nearest(lacking, far, most), ...nearest(roomy, far, most)]
    .slice(0, most)
    .map(({ id, name }) => ({
      label: message('repairs.connect', { from: card.name, to: name }),
      action: 'connect',
      source: path,
      target: pathAt(part.place, id),
    }));
}

function upstream({ edges }: PartCards, to: string): Set<string> {
  const sources = new Map<string, string[]>();
  for (const { source, target } of edges) sources.set(target, [...(sources.get(target) ?? []), source]);
  const reached = new Set([to]);
  for (const id of reached) for (const source of sources.get(id) ?? []) reached.add(source);
  return reached;
}

/** The wires nearest to a layer without wires, each with the layer put into it. */
export function insertionsInto(document: ConvasDocument, path: string, most = 2): Repair[] {
  const found = find(document, path);
  if (!found || found.card.max === 0 || found.card.min > 1 || isPort(found.card.node)) return [];
  const { part, card } = found;
  const far = (edge: Edge): number => {
    const [a, b] = [part.cards.get(edge.source)!.node.position, part.cards.get(edge.target)!.node.position];
    const { x, y } = card.node.position;
    return Math.hypot((a.x + b.x) / 2 - x, (a.y + b.y) / 2 - y);
  };
  return nearest(part.edges, far, most).map(({ id, source, target }) => ({
    label: message('repairs.put-between', {
      before: part.cards.get(source)!.name,
      after: part.cards.get(target)!.name,
    }),
    action: 'insertOnEdge',
    edge: pathAt(part.place, id),
    layer: path,
  }));
}

/** Wires beyond those that a layer takes, for removal; the last drawn first. */
export function surplusWires(document: ConvasDocument, path: string, most = 3): Repair[] {
  const found = find(document, path);
  if (!found || found.card.incoming <= found.card.max) return [];
  const { part, card } = found;
  return part.edges
    .filter(({ target }) => target === card.id)
    .slice(card.max)
    .toReversed()
    .slice(0, most)
    .map(({ id, source }) => ({
      label: message('repairs.remove-wire-from', { name: part.cards.get(source)?.name ?? source }),
      action: 'removeEdge',
      edge: pathAt(part.place, id),
    }));
}

/** All ways to give a layer a place in the network, without taking anything away. */
export function connections(document: ConvasDocument, path: string): Repair[] {
  const found = find(document, path);
  if (!found) return [];
  const into = found.card.node.kind === blockInputKind ? [] : wiresInto(document, path, 2);
  const onward = found.card.outgoing === 0 ? wiresOnward(document, path, 2) : [];
  const between =
    found.card.outgoing === 0 && found.card.incoming === 0 ? insertionsInto(document, path) : [];
  return [...into, ...onward, ...between];
}

/** The layer of the outermost part whose output a layer's is: a block's instance for the layer its result comes from. */
export function outermostLayerOf({ expansion }: ProblemContext, id: string): string {
  const outer = expansion.instances.find((instance) => instance.output === id);
  return outer?.id ?? id;
}

export const removal = (layer: string, label: Text = message('repairs.remove-layer')): SimpleRepair => ({
  label,
  action: 'removeLayer',
  layer,
});
