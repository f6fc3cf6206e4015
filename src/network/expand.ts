import { argumentsOf, blockOutputKind } from '../document/blocks.ts';
import { substitute } from '../document/formula.ts';
import { uniqueNames } from '../document/names.ts';
import type { BlockDefinition, ConvasDocument, Edge, LayerNode } from '../document/schema.ts';
import type { ProblemCode } from '../text/members/problems.ts';
import { message, type Text } from '../text/message.ts';
import { buildGraph, type Graph, type GraphEdge, type GraphLayer } from './graph.ts';
import { type MakeLayer, rememberingLayers } from './make-layers.ts';
import type { Problem } from './network.ts';
import { type Part, partOf, partOfBlock } from './part.ts';

/** A block's instance in the flat graph. */
export interface Instance {
  /** The layer's id; inside other blocks, a path. */
  readonly id: string;
  readonly name: string;
  readonly node: LayerNode;
  readonly definition: BlockDefinition;
  /** Path ids of the layers that stand for it, all repetitions. */
  readonly layers: readonly string[];
  /** Ends outside of it: what feeds each input; what its result is taken from. Null where not wired. */
  readonly sources: readonly (string | null)[];
  readonly output: string | null;
}

/** A bypassed layer: it is not in the graph, and what arrives at it is passed on. */
export interface Bypassed {
  /** The layer's id; inside blocks, a path. */
  readonly id: string;
  readonly name: string;
  readonly node: LayerNode;
  /** The wires into it. */
  readonly wires: readonly string[];
  /** The different layers that feed it, other bypassed layers seen through. Only a single one can be passed on. */
  readonly sources: readonly string[];
  /** Whether anything takes from it. */
  readonly used: boolean;
}

export interface Expansion {
  readonly graph: Graph;
  /** Outer ones before those inside them. */
  readonly instances: readonly Instance[];
  readonly bypassed: readonly Bypassed[];
  /** What is wrong with the blocks themselves. */
  readonly problems: readonly Problem[];
}

/** The most layers and blocks a document may unfold to: blocks in blocks multiply. */
export const maxLayers = 30_000;

/** How deep blocks may lie in blocks. */
export const maxBlockDepth = 64;

/** The path of a layer inside an instance; repetitions count from 1. */
export const pathOf = (instance: string, repetition: number, layer: string): string =>
  `${instance}/${repetition}/${layer}`;

/** A layer of the flat graph, or an instance in whose place its result will stand; null where nothing is wired. */
type End = string | null;

interface Scope {
  readonly part: Part;
  /** The path of a layer, and its name, from those in the scope. */
  path(id: string): string;
  label(name: string): string;
  /** The formulas' values; null in the document itself, which has no parameters. */
  readonly values: LayerNode['params'] | null;
  /** What feeds each of the block's inputs. */
  readonly sources: readonly End[];
  /** The definitions that this is inside of. */
  readonly within: readonly string[];
}

export type Expander = (document: ConvasDocument) => Expansion;

/**
 * Unfolds documents into flat graphs: blocks replaced by their insides, as often as they repeat, ports seen
 * through. A layer keeps its identity from one call to the next while it and its block's parameters stay.
 */
export function createExpander(): Expander {
  const makeLayer = rememberingLayers();
  let last: { document: ConvasDocument; expansion: Expansion } | null = null;
  return (document) => {
    if (!last || !samePart(last.document, document))
      last = { document, expansion: new Unfolding(document, makeLayer()).run() };
    return last.expansion;
  };
}

const samePart = (a: ConvasDocument, b: ConvasDocument): boolean =>
  a.layers === b.layers && a.edges === b.edges && a.blocks === b.blocks;

