import { fieldsOf } from '../../layers/form.ts';
import { kindOf } from '../../layers/registry.ts';
import { argumentsOf, definitionOf } from '../blocks.ts';
import type { ConvasDocument, Edge, LayerNode } from '../schema.ts';
import { same, settingTitle, withDefaults } from './words.ts';

export interface ComparedLayer {
  readonly id: string;
  readonly name: string;
  /** What the palette calls its kind: `Conv2D`; of a block's instance, the block's name. */
  readonly kind: string;
  /** The block that it is inside of; null on the outside. */
  readonly within: string | null;
}

export interface ParameterChange {
  readonly title: string;
  /** Undefined where the layer, being of another kind, had no such parameter. */
  readonly from: unknown;
  readonly to: unknown;
}

/** How one layer of the second network stands to the first. */
export type LayerDifference =
  | { readonly change: 'added' | 'removed'; readonly layer: ComparedLayer }
  | {
      readonly change: 'changed';
      readonly layer: ComparedLayer;
      /** Its name before; null where it kept it. */
      readonly renamed: string | null;
      /** Its kind before; null where it kept it. */
      readonly replaced: string | null;
      readonly params: readonly ParameterChange[];
      /** The layers it takes from, by name; null where they are the same but for what was added and removed. */
      readonly inputs: { readonly from: readonly string[]; readonly to: readonly string[] } | null;
    };

interface Part {
  readonly layers: readonly LayerNode[];
  readonly edges: readonly Edge[];
}

interface Side {
  readonly document: ConvasDocument;
  readonly part: Part;
}

type Pairs = ReadonlyMap<LayerNode, LayerNode>;

/** Which layer of the first is which of the second: by id and kind or name, then by name, then by id alone. */
function pair(before: Part, after: Part): Pairs {
  const pairs = new Map<LayerNode, LayerNode>();
  const free = new Set(before.layers);
  const take = (fits: (old: LayerNode, layer: LayerNode) => boolean): void => {
    for (const layer of after.layers) {
      if (pairs.has(layer)) continue;
      const old = [...free].find((candidate) => fits(candidate, layer));
      if (!old) continue;
      pairs.set(layer, old);
      free.delete(old);
    }
  };
  take((old, layer) => old.id === layer.id && (old.kind === layer.kind || old.name === layer.name));
  take((old, layer) => old.name === layer.name);
  take((old, layer) => old.id === layer.id);
  return pairs;
}

const kindTitle = ({ document }: Side, layer: LayerNode): string =>
  definitionOf(document, layer)?.name ?? kindOf(layer.kind)?.title ?? layer.kind;

/** A layer's parameters with defaults filled in; those that a block's instance sets, and how often it is repeated. */
function paramsOf({ document }: Side, layer: LayerNode): Readonly<Record<string, unknown>> {
  const block = definitionOf(document, layer);
  if (block) return { ...argumentsOf(block, layer), repeat: layer.block?.repeat ?? 1 };
  return withDefaults(kindOf(layer.kind)?.parameters, layer.params);
}

function changedParams(old: LayerNode, layer: LayerNode, before: Side, after: Side): ParameterChange[] {
  const from = paramsOf(before, old);
  const to = paramsOf(after, layer);
  const kind = kindOf(layer.kind);
  const titles = new Map(kind && fieldsOf(kind).map((field) => [field.name, field.title]));
  const names = old.kind === layer.kind ? new Set([...Object.keys(from), ...Object.keys(to)]) : [];
  const changed = [...names]
    .filter((name) => !same(from[name], to[name]))
    .map((name) => ({ title: titles.get(name) ?? settingTitle(name), from: from[name], to: to[name] }));
  const [was, is] = [old.bypassed === true, layer.bypassed === true];
  return was === is ? changed : [{ title: settingTitle('bypassed'), from: was, to: is }, ...changed];
}

const sourcesOf = ({ edges, layers }: Part, { id }: LayerNode): LayerNode[] =>
  edges
    .filter(({ target }) => target === id)
    .flatMap(({ source }) => layers.find((layer) => layer.id === source) ?? []);

/** The layer itself if it is on both sides; else the one that it takes from first, and so on upstream. */
function upstream(
  part: Part,
  layer: LayerNode,
  isKept: (layer: LayerNode) => boolean,
): LayerNode | undefined {
  const seen = new Set<LayerNode>();
  let here: LayerNode | undefined = layer;
  while (here && !isKept(here) && !seen.has(here)) {
    seen.add(here);
    [here] = sourcesOf(part, here);
  }
  return here;
}

/** Null where they differ only by layers that came between or went from between, which are reported separately. */
function changedInputs(old: LayerNode, layer: LayerNode, before: Part, after: Part, pairs: Pairs) {
  const kept = new Set(pairs.values());
  const from = sourcesOf(before, old);
  const to = sourcesOf(after, layer);
  const was = from.map((source) => upstream(before, source, (other) => kept.has(other)));
  const is = to.map((source) => {
    const reached = upstream(after, source, (other) => pairs.has(other));
    return reached && pairs.get(reached);
  });
  if (was.length === is.length && was.every((source, at) => source === is[at])) return null;
  return { from: from.map(({ name }) => name), to: to.map(({ name }) => name) };
}

function compareParts(before: Side, after: Side, within: string | null): LayerDifference[] {
  const pairs = pair(before.part, after.part);
  const kept = new Set(pairs.values());
  const described = (side: Side, layer: LayerNode): ComparedLayer => ({
    id: layer.id,
    name: layer.name,
    kind: kindTitle(side, layer),
    within,
  });
  const removed = before.part.layers
    .filter((layer) => !kept.has(layer))
    .map((layer): LayerDifference => ({ change: 'removed', layer: described(before, layer) }));
  const rest = after.part.layers.flatMap((layer): LayerDifference[] => {
    const old = pairs.get(layer);
    if (!old) return [{ change: 'added', layer: described(after, layer) }];
    const params = changedParams(old, layer, before, after);
    const inputs = changedInputs(old, layer, before.part, after.part, pairs);
    const renamed = old.name === layer.name ? null : old.name;
    const [was, is] = [kindTitle(before, old), kindTitle(after, layer)];
    const replaced = was === is ? null : was;
    if (params.length === 0 && !inputs && renamed === null && replaced === null) return [];
    return [{ change: 'changed', layer: described(after, layer), renamed, replaced, params, inputs }];
  });
  return [...removed, ...rest];
}

/** What was done to the first network to make it the second: layers, their parameters, their wires; blocks inside too. */
export function compareArchitectures(
  before: ConvasDocument,
  after: ConvasDocument,
): readonly LayerDifference[] {
  const outside = compareParts({ document: before, part: before }, { document: after, part: after }, null);
  const inside = after.blocks.flatMap((block) => {
    const old =
      before.blocks.find(({ id }) => id === block.id) ??
      before.blocks.find(({ name }) => name === block.name);
    if (!old || old === block) return [];
    return compareParts({ document: before, part: old }, { document: after, part: block }, block.name);
  });
  return [...outside, ...inside];
}
