import { type LayerParams, renameLayer, setParams } from '../../src/document/operations/layers.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import type { LayerKind } from '../../src/layers/kind.ts';
import { t } from '../i18n/index.ts';
import type { Edit } from './edit.ts';

/** What a kind's schema has against a layer's parameters, by parameter; empty when it has nothing. */
export function faults(kind: LayerKind, params: LayerNode['params']): ReadonlyMap<string, string> {
  const parsed = kind.parameters.safeParse(params);
  if (parsed.success) return new Map();
  return new Map(
    [...parsed.error.issues].reverse().map((issue) => [String(issue.path[0] ?? ''), issue.message]),
  );
}

/** What a kind's schema has against a value of one parameter; null when it takes it. */
export function faultOf(kind: LayerKind, params: LayerNode['params'], name: string, value: unknown) {
  return faults(kind, { ...params, [name]: value } as LayerNode['params']).get(name) ?? null;
}

const isRecord = (value: unknown): value is LayerParams =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A change of the parameters that lie at `path` inside of `params`, as a change of `params`. */
function outward(params: LayerParams, path: readonly string[], change: LayerParams): LayerParams {
  const [head, ...rest] = path;
  if (head === undefined) return change;
  const held = params[head];
  const inner = isRecord(held) ? held : {};
  return { [head]: { ...inner, ...outward(inner, rest, change) } };
}

export interface FieldChange {
  /** The parameter, and what the step of undo calls it. */
  readonly name: string;
  readonly title: string;
  readonly value: unknown;
  /** Where the parameters lie that have it: none for the layer's own, else those of a layer inside of it. */
  readonly path?: readonly string[];
  /** What changes with it. */
  readonly others?: (layer: LayerNode) => LayerParams;
}

/**
 * Sets one parameter of these layers; null where there are none. Changes of the same field in a row are one step of
 * undo, unless others change with it.
 */
export function fieldEdit(layers: readonly LayerNode[], change: FieldChange): Edit | null {
  const [only] = layers;
  if (!only) return null;
  const { name, title, value, path = [], others } = change;
  const ids = layers.map((layer) => layer.id);
  const set = (document: ConvasDocument, id: string): ConvasDocument => {
    const layer = document.layers.find((candidate) => candidate.id === id);
    if (!layer) return document;
    const params = { [name]: value, ...others?.(layer) } as LayerParams;
    return setParams(document, id, outward(layer.params, path, params));
  };
  return {
    label: () =>
      layers.length === 1 ? t.canvas.edits.param(only.name, title) : t.canvas.edits.params(title),
    change: (before) => ({ document: ids.reduce(set, before) }),
    field: others ? undefined : `${ids.join(' ')}.${[...path, name].join('.')}`,
  };
}

/** Why a layer may not be called so; null when it may. */
export function refuseName({ layers }: ConvasDocument, id: string, name: string): string | null {
  const words = t.canvas.inspector;
  const wanted = name.trim();
  if (wanted === '') return words.nameEmpty;
  return layers.some((layer) => layer.id !== id && layer.name === wanted) ? words.nameTaken(wanted) : null;
}

export const renamingOf = (layer: LayerNode, name: string): Edit => ({
  label: () => t.canvas.edits.rename(layer.name),
  change: (before) => ({ document: renameLayer(before, layer.id, name) }),
  field: `${layer.id} name`,
});