class Unfolding {
  private readonly layers: GraphLayer[] = [];
  private readonly edges: { id: string; source: End; target: string }[] = [];
  private readonly instances: (Instance | null)[] = [];
  private readonly bypassed: (Omit<Bypassed, 'sources'> & { ends: readonly End[] })[] = [];
  private readonly problems: Problem[] = [];
  /** The instance at which the network grew beyond a limit, and what it grew beyond. */
  private beyond: { readonly path: string; readonly limit: Text } | null = null;
  /** How many times a block was unfolded: blocks may have no layers of their own. */
  private unfolded = 0;
  /** By instance: where its result comes from. */
  private readonly results = new Map<string, End>();
  private readonly definitions: ReadonlyMap<string, BlockDefinition>;
  private readonly uniqueName: (name: string) => string;
  private readonly document: ConvasDocument;
  /** Layers of the document that a wire leads to or from. */
  private readonly wired: ReadonlySet<string>;
  private readonly makeLayer: MakeLayer;

  constructor(document: ConvasDocument, makeLayer: MakeLayer) {
    this.document = document;
    this.wired = new Set(document.edges.flatMap(({ source, target }) => [source, target]));
    this.makeLayer = makeLayer;
    this.definitions = new Map(document.blocks.map((block) => [block.id, block]));
    this.uniqueName = uniqueNames(document.layers.map((layer) => layer.name));
  }

  run(): Expansion {
    const part = partOf(this.document);
    this.unfold({ part, path: asIs, label: asIs, values: null, sources: [], within: [] });
    if (this.beyond) {
      this.problems.length = 0;
      const outermost = this.beyond.path.split('/')[0]!;
      this.refuse(outermost, 'block-too-large', this.beyond.limit);
      return { graph: buildGraph([], []), instances: [], bypassed: [], problems: this.problems };
    }
    const wires: GraphEdge[] = [];
    for (const edge of this.edges) {
      const source = this.seenThrough(edge.source);
      if (source !== null) wires.push({ ...edge, source });
    }
    const instances = this.instances.flatMap((instance) =>
      instance === null
        ? []
        : {
            ...instance,
            sources: instance.sources.map((source) => this.seenThrough(source)),
            output: this.seenThrough(instance.output),
          },
    );
    const bypassed = this.bypassed.map(({ ends, ...layer }) => {
      const seen = ends.map((end) => this.seenThrough(end)).filter((end) => end !== null);
      return { ...layer, sources: [...new Set(seen)] };
    });
    return { graph: buildGraph(this.layers, wires), instances, bypassed, problems: this.problems };
  }

  /** The plain layer behind an end; null too for blocks that only hand on to each other in a circle. */
  private seenThrough(end: End): End {
    const passed = new Set<End>();
    let current = end;
    while (current !== null && this.results.has(current)) {
      if (passed.has(current)) return null;
      passed.add(current);
      current = this.results.get(current)!;
    }
    return current;
  }

  /** Adds a scope's layers and wires, in the document's order; returns what feeds its output port. */
  private unfold(scope: Scope): End {
    const { layers, incoming } = scope.part;
    const inside = scope.values !== null;
    const ports = inside ? scope.part.ports : [];
    const fed = new Map(ports.map((port, index) => [port.id, scope.sources[index] ?? null]));
    const endOf = (edge: Edge): End =>
      fed.has(edge.source) ? fed.get(edge.source)! : scope.path(edge.source);
    let output: End = null;
    for (const node of layers) {
      const wires = incoming.get(node.id) ?? [];
      if (fed.has(node.id)) continue;
      if (inside && node.kind === blockOutputKind) output = wires[0] ? endOf(wires[0]) : null;
      else if (node.bypassed === true) this.passBy(scope, node, wires, wires.map(endOf));
      else if (node.block)
        this.results.set(scope.path(node.id), this.instance(scope, node, wires.map(endOf)));
      else this.plain(scope, node, wires, endOf);
    }
    return output;
  }

  private plain(scope: Scope, node: LayerNode, wires: readonly Edge[], endOf: (edge: Edge) => End): void {
    const target = scope.path(node.id);
    const name = scope.values === null ? node.name : this.uniqueName(scope.label(node.name));
    this.layers.push(this.makeLayer(target, name, node, scope.values));
    for (const wire of wires) this.edges.push({ id: scope.path(wire.id), source: endOf(wire), target });
  }

