import { type ReactFlowProps, useReactFlow, useStoreApi } from '@xyflow/react';
import {
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent as ReactMouseEvent,
  type RefObject,
  useMemo,
} from 'react';
import { openBlockOf } from '../../../actions/blocks.ts';
import { addItem } from '../../../actions/edits.ts';
import { editSelection } from '../../../actions/params.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { activeTab } from '../../../stores/tabs/activeTab.ts';
import type { Tab } from '../../../stores/tabs/tab.ts';
import { type MenuTarget, useCanvas } from '../../../stores/window/canvasStore.ts';
import { droppedItem, itemDragType, takesWires } from '../../../ui/kinds/drag.ts';
import type { CanvasEdge, CanvasNode } from '../flow.ts';
import { beginWire, connectOnDrop, endWire, isValidWire } from '../wires/wireDrag.ts';
import { dragTo, drop, type VisibleCanvas } from './dragging.ts';
import { selectTarget, takeEdgeChanges, takeNodeChanges, wireAt } from './gestures.ts';
import { takeKey } from './keys.ts';

type ToFlow = (screen: { x: number; y: number }) => { x: number; y: number };

const documentOf = (tab: Tab) => useOpen.of(tab).getState().document;

const openMenu = (
  tab: Tab,
  event: ReactMouseEvent | MouseEvent,
  target: MenuTarget,
  toFlow: ToFlow,
): void => {
  event.preventDefault();
  const screen = { x: event.clientX, y: event.clientY };
  selectTarget(tab, target);
  useCanvas
    .of(tab)
    .getState()
    .set({ menu: { screen, position: toFlow(screen), target } });
};

/** Marks the wire that what is dragged would be put into. */
function showDrop(tab: Tab, over: string | null): void {
  if (useCanvas.of(tab).getState().dropEdge !== over) useCanvas.of(tab).getState().set({ dropEdge: over });
}

/** A kind or block let go of: onto a wire, into it; elsewhere where it lies. */
function dropItem(tab: Tab, event: DragEvent, toFlow: ToFlow): boolean {
  const item = droppedItem(event.dataTransfer);
  if (item === null) return false;
  event.preventDefault();
  const screen = { x: event.clientX, y: event.clientY };
  const edge = takesWires(item) ? wireAt(documentOf(tab), screen) : null;
  const at = toFlow(screen);
  useCanvas.of(tab).getState().set({ dropEdge: null });
  addItem(item, edge === null ? { position: { x: at.x - 92, y: at.y - 72 } } : { edge }, tab);
  return true;
}

/** What the pointer and the keyboard do on the canvas, but for what is done with a card or wire. */
const onCanvas = (tab: Tab, wrapper: RefObject<HTMLElement | null>, toFlow: ToFlow) =>
  ({
    onKeyDown(event: KeyboardEvent) {
      if (!(event.target instanceof HTMLElement) || event.target.closest('input, textarea, button')) return;
      if (takeKey(event)) event.preventDefault();
    },
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes(itemDragType)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      showDrop(tab, wireAt(documentOf(tab), { x: event.clientX, y: event.clientY }));
    },
    onDragLeave: () => useCanvas.of(tab).getState().set({ dropEdge: null }),
    onDrop(event: DragEvent) {
      if (dropItem(tab, event, toFlow)) wrapper.current?.focus({ preventScroll: true });
    },
    onDoubleClick(event: ReactMouseEvent) {
      if (!(event.target instanceof Element) || event.target.closest('.react-flow__node')) return;
      if (!event.target.closest('.react-flow__pane')) return;
      const screen = { x: event.clientX, y: event.clientY };
      useCanvas
        .of(tab)
        .getState()
        .set({ quickAdd: { screen, position: toFlow(screen) } });
    },
    onPaneContextMenu: (event) => openMenu(tab, event, { on: 'canvas' }, toFlow),
    onSelectionContextMenu: (event) => openMenu(tab, event, { on: 'canvas' }, toFlow),
  }) satisfies ReactFlowProps<CanvasNode, CanvasEdge>;

const onParts = (tab: Tab, toFlow: ToFlow, view: () => VisibleCanvas) =>
  ({
    onNodesChange: (changes) => takeNodeChanges(tab, changes),
    onEdgesChange: (changes) => takeEdgeChanges(tab, changes),
    isValidConnection: (ends) => isValidWire(tab, ends),
    onConnectStart: () => beginWire(tab),
    onConnect: (ends) => connectOnDrop(tab, ends),
    onConnectEnd: (event, state) => endWire(tab, event, state, toFlow),
    onNodeDrag: (event, _node, dragged) => dragTo(tab, event as unknown as MouseEvent, dragged, view()),
    onSelectionDrag: (event, dragged) => dragTo(tab, event as unknown as MouseEvent, dragged, view()),
    onNodeDragStop: () => drop(tab),
    onSelectionDragStop: () => drop(tab),
    onNodeDoubleClick(_event, node) {
      if (node.type === 'layer' && !openBlockOf(node.id)) editSelection();
    },
    onNodeContextMenu: (event, node) =>
      openMenu(tab, event, { on: node.type === 'note' ? 'note' : 'layer', id: node.id }, toFlow),
    onEdgeContextMenu: (event, edge) => openMenu(tab, event, { on: 'wire', id: edge.id }, toFlow),
  }) satisfies ReactFlowProps<CanvasNode, CanvasEdge>;

/**
 * What is done on the canvas. The same functions as long as the canvas stands: React Flow draws every card and wire
 * again, and asks each of them several times, when it is given another one.
 */
export function useHandlers(wrapper: RefObject<HTMLElement | null>) {
  const { screenToFlowPosition } = useReactFlow();
  const store = useStoreApi();
  return useMemo(() => {
    // The canvas is made again for another tab.
    const tab = activeTab();
    const toFlow: ToFlow = (screen) => screenToFlowPosition(screen);
    return { ...onCanvas(tab, wrapper, toFlow), ...onParts(tab, toFlow, store.getState) };
  }, [wrapper, screenToFlowPosition, store]);
}
