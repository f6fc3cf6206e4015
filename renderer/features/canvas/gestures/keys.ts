import type { KeyboardEvent } from 'react';
import { openBlockOf } from '../../../actions/blocks.ts';
import { nudgeSelection } from '../../../actions/edits.ts';
import { editSelection } from '../../../actions/params.ts';
import { grid } from '../../../editing/card.ts';
import { neighbor } from '../../../editing/connection.ts';
import { signalOrder } from '../../../editing/order.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';

const directions: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Selects a layer from the keyboard: it is shown, and screen readers say it. */
export function goTo(id: string): void {
  useSelection.getState().select({ layers: [id] });
  useCanvas.getState().view?.focusLayer(id);
}

/** The layers in the order in which data runs through them. */
function ordered(): readonly string[] {
  const { document, byLayer } = useOpen.getState();
  return signalOrder(document, byLayer, useAnalysis.getState().analysis).map((layer) => layer.id);
}

function goBy(step: 1 | -1): boolean {
  const order = ordered();
  const [current] = useSelection.getState().layers;
  const at = current === undefined ? (step > 0 ? -1 : order.length) : order.indexOf(current);
  const next = order[at + step];
  if (next === undefined) return false;
  goTo(next);
  return true;
}

function followWires(key: string): boolean {
  const [current] = useSelection.getState().layers;
  if (current === undefined) return goBy(1);
  if (key === 'ArrowUp' || key === 'ArrowDown') return goBy(key === 'ArrowDown' ? 1 : -1);
  const { document } = useOpen.getState();
  const next = neighbor(document, current, key === 'ArrowRight' ? 'forward' : 'back');
  if (next !== null) goTo(next);
  return true;
}

function arrow(event: KeyboardEvent, direction: { x: number; y: number }): boolean {
  if (event.altKey) return followWires(event.key);
  if (event.ctrlKey || event.metaKey) return false;
  const { layers, notes } = useSelection.getState();
  if (layers.length + notes.length === 0) return goBy(1);
  const step = grid * (event.shiftKey ? 8 : 1);
  nudgeSelection({ x: direction.x * step, y: direction.y * step });
  return true;
}

function edit(): boolean {
  const { layers, notes, edges } = useSelection.getState();
  if (layers.length + notes.length + edges.length === 0) return goBy(1);
  const [only] = layers;
  if (layers.length === 1 && notes.length === 0 && only !== undefined && openBlockOf(only)) return true;
  editSelection();
  return true;
}

/** A key on the canvas or on a card. True when it was ours. */
export function takeKey(event: KeyboardEvent): boolean {
  const direction = directions[event.key];
  if (direction) return arrow(event, direction);
  if (event.key === 'Tab' && !event.ctrlKey && !event.altKey) return goBy(event.shiftKey ? -1 : 1);
  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) return edit();
  if (event.key !== 'Escape') return false;
  const { layers, notes, edges, place, clear, leave } = useSelection.getState();
  // First what is selected is let go, then the block is left.
  if (place.length > 0 && layers.length + notes.length + edges.length === 0) leave();
  else clear();
  (event.currentTarget as HTMLElement).focus();
  return true;
}
