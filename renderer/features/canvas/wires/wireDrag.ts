import { type FinalConnectionState, useStoreApi } from '@xyflow/react';
import { XYHandle } from '@xyflow/system';
import {
  type MouseEvent as ReactMouseEvent,
  type TouchEvent as ReactTouchEvent,
  useCallback,
  useEffect,
} from 'react';
import { disconnect } from '../../../../src/document/operations/edges.ts';
import { connectLayers, reconnectWire, removeWire } from '../../../actions/wires.ts';
import { planWire, wireToDetach } from '../../../editing/wiring.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import { activeTab } from '../../../stores/tabs/activeTab.ts';
import type { Tab } from '../../../stores/tabs/tab.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import { layerUnderPointer, screenOf } from '../gestures/gestures.ts';

interface Ends {
  readonly source: string;
  readonly target: string;
}

/** Set by Escape: the wire being drawn leads nowhere when React Flow lets go of it. */
let canceled = false;

/** Begins a wire: nothing is refused yet. */
export function beginWire(tab: Tab): void {
  canceled = false;
  useCanvas.of(tab).getState().set({ refusal: null });
}

/** Gives up the wire being drawn on Escape. React Flow ends a wire where the button is let go: it is made to believe so. */
export function useCancelWire(): void {
  const store = useStoreApi();
  useEffect(() => {
    const cancel = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !store.getState().connection.inProgress) return;
      event.stopPropagation();
      canceled = true;
      document.dispatchEvent(new MouseEvent('mouseup', { clientX: -1, clientY: -1 }));
    };
    window.addEventListener('keydown', cancel, { capture: true });
    return () => window.removeEventListener('keydown', cancel, { capture: true });
  }, [store]);
}

/** The open part as it is without the wire that was pulled off its input. */
function withoutDetached(tab: Tab) {
  const { detached } = useCanvas.of(tab).getState();
  const { document } = useOpen.of(tab).getState();
  return detached === null ? document : disconnect(document, [detached]);
}

export const isValidWire = (tab: Tab, { source, target }: Ends): boolean =>
  planWire(withoutDetached(tab), source, target).refusal === null;

/** The wires that would give way to one between these layers. */
export function replacedBy(tab: Tab, { source, target }: Ends): readonly string[] {
  const plan = planWire(withoutDetached(tab), source, target);
  return plan.refusal === null ? plan.replaces : [];
}

/** Draws the wire that was let go on a port. */
export function connectOnDrop(tab: Tab, { source, target }: Ends): void {
  if (!canceled) connectLayers(source, target, tab);
}

function showRefusal(tab: Tab, refusal: string | null, screen: { x: number; y: number }): void {
  useCanvas
    .of(tab)
    .getState()
    .set({ refusal: refusal ? { text: refusal, screen } : null });
}

/** A wire let go where no port took it: on a card, it goes there; on nothing, a layer may be chosen. */
export function endWire(
  tab: Tab,
  event: MouseEvent | TouchEvent,
  state: FinalConnectionState,
  toFlow: (screen: { x: number; y: number }) => { x: number; y: number },
): void {
  const { fromNode, fromHandle } = state;
  if (canceled || state.isValid || !fromNode || !fromHandle) return;
  const screen = screenOf(event);
  const forward = fromHandle.type === 'source';
  const other = state.toNode?.id ?? layerUnderPointer(screen);
  if (other === fromNode.id) return;
  if (other !== null) {
    const [source, target] = forward ? [fromNode.id, other] : [other, fromNode.id];
    showRefusal(tab, connectLayers(source, target, tab), screen);
    return;
  }
  const position = toFlow(screen);
  const end = forward ? { source: fromNode.id } : { target: fromNode.id };
  useCanvas
    .of(tab)
    .getState()
    .set({ quickAdd: { screen, position, ...end } });
}

/** The end of a wire that was pulled off its input: over a layer it leads there, over empty canvas it is removed. */
function endDetached(
  tab: Tab,
  edge: string,
  event: MouseEvent | TouchEvent,
  state: FinalConnectionState,
  canvas: HTMLElement | null,
): void {
  useCanvas.of(tab).getState().set({ detached: null });
  if (canceled || state.isValid) return;
  const screen = screenOf(event);
  const other = state.toNode?.id ?? layerUnderPointer(screen);
  if (other !== null) {
    if (other !== state.fromNode?.id) showRefusal(tab, reconnectWire(edge, other, tab), screen);
    return;
  }
  // Let go over a dock or a bar, it stays where it was.
  const under = document.elementFromPoint(screen.x, screen.y);
  if (canvas?.contains(under)) removeWire(edge, tab);
}

/**
 * Pulls a wire off an input: it hangs on the pointer by its far end, as if it were being drawn from the layer that it
 * comes from. React Flow knows this only for wires whose ends lie free; here the end lies under the port.
 */
export function useDetach(): (event: ReactMouseEvent | ReactTouchEvent) => void {
  const store = useStoreApi();
  return useCallback(
    (event) => {
      const tab = activeTab();
      if (('button' in event && event.button !== 0) || useDocument.of(tab).getState().readOnly) return;
      const port = event.currentTarget as HTMLElement;
      const layer = port.dataset['nodeid'] ?? '';
      const wire = wireToDetach(
        useOpen.of(tab).getState().document,
        layer,
        useSelection.of(tab).getState().edges,
      );
      if (!wire) return;
      const { rfId: flowId, domNode, ...flow } = store.getState();
      XYHandle.onPointerDown(event.nativeEvent, {
        autoPanOnConnect: flow.autoPanOnConnect,
        autoPanSpeed: flow.autoPanSpeed,
        cancelConnection: flow.cancelConnection,
        connectionMode: flow.connectionMode,
        connectionRadius: flow.connectionRadius,
        domNode,
        dragThreshold: flow.connectionDragThreshold,
        edgeUpdaterType: 'source',
        flowId,
        getFromHandle: () => store.getState().connection.fromHandle,
        getTransform: () => store.getState().transform,
        handleDomNode: port,
        handleId: null,
        isTarget: false,
        isValidConnection: (ends) => isValidWire(tab, ends),
        lib: flow.lib,
        nodeId: wire.source,
        nodeLookup: flow.nodeLookup,
        onConnect: ({ target }) => {
          if (!canceled) reconnectWire(wire.id, target, tab);
        },
        onConnectStart: () => {
          beginWire(tab);
          useCanvas.of(tab).getState().set({ detached: wire.id });
        },
        onReconnectEnd: (ended, state) => endDetached(tab, wire.id, ended, state, domNode),
        panBy: flow.panBy,
        updateConnection: flow.updateConnection,
      });
    },
    [store],
  );
}
