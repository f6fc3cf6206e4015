import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/react';
import { Position } from '@xyflow/react';
import { definitionOf } from '../../../src/document/blocks.ts';
import { substitute } from '../../../src/document/formula.ts';
import type { ConvasDocument, Edge, LayerNode, Note } from '../../../src/document/schema.ts';
import { formatShape, type Shape } from '../../../src/layers/shape.ts';
import type { LayerAnalysis, Problem } from '../../../src/network/network.ts';
import { sameText } from '../../../src/text/message.ts';
import { card, portY } from '../../editing/card.ts';
import { lookup, titleOf } from '../../editing/lookup.ts';
import { isVariable } from '../../editing/searchSpace.ts';
import { hasOutput, takesInput } from '../../editing/wiring.ts';
import { t } from '../../i18n/index.ts';
import { formatCount } from '../../ui/numbers.ts';
import { worstTone } from '../../ui/problemTone.ts';
import { lanesOf } from './wires/lanes.ts';

const words = t.canvas;

/** What a card shows; the same object as long as none of it changes. */
export interface LayerData extends Record<string, unknown> {
  readonly layer: LayerNode;
  /** The layer with the formulas of its block computed. */
  readonly computed: LayerNode;
  /** The name of the block that it stands for. */
  readonly block: string | undefined;
  readonly analysis: LayerAnalysis | undefined;
  readonly problems: readonly Problem[];
  /** Whether a wire leads into it. */
  readonly occupied: boolean;
}
export interface NoteData extends Record<string, unknown> {
  readonly note: Note;
}
export interface WireData extends Record<string, unknown> {
  readonly shape: Shape | null;
  /** The height at which it passes over the cards in its way; null where none is. */
  readonly lane: number | null;
}
export type LayerFlowNode = FlowNode<LayerData, 'layer'>;
export type NoteFlowNode = FlowNode<NoteData, 'note'>;
export type CanvasNode = LayerFlowNode | NoteFlowNode;
export type CanvasEdge = FlowEdge<WireData, 'wire'>;

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Size {
  readonly width: number;
  readonly height: number;
}

/** All that the drawing of a network is made of. */
export interface Scene {
  readonly document: ConvasDocument;
  /** What formulas compute with where a block is open. */
  readonly values: LayerNode['params'] | null;
  readonly byLayer: ReadonlyMap<string, LayerAnalysis>;
  readonly problemsByLayer: ReadonlyMap<string, readonly Problem[]>;
  readonly selected: { readonly layers: ReadonlySet<string>; readonly notes: ReadonlySet<string> };
  readonly selectedEdges: ReadonlySet<string>;
  readonly moving: ReadonlyMap<string, Point> | null;
  readonly resizing: ReadonlyMap<string, Size> | null;
}

const none: readonly Problem[] = [];

/** A layer in words: "C1, Conv2D, output 28 × 28 × 6, 156 parameters, no problems". */
export function describeLayer({ layer, block, analysis, problems }: LayerData): string {
  const { layer: say } = words;
  const shape = analysis?.outputShape;
  const count = analysis?.params ?? 0;
  return say.aria([
    layer.name,
    block ?? titleOf(layer.kind),
    ...(layer.bypassed ? [say.ariaBypassed] : []),
    ...(isVariable(layer) ? [say.ariaVaries(Object.keys(layer.searchSpace!).length)] : []),
    shape ? say.ariaOutput(formatShape(shape)) : say.ariaNoOutput,
    say.ariaParams(count, formatCount(count)),
    worstTone(problems) === 'pending' ? say.ariaPending : say.ariaProblems(problems.length),
  ]);
}

/** Where wires meet a card, told beforehand: a card that is out of view has wires, too. */
function portsOf(kind: string): NonNullable<LayerFlowNode['handles']> {
  const port = { y: portY - 5, width: 10, height: 10 };
  const source = { ...port, type: 'source' as const, position: Position.Right, x: card.width - 5 };
  const target = { ...port, type: 'target' as const, position: Position.Left, x: -5 };
  return [...(takesInput(kind) ? [target] : []), ...(hasOutput(kind) ? [source] : [])];
}

const focusable = { tabIndex: -1 } as const;

function layerNode(data: LayerData, position: Point, selected: boolean): LayerFlowNode {
  return {
    id: data.layer.id,
    type: 'layer',
    data,
    position,
    selected,
    ...card,
    measured: card,
    // What is held lies over what it is moved across.
    zIndex: selected ? 1 : 0,
    handles: portsOf(data.layer.kind),
    ariaLabel: describeLayer(data),
    domAttributes: { ...focusable, 'aria-roledescription': words.layer.role },
    ariaRole: 'group',
  };
}

function noteNode(note: Note, position: Point, size: Size, selected: boolean): NoteFlowNode {
  return {
    id: note.id,
    type: 'note',
    data: { note },
    position,
    selected,
    ...size,
    measured: size,
    connectable: false,
    // Behind the cards, except while it is worked on.
    zIndex: selected ? 1 : -1,
    ariaLabel: words.note.aria(note.text),
    domAttributes: { ...focusable, 'aria-roledescription': words.note.role },
    ariaRole: 'group',
  };
}

