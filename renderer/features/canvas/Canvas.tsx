import { ReactFlow, ReactFlowProvider, useStore } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { t } from '../../i18n/index.ts';
import { useCanvas } from '../../stores/canvasStore.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { useOpen } from '../../stores/openStore.ts';
import { useWorkspace } from '../../stores/workspaceStore.ts';
import { BlockNameBox } from './BlockNameBox.tsx';
import { CanvasBar } from './CanvasBar.tsx';
import { CanvasMenu } from './CanvasMenu.tsx';
import css from './canvas.module.css';
import { DraftWire } from './DraftWire.tsx';
import { detailAt } from './detail.ts';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { FarPicture } from './far/FarPicture.tsx';
import type { CanvasEdge, CanvasNode, LayerFlowNode } from './flow.ts';
import { Grid } from './Grid.tsx';
import { Guides } from './Guides.tsx';
import { HeatContext, shadeOf } from './heat.ts';
import { LayerNodeView } from './LayerNodeView.tsx';
import { LayoutProgress } from './LayoutProgress.tsx';
import { Minimap } from './Minimap.tsx';
import { NoteView } from './NoteView.tsx';
import { useElements } from './near/useElements.ts';
import { Waiting } from './near/Waiting.tsx';
import { PlaceBar } from './PlaceBar.tsx';
import { spatialExtent } from './planes.ts';
import { QuickAddBox } from './QuickAddBox.tsx';
import { Refusal } from './Refusal.tsx';
import { ScaleContext } from './scale.ts';
import { useHandlers } from './useHandlers.ts';
import { useHeatOfPart } from './useHeat.ts';
import { usePanKey } from './usePanKey.ts';
import { useScene } from './useScene.ts';
import { useView } from './useView.ts';
import { useZoomVariable } from './useZoomVariable.ts';
import { WireView } from './WireView.tsx';
import { useCancelWire } from './wireDrag.ts';

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
  const { arranging, defaultViewport, onMoveEnd } = useView(wrapper);
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
          {painted && <FarPicture scene={painted} extent={extent} shade={shade} />}
          <Minimap nodes={scene.nodes} />
          <Waiting nodes={waiting} />
          <Guides />
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
