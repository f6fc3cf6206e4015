import {
  Background,
  BackgroundVariant,
  type Connection,
  type FinalConnectionState,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import {
  type CSSProperties,
  type DragEvent,
  type MouseEvent as ReactMouseEvent,
  useCallback,
  useMemo,
  useRef,
} from 'react';
import { kindOf } from '../../../src/layers/registry.ts';
import { openBlockOf } from '../../editing/blocks.ts';
import { grid } from '../../editing/card.ts';
import { addKind, connectLayers } from '../../editing/edits.ts';
import { editSelection } from '../../editing/params.ts';
import { refuseWire } from '../../editing/wiring.ts';
import { t } from '../../i18n/index.ts';
import { type MenuTarget, useCanvas } from '../../stores/canvasStore.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { useOpen } from '../../stores/openStore.ts';
import { draggedKind, kindDragType } from '../../ui/kinds/drag.ts';
import { BlockNameBox } from './BlockNameBox.tsx';
import { CanvasBar } from './CanvasBar.tsx';
import { CanvasMenu } from './CanvasMenu.tsx';
import css from './canvas.module.css';
import { DraftWire } from './DraftWire.tsx';
import { detailAt } from './detail.ts';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { FarPicture } from './far/FarPicture.tsx';
import { useFar } from './far/useFar.ts';
import type { CanvasEdge, CanvasNode, LayerFlowNode } from './flow.ts';
import {
  drop,
  layerAt,
  mayInsert,
  screenOf,
  selectTarget,
  takeEdgeChanges,
  takeNodeChanges,
  wireAt,
} from './gestures.ts';
import { HeatContext, shadeOf } from './heat.ts';
import { takeKey } from './keys.ts';
import { LayerNodeView } from './LayerNodeView.tsx';
import { Minimap } from './Minimap.tsx';
import { NoteView } from './NoteView.tsx';
import { PlaceBar } from './PlaceBar.tsx';
import { spatialExtent } from './planes.ts';
import { QuickAddBox } from './QuickAddBox.tsx';
import { Refusal } from './Refusal.tsx';
import { ScaleContext } from './scale.ts';
import { useHeatOfPart } from './useHeat.ts';
import { useScene } from './useScene.ts';
import { useView } from './useView.ts';
import { WireView } from './WireView.tsx';

const nodeTypes = { layer: LayerNodeView, note: NoteView };
const edgeTypes = { wire: WireView };
const snapGrid: [number, number] = [grid, grid];
const severalKeys = ['Meta', 'Control', 'Shift'];

const openMenu = (event: ReactMouseEvent | MouseEvent, target: MenuTarget, toFlow: ToFlow): void => {
  event.preventDefault();
  const screen = { x: event.clientX, y: event.clientY };
  selectTarget(target);
  useCanvas.getState().set({ menu: { screen, position: toFlow(screen), target } });
};

type ToFlow = (screen: { x: number; y: number }) => { x: number; y: number };

const isValid = (connection: Connection | CanvasEdge): boolean =>
  refuseWire(useOpen.getState().document, connection.source, connection.target) === null;

/** Where a wire was let go that no port took: on a card, it goes there; on nothing, a layer may be chosen. */
function endConnection(event: MouseEvent | TouchEvent, state: FinalConnectionState, toFlow: ToFlow): void {
  const { fromNode, fromHandle } = state;
  if (state.isValid || !fromNode || !fromHandle) return;
  const screen = screenOf(event);
  const { set } = useCanvas.getState();
  const forward = fromHandle.type === 'source';
  const other = state.toNode?.id ?? layerAt(screen);
  if (other !== null && other !== fromNode.id) {
    const refusal = forward ? connectLayers(fromNode.id, other) : connectLayers(other, fromNode.id);
    set({ refusal: refusal ? { text: refusal, screen } : null });
    return;
  }
  if (other === fromNode.id) return;
  const position = toFlow(screen);
  set({ quickAdd: { screen, position, ...(forward ? { source: fromNode.id } : { target: fromNode.id }) } });
}

function Flow() {
  const scene = useScene();
  const { screenToFlowPosition } = useReactFlow();
  const toFlow: ToFlow = useCallback((screen) => screenToFlowPosition(screen), [screenToFlowPosition]);
  const wrapper = useRef<HTMLDivElement>(null);
  const { nodes, edges, painted, selectFramed } = useFar(wrapper, scene);
  const { arranging, defaultViewport, onMoveEnd } = useView(wrapper);
  const detail = useStore((state) => detailAt(state.transform[2]));
  const zoom = useStore((state) => Math.max(0.2, Math.floor(state.transform[2] * 20) / 20));
  const byLayer = useOpen((state) => state.byLayer);
  const extent = useMemo(
    () => spatialExtent([...byLayer.values()].map((layer) => layer.outputShape)),
    [byLayer],
  );
  const scale = useMemo(() => ({ detail, extent }), [detail, extent]);
  const heat = useHeatOfPart();
  const shade = useMemo(
    () => heat && (({ data }: LayerFlowNode) => shadeOf(heat, data.analysis).colour),
    [heat],
  );
  const readOnly = useDocument((state) => state.readOnly);

  const onDragOver = useCallback((event: DragEvent) => {
    if (!event.dataTransfer.types.includes(kindDragType)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const over = wireAt({ x: event.clientX, y: event.clientY });
    if (useCanvas.getState().dropEdge !== over) useCanvas.getState().set({ dropEdge: over });
  }, []);
  const onDrop = useCallback(
    (event: DragEvent) => {
      const kind = draggedKind(event.dataTransfer);
      if (kind === null) return;
      event.preventDefault();
      const screen = { x: event.clientX, y: event.clientY };
      const edge = kindOf(kind)?.inputs.max === 0 ? null : wireAt(screen);
      const at = toFlow(screen);
      useCanvas.getState().set({ dropEdge: null });
      addKind(kind, edge === null ? { position: { x: at.x - 92, y: at.y - 72 } } : { edge });
      wrapper.current?.focus({ preventScroll: true });
    },
    [toFlow],
  );

  return (
    <HeatContext value={heat}>
      <ScaleContext value={scale}>
        <ReactFlow<CanvasNode, CanvasEdge>
          ref={wrapper}
          className={css['canvas'] ?? ''}
          data-detail={detail}
          style={{ '--zoom': zoom } as CSSProperties}
          data-arranging={arranging || undefined}
          tabIndex={0}
          aria-label={t.canvas.label}
          aria-describedby="canvas-keys"
          onKeyDown={(event) => {
            if (!(event.target instanceof HTMLElement) || event.target.closest('input, textarea, button'))
              return;
            if (takeKey(event)) event.preventDefault();
          }}
          onDragOver={onDragOver}
          onDragLeave={() => useCanvas.getState().set({ dropEdge: null })}
          onDrop={onDrop}
          onDoubleClick={(event) => {
            if (!(event.target instanceof Element) || event.target.closest('.react-flow__node')) return;
            if (!event.target.closest('.react-flow__pane')) return;
            const screen = { x: event.clientX, y: event.clientY };
            useCanvas.getState().set({ quickAdd: { screen, position: toFlow(screen) } });
          }}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={takeNodeChanges}
          onEdgesChange={takeEdgeChanges}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          multiSelectionKeyCode={severalKeys}
          selectionKeyCode="Shift"
          zoomOnDoubleClick={false}
          elevateNodesOnSelect={false}
          onlyRenderVisibleElements
          snapToGrid
          snapGrid={snapGrid}
          minZoom={0.02}
          maxZoom={3}
          connectionRadius={32}
          connectionLineComponent={DraftWire}
          isValidConnection={isValid}
          onConnectStart={() => useCanvas.getState().set({ refusal: null })}
          onConnect={({ source, target }) => {
            connectLayers(source, target);
          }}
          onConnectEnd={(event, state) => endConnection(event, state, toFlow)}
          onNodeDrag={(event, node, dragged) => {
            if (dragged.length !== 1 || !mayInsert(node.id)) return;
            const over = wireAt(screenOf(event as unknown as MouseEvent));
            if (useCanvas.getState().dropEdge !== over) useCanvas.getState().set({ dropEdge: over });
          }}
          onNodeDragStop={(_event, _node, dragged) => drop(dragged)}
          onSelectionDragStop={(_event, dragged) => drop(dragged)}
          onNodeDoubleClick={(_event, node) => {
            if (node.type === 'layer' && !openBlockOf(node.id)) editSelection();
          }}
          onSelectionEnd={selectFramed}
          onPaneContextMenu={(event) => openMenu(event, { on: 'canvas' }, toFlow)}
          onNodeContextMenu={(event, node) =>
            openMenu(event, { on: node.type === 'note' ? 'note' : 'layer', id: node.id }, toFlow)
          }
          onEdgeContextMenu={(event, edge) => openMenu(event, { on: 'wire', id: edge.id }, toFlow)}
          onSelectionContextMenu={(event) => openMenu(event, { on: 'canvas' }, toFlow)}
          defaultViewport={defaultViewport}
          onMoveEnd={onMoveEnd}
          attributionPosition="bottom-right"
        >
          <Background variant={BackgroundVariant.Dots} gap={grid * 3} size={1.5} color="var(--grid-dot)" />
          {painted && <FarPicture scene={painted} extent={extent} shade={shade} />}
          <Minimap nodes={scene.nodes} />
          <CanvasBar />
          <PlaceBar />
          <p id="canvas-keys" className="visually-hidden">
            {t.canvas.description}
          </p>
          {nodes.length === 0 && <EmptyCanvas />}
          <Refusal />
        </ReactFlow>
        <QuickAddBox />
        <BlockNameBox />
        <CanvasMenu />
      </ScaleContext>
    </HeatContext>
  );
}

/** The canvas: always the network of the document. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  );
}
