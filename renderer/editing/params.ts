import { type LayerParams, renameLayer, setParams } from '../../src/document/operations/layers.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import type { LayerKind } from '../../src/layers/kind.ts';
import { t } from '../i18n/index.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';

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

interface FieldChange {
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
 * Sets one parameter of these layers. Changes of the same field in a row are one step of undo, unless others
 * change with it.
 */
export function setField(layers: readonly LayerNode[], change: FieldChange): void {
  const [only] = layers;
  if (!only) return;
  const { name, title, value, path = [], others } = change;
  const label = () =>
    layers.length === 1 ? t.canvas.edits.param(only.name, title) : t.canvas.edits.params(title);
  const ids = layers.map((layer) => layer.id);
  const set = (document: ConvasDocument, id: string): ConvasDocument => {
    const layer = document.layers.find((candidate) => candidate.id === id);
    if (!layer) return document;
    const params = { [name]: value, ...others?.(layer) } as LayerParams;
    return setParams(document, id, outward(layer.params, path, params));
  };
  useOpen
    .getState()
    .commit(
      label,
      (document) => ids.reduce(set, document),
      others ? undefined : `${ids.join(' ')}.${[...path, name].join('.')}`,
    );
}

/** Why a layer may not be called so; null when it may. */
export function refuseName(id: string, name: string): string | null {
  const words = t.canvas.inspector;
  const wanted = name.trim();
  if (wanted === '') return words.nameEmpty;
  const { document } = useOpen.getState();
  return document.layers.some((layer) => layer.id !== id && layer.name === wanted)
    ? words.nameTaken(wanted)
    : null;
}

export function rename(layer: LayerNode, name: string): void {
  useOpen.getState().commit(
    () => t.canvas.edits.rename(layer.name),
    (document) => renameLayer(document, layer.id, name),
    `${layer.id} name`,
  );
}

/** Opens what is selected for editing: a note in place, layers and wires in the inspector. */
export function editSelection(): void {
  const { layers, notes, edges } = useSelection.getState();
  const [note] = notes;
  if (note !== undefined && layers.length === 0) {
    useCanvas.getState().set({ editingNote: note });
    return;
  }
  if (layers.length + edges.length === 0) return;
  const workspace = useWorkspace.getState();
  if (workspace.stage !== 'build') workspace.setStage('build');
  workspace.toggleRight(true);
  useCanvas.getState().wishEdit();
}
