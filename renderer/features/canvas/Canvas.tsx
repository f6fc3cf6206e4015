import { ReactFlow, ReactFlowProvider, useStore } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { useCanvas } from '../../stores/window/canvasStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { CanvasBar } from './bars/CanvasBar.tsx';
import { CanvasMenu } from './bars/CanvasMenu.tsx';
import { EmptyCanvas } from './bars/EmptyCanvas.tsx';
import { LayoutProgress } from './bars/LayoutProgress.tsx';
import { PlaceBar } from './bars/PlaceBar.tsx';
import { QuickAddBox } from './bars/QuickAddBox.tsx';
import { Refusal } from './bars/Refusal.tsx';
import css from './canvas.module.css';
import { BlockNameBox } from './cards/BlockNameBox.tsx';
import { LayerNodeView } from './cards/LayerNodeView.tsx';
import { spatialExtent } from './cards/planes.ts';
import { useElements } from './elements/useElements.ts';
import { Waiting } from './elements/Waiting.tsx';
import type { CanvasEdge, CanvasNode, LayerFlowNode } from './flow.ts';
import { Guides } from './gestures/Guides.tsx';
import { useHandlers } from './gestures/useHandlers.ts';
import { HeatContext, shadeOf } from './heat/heat.ts';
import { useHeatOfPart } from './heat/useHeat.ts';
import { NoteView } from './notes/NoteView.tsx';
import { Others } from './others/Others.tsx';
import { PaintedCards } from './painted/PaintedCards.tsx';
import { useScene } from './useScene.ts';
import { detailAt } from './view/detail.ts';
import { Grid } from './view/Grid.tsx';
import { Minimap } from './view/Minimap.tsx';
import { ScaleContext } from './view/scale.ts';
import { useFittedView } from './view/useFittedView.ts';
import { usePanKey } from './view/usePanKey.ts';
import { useZoomVariable } from './view/useZoomVariable.ts';
import { DraftWire } from './wires/DraftWire.tsx';
import { WireView } from './wires/WireView.tsx';
import { useCancelWire } from './wires/wireDrag.ts';

const nodeTypes = { layer: LayerNodeView, note: NoteView };
const edgeTypes = { wire: WireView };
const hiddenAttribution = { hideAttribution: true };
const severalKeys = ['Meta', 'Control', 'Shift'];

function Description() {
  return (
    <p id="canvas-keys" className="visually-hidden">
      {t.canvas.description}
    </p>
  );
}

// Elements that stay the same: while a card is dragged, nothing of these is drawn again.
const panels = (
  <>
    <Grid />
    <CanvasBar />
    <PlaceBar />
    <LayoutProgress />
    <Description />
    <Refusal />
  </>
);
const boxes = (
  <>
    <QuickAddBox />
    <BlockNameBox />
    <CanvasMenu />
  </>
);

function Flow() {
  const scene = useScene();
  const wrapper = useRef<HTMLDivElement>(null);
  const { nodes, edges, painted, waiting, selectFramed } = useElements(wrapper, scene);
  const handlers = useHandlers(wrapper);
  useZoomVariable(wrapper);
  useCancelWire();
  usePanKey(wrapper);
  const wheel = useWorkspace((state) => state.wheel);
  const { arranging, defaultViewport, onMoveEnd } = useFittedView(wrapper);
  const detail = useStore((state) => detailAt(state.transform[2]));
  const byLayer = useOpen((state) => state.byLayer);
  const extent = useMemo(
    () => spatialExtent([...byLayer.values()].map((layer) => layer.outputShape)),
    [byLayer],
  );
  const scale = useMemo(() => ({ detail, extent }), [detail, extent]);
  const heat = useHeatOfPart();
  const shade = useMemo(
    () => heat && (({ data }: LayerFlowNode) => shadeOf(heat, data.analysis).color),
    [heat],
  );
  const copying = useCanvas((state) => state.copying);
  const readOnly = useDocument((state) => state.readOnly);

  return (
    <HeatContext value={heat}>
      <ScaleContext value={scale}>
        <ReactFlow<CanvasNode, CanvasEdge>
          ref={wrapper}
          className={css['canvas'] ?? ''}
          data-detail={detail}
          data-arranging={arranging || undefined}
          data-copying={copying || undefined}
          tabIndex={0}
          aria-label={t.canvas.label}
          aria-describedby="canvas-keys"
          {...handlers}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          multiSelectionKeyCode={severalKeys}
          selectionKeyCode="Shift"
          panOnScroll={wheel === 'pan'}
          panOnScrollSpeed={1}
          zoomOnScroll={wheel === 'zoom'}
          zoomOnDoubleClick={false}
          elevateNodesOnSelect={false}
          minZoom={0.02}
          maxZoom={3}
          connectionRadius={32}
          connectionLineComponent={DraftWire}
          onSelectionEnd={selectFramed}
          defaultViewport={defaultViewport}
          onMoveEnd={onMoveEnd}
          // Its MIT license allows it: the About dialog credits it.
          proOptions={hiddenAttribution}
        >
          {panels}
          {painted && <PaintedCards scene={painted} extent={extent} shade={shade} />}
          <Minimap nodes={scene.nodes} />
          <Waiting nodes={waiting} />
          <Guides />
          <Others />
          {scene.nodes.length === 0 && <EmptyCanvas />}
        </ReactFlow>
        {boxes}
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