/**
 * Turns scenes into React Flow's nodes and edges. What is the same as in the scene before is the same object,
 * so that a change of one layer draws one card again.
 */
export function createFlow(): {
  nodes(scene: Scene): CanvasNode[];
  edges(scene: Scene): CanvasEdge[];
} {
  let values: Scene['values'] = null;
  let layerNodes = new Map<string, LayerFlowNode>();
  let lanes: { document: ConvasDocument | null; of: ReadonlyMap<string, number> } = {
    document: null,
    of: new Map(),
  };
  let targets: { edges: readonly Edge[]; ids: ReadonlySet<string> } = { edges: [], ids: new Set() };
  let noteNodes = new Map<string, NoteFlowNode>();
  let wires = new Map<string, CanvasEdge>();
  let wireKeys = new Map<string, { edge: Edge; lane: number | null; label: string }>();

  function layerOf(scene: Scene, layer: LayerNode, occupied: boolean): LayerFlowNode {
    const before = layerNodes.get(layer.id);
    const analysis = scene.byLayer.get(layer.id);
    const problems = scene.problemsByLayer.get(layer.id) ?? none;
    const position = scene.moving?.get(layer.id) ?? layer.position;
    const selected = scene.selected.layers.has(layer.id);
    const block = layer.block && definitionOf(scene.document, layer)?.name;
    const same =
      scene.values === values &&
      before?.data.layer === layer &&
      before.data.block === block &&
      before.data.analysis === analysis &&
      before.data.occupied === occupied &&
      sameProblems(before.data.problems, problems);
    if (same && samePoint(before.position, position) && before.selected === selected) return before;
    if (same && before.selected === selected) return { ...before, position };
    if (same) return layerNode(before.data, position, selected);
    const computed = scene.values ? substitute(layer, scene.values) : layer;
    return layerNode({ layer, computed, block, analysis, problems, occupied }, position, selected);
  }

  function noteOf(scene: Scene, note: Note): NoteFlowNode {
    const before = noteNodes.get(note.id);
    const position = scene.moving?.get(note.id) ?? note.position;
    const selected = scene.selected.notes.has(note.id);
    const size = scene.resizing?.get(note.id) ?? note.size;
    const same = before?.data.note === note && before.selected === selected && before.measured === size;
    return same && samePoint(before.position, position) ? before : noteNode(note, position, size, selected);
  }

  return {
    nodes(scene) {
      const notes = scene.document.notes.map((note) => noteOf(scene, note));
      if (scene.document.edges !== targets.edges)
        targets = { edges: scene.document.edges, ids: new Set(scene.document.edges.map((e) => e.target)) };
      const layers = scene.document.layers.map((layer) => layerOf(scene, layer, targets.ids.has(layer.id)));
      values = scene.values;
      noteNodes = new Map(notes.map((node) => [node.id, node]));
      layerNodes = new Map(layers.map((node) => [node.id, node]));
      return [...notes, ...layers];
    },
    edges(scene) {
      const { layers } = lookup(scene.document);
      lanes =
        scene.document === lanes.document ? lanes : { document: scene.document, of: lanesOf(scene.document) };
      const keys: typeof wireKeys = new Map();
      const drawn = scene.document.edges.map((edge): CanvasEdge => {
        const shape = scene.byLayer.get(edge.source)?.outputShape ?? null;
        const selected = scene.selectedEdges.has(edge.id);
        const label = words.wire.aria(
          layers.get(edge.source)?.name ?? edge.source,
          layers.get(edge.target)?.name ?? edge.target,
          shape ? formatShape(shape) : words.layer.unknownShape,
        );
        const key = wireKeys.get(edge.id);
        const before = wires.get(edge.id);
        const lane = lanes.of.get(edge.id) ?? null;
        keys.set(edge.id, { edge, lane, label });
        const same =
          key?.edge === edge && key.lane === lane && key.label === label && before?.selected === selected;
        if (same && before) return before;
        return {
          id: edge.id,
          type: 'wire',
          source: edge.source,
          target: edge.target,
          selected,
          data: { shape, lane },
          ariaLabel: label,
          domAttributes: { ...focusable, 'aria-roledescription': words.wire.role },
        };
      });
      wireKeys = keys;
      wires = new Map(drawn.map((edge) => [edge.id, edge]));
      return drawn;
    },
  };
}

const samePoint = (a: Point, b: Point): boolean => a === b || (a.x === b.x && a.y === b.y);

/** Problems are found again with each analysis; a card draws again only when they say something else. */
function sameProblems(a: readonly Problem[], b: readonly Problem[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every(
        (problem, index) =>
          problem.code === b[index]?.code &&
          sameText(problem.message, b[index]?.message ?? '') &&
          problem.pending === b[index]?.pending,
      ))
  );
}
