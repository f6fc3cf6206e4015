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
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import { layerUnderPointer, screenOf } from '../gestures/gestures.ts';

interface Ends {
  readonly source: string;
  readonly target: string;
}

/** Set by Escape: the wire being drawn leads nowhere when React Flow lets go of it. */
let cancelled = false;

/** Begins a wire: nothing is refused yet. */
export function beginWire(): void {
  cancelled = false;
  useCanvas.getState().set({ refusal: null });
}

/** Gives up the wire being drawn on Escape. React Flow ends a wire where the button is let go: it is told that it was. */
export function useCancelWire(): void {
  const store = useStoreApi();
  useEffect(() => {
    const cancel = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !store.getState().connection.inProgress) return;
      event.stopPropagation();
      cancelled = true;
      document.dispatchEvent(new MouseEvent('mouseup', { clientX: -1, clientY: -1 }));
    };
    window.addEventListener('keydown', cancel, { capture: true });
    return () => window.removeEventListener('keydown', cancel, { capture: true });
  }, [store]);
}

/** The open part as it is without the wire that was pulled off its input. */
function withoutDetached() {
  const { detached } = useCanvas.getState();
  const { document } = useOpen.getState();
  return detached === null ? document : disconnect(document, [detached]);
}

export const isValidWire = ({ source, target }: Ends): boolean =>
  planWire(withoutDetached(), source, target).refusal === null;

/** The wires that would give way to one between these layers. */
export function replacedBy({ source, target }: Ends): readonly string[] {
  const plan = planWire(withoutDetached(), source, target);
  return plan.refusal === null ? plan.replaces : [];
}

/** Draws the wire that was let go on a port. */
export function connectOnDrop({ source, target }: Ends): void {
  if (!cancelled) connectLayers(source, target);
}

function say(refusal: string | null, screen: { x: number; y: number }): void {
  useCanvas.getState().set({ refusal: refusal ? { text: refusal, screen } : null });
}

/** A wire let go where no port took it: on a card, it goes there; on nothing, a layer may be chosen. */
export function endWire(
  event: MouseEvent | TouchEvent,
  state: FinalConnectionState,
  toFlow: (screen: { x: number; y: number }) => { x: number; y: number },
): void {
  const { fromNode, fromHandle } = state;
  if (cancelled || state.isValid || !fromNode || !fromHandle) return;
  const screen = screenOf(event);
  const forward = fromHandle.type === 'source';
  const other = state.toNode?.id ?? layerUnderPointer(screen);
  if (other === fromNode.id) return;
  if (other !== null) {
    say(forward ? connectLayers(fromNode.id, other) : connectLayers(other, fromNode.id), screen);
    return;
  }
  const position = toFlow(screen);
  const end = forward ? { source: fromNode.id } : { target: fromNode.id };
  useCanvas.getState().set({ quickAdd: { screen, position, ...end } });
}

/** The end of a wire that was pulled off its input: over a layer it leads there, over empty canvas it is removed. */
function endDetached(
  edge: string,
  event: MouseEvent | TouchEvent,
  state: FinalConnectionState,
  canvas: HTMLElement | null,
): void {
  useCanvas.getState().set({ detached: null });
  if (cancelled || state.isValid) return;
  const screen = screenOf(event);
  const other = state.toNode?.id ?? layerUnderPointer(screen);
  if (other !== null) {
    if (other !== state.fromNode?.id) say(reconnectWire(edge, other), screen);
    return;
  }
  // Let go over a dock or a bar, it stays where it was.
  const under = document.elementFromPoint(screen.x, screen.y);
  if (canvas?.contains(under)) removeWire(edge);
}

/**
 * Pulls a wire off an input: it hangs on the pointer by its far end, as if it were being drawn from the layer that it
 * comes from. React Flow knows this only for wires whose ends lie free; here the end lies under the port.
 */
export function useDetach(): (event: ReactMouseEvent | ReactTouchEvent) => void {
  const store = useStoreApi();
  return useCallback(
    (event) => {
      if (('button' in event && event.button !== 0) || useDocument.getState().readOnly) return;
      const port = event.currentTarget as HTMLElement;
      const layer = port.dataset['nodeid'] ?? '';
      const wire = wireToDetach(useOpen.getState().document, layer, useSelection.getState().edges);
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
        isValidConnection: isValidWire,
        lib: flow.lib,
        nodeId: wire.source,
        nodeLookup: flow.nodeLookup,
        onConnect: ({ target }) => {
          if (!cancelled) reconnectWire(wire.id, target);
        },
        onConnectStart: () => {
          beginWire();
          useCanvas.getState().set({ detached: wire.id });
        },
        onReconnectEnd: (ended, state) => endDetached(wire.id, ended, state, domNode),
        panBy: flow.panBy,
        updateConnection: flow.updateConnection,
      });
    },
    [store],
  );
}