  /** A bypassed layer: its first input stands in its place. */
  private passBy(scope: Scope, node: LayerNode, wires: readonly Edge[], ends: readonly End[]): void {
    const id = scope.path(node.id);
    this.results.set(id, ends[0] ?? null);
    const used = scope.part.used.has(node.id);
    const name = scope.label(node.name);
    this.bypassed.push({ id, name, node, wires: wires.map((wire) => scope.path(wire.id)), ends, used });
  }

  private refuse(path: string, code: ProblemCode, why: Text): null {
    const repairs = [{ label: message('repairs.remove-layer'), action: 'removeLayer' as const, layer: path }];
    this.problems.push({ severity: 'error', code, layer: path, message: why, repairs });
    return null;
  }

  /** An instance without any wire, where other layers are: it takes no part, as a plain layer would not. */
  private liesBeside({ id }: LayerNode): boolean {
    return this.document.layers.length > 1 && !this.wired.has(id);
  }

  private beside({ id, name }: LayerNode): null {
    this.problems.push({
      severity: 'warning',
      code: 'unconnected-layer',
      layer: id,
      message: message('network.unconnected-layer', { name }),
      repairs: [{ label: message('repairs.remove-layer'), action: 'removeLayer', layer: id }],
    });
    return null;
  }

  /** Unfolds one instance, all its repetitions in a row; returns where its result comes from. */
  private instance(scope: Scope, node: LayerNode, sources: readonly End[]): End {
    const path = scope.path(node.id);
    const { definition: id, repeat } = node.block!;
    const definition = this.definitions.get(id);
    if (!definition)
      return this.refuse(path, 'unknown-block', message('network.unknown-block', { block: id }));
    const { name } = definition;
    if (scope.values === null && this.liesBeside(node)) return this.beside(node);
    if (scope.within.includes(id))
      return this.refuse(path, 'block-in-itself', message('network.block-in-itself', { name }));
    const { ports: entries, leadsOut } = partOfBlock(definition);
    const ports = entries.length;
    if (sources.length !== ports)
      return this.refuse(
        path,
        'block-inputs',
        message('network.block-inputs', { name, inputs: ports, wires: sources.length }),
      );
    if (!leadsOut) return this.refuse(path, 'block-output', message('network.block-output', { name }));
    const instance = scope.values ? substitute(node, scope.values) : node;
    return this.repetitions(scope, instance, definition, repeat, sources);
  }

  private repetitions(
    scope: Scope,
    node: LayerNode,
    definition: BlockDefinition,
    repeat: number,
    sources: readonly End[],
  ): End {
    const path = scope.path(node.id);
    const name = scope.label(node.name);
    if (scope.within.length === maxBlockDepth)
      this.beyond ??= { path, limit: message('network.too-deep', { most: maxBlockDepth }) };
    const place = this.instances.push(null) - 1;
    const begin = this.layers.length;
    const values = argumentsOf(definition, node);
    const within = [...scope.within, definition.id];
    const part = partOfBlock(definition);
    let output: End = sources[0] ?? null;
    for (let repetition = 1; repetition <= repeat; repetition++) {
      if (this.layers.length + this.bypassed.length > maxLayers || ++this.unfolded > maxLayers)
        this.beyond ??= {
          path,
          limit: message('network.too-many-layers', { most: maxLayers }),
        };
      if (this.beyond) return null;
      output = this.unfold({
        part,
        path: (id) => pathOf(path, repetition, id),
        label: (inner) => (repeat === 1 ? `${name}_${inner}` : `${name}_${repetition}_${inner}`),
        values,
        sources: repetition === 1 ? sources : [output, ...sources.slice(1)],
        within,
      });
    }
    const layers = this.layers.slice(begin).map((layer) => layer.id);
    this.instances[place] = { id: path, name, node, definition, layers, sources, output };
    return output;
  }
}

const asIs = (text: string): string => text;
