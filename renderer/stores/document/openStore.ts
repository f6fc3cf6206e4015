import type { StoreApi } from 'zustand';
import { blockOutputKind, closeBlock, inputPorts, openBlock } from '../../../src/document/blocks.ts';
import { substitute } from '../../../src/document/formula.ts';
import { locate, type Opened, openPlace, type Place, pathAt } from '../../../src/document/place.ts';
import type { BlockDefinition, ConvasDocument, LayerNode } from '../../../src/document/schema.ts';
import { passThroughAnalysis } from '../../../src/network/block-analysis.ts';
import type { LayerAnalysis, Problem } from '../../../src/network/network.ts';
import type { LazyText } from '../../../src/text/lazy-text.ts';
import { perTab } from '../tabs/perTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { useAnalysis } from './analysisStore.ts';
import { type Operation, useDocument } from './documentStore.ts';
import { useSelection } from './selectionStore.ts';

interface OpenState {
  readonly place: Place;
  /** The part on the canvas as a document: the network, or the inside of a block. */
  readonly document: ConvasDocument;
  /** The block that is open; null for the network itself. */
  readonly definition: BlockDefinition | null;
  /** What the block's formulas compute with here. */
  readonly values: Opened['values'];
  /** What is known of the part's layers here, by their id in it; of the ports of a block, too. */
  readonly byLayer: ReadonlyMap<string, LayerAnalysis>;
  /** By layer id; the network's own problems under the empty string. What is wrong inside a block is its own. */
  readonly problemsByLayer: ReadonlyMap<string, readonly Problem[]>;
  /** Distinguishes one part of one document from another. */
  readonly key: string;
  /** As `useDocument`'s: applies an operation to the part that is open. */
  commit(label: LazyText, operation: Operation, field?: string): boolean;
}

/** The analysis of a block's port: what arrives through it, or leaves. */
const portAnalysis = (
  { kind, name }: LayerNode,
  path: string,
  from: LayerAnalysis | undefined,
): LayerAnalysis => passThroughAnalysis({ id: path, kind, name }, from, kind === blockOutputKind);

type Known = ReadonlyMap<string, LayerAnalysis>;

/** What is known of the layers of a part, by their id in it. */
function layersAt(document: ConvasDocument, place: Place, all: Known): Known {
  const step = place.at(-1);
  const opened = openPlace(document, place);
  if (!step || !opened?.definition) return all;
  const outer = place.slice(0, -1);
  const { definition } = opened;
  const inside = (id: string, repetition: number): LayerAnalysis | undefined =>
    all.get(pathAt([...outer, { ...step, repetition }], id));
  const exit = definition.layers.find(({ kind }) => kind === blockOutputKind)?.id;
  const before = definition.edges.find((edge) => edge.target === exit)?.source ?? '';
  const around = layersAt(document, outer, all);
  const wires = openPlace(document, outer)!.document.edges.filter((edge) => edge.target === step.instance);
  const arrives = wires.map((wire) => around.get(wire.source));
  if (step.repetition > 1) arrives[0] = inside(before, step.repetition - 1) ?? arrives[0];
  const ports = inputPorts(definition);
  const known = new Map<string, LayerAnalysis>();
  for (const node of definition.layers) {
    const path = pathAt(place, node.id);
    const port = ports.indexOf(node);
    if (port >= 0) known.set(node.id, portAnalysis(node, path, arrives[port]));
    const own = all.get(path);
    if (own) known.set(node.id, own);
  }
  const last = definition.layers.find(({ id }) => id === exit);
  if (last) known.set(last.id, portAnalysis(last, pathAt(place, last.id), known.get(before)));
  return known;
}

/** Problems by the layer of the part that they are in, however deep; repetitions share them. */
function problemsAt(document: ConvasDocument, place: Place, problems: readonly Problem[]) {
  const byLayer = new Map<string, Problem[]>();
  for (const problem of problems) {
    const where = problem.layer === null ? null : locate(document, problem.layer);
    const within = where?.place ?? [];
    if (place.some((step, depth) => within[depth]?.instance !== step.instance)) continue;
    const layer = where ? (within[place.length]?.instance ?? where.id) : '';
    byLayer.set(layer, [...(byLayer.get(layer) ?? []), problem]);
  }
  return byLayer;
}

/** Does to the inside of a block what the operation does to a document. */
export const within =
  (block: string, operation: Operation): Operation =>
  (document) => {
    const part = openBlock(document, block);
    return part ? closeBlock(document, block, operation(part)) : document;
  };

function derive(tab: Tab, before?: OpenState): Omit<OpenState, 'commit'> {
  const { document, session } = useDocument.of(tab).getState();
  const { place } = useSelection.of(tab).getState();
  const { analysis, byLayer } = useAnalysis.of(tab).getState();
  const opened = openPlace(document, place) ?? { definition: null, values: null, document };
  const same = before && JSON.stringify(before.values) === JSON.stringify(opened.values);
  return {
    ...opened,
    values: same ? before.values : opened.values,
    place,
    byLayer: layersAt(document, place, byLayer),
    problemsByLayer: problemsAt(document, place, analysis.problems),
    key: `${session} ${pathAt(place, '')}`,
  };
}

/** The part of the network that canvas, inspector and outline show, and what is known of it. */
export const useOpen = perTab<OpenState>(
  (tab, _set, get) => ({
    ...derive(tab),
    commit(label, operation, field) {
      const { definition } = get();
      const { commit: commitWhole } = useDocument.of(tab).getState();
      if (!definition) return commitWhole(label, operation, field);
      const named = field === undefined ? undefined : `${definition.id} ${field}`;
      return commitWhole(label, within(definition.id, operation), named);
    },
  }),
  follow,
);

function follow(tab: Tab, store: StoreApi<OpenState>): void {
  const deriveAgain = (): void => store.setState((before) => derive(tab, before));
  tab.own(useAnalysis.of(tab).subscribe(deriveAgain));
  tab.own(
    useSelection.of(tab).subscribe((state, before) => {
      if (state.place !== before.place) deriveAgain();
    }),
  );
}

/** A layer of the open part with its formulas computed, as this instance has them. */
export function computed(layer: LayerNode): LayerNode {
  const { values } = useOpen.getState();
  return values ? substitute(layer, values) : layer;
}
