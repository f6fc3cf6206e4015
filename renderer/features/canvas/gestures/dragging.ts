import { applyEdit } from '../../../actions/apply.ts';
import type { Box } from '../../../editing/arrange.ts';
import { portY } from '../../../editing/card.ts';
import { type Dragged, dragOf, dropOf } from '../../../editing/drag.ts';
import { lookup } from '../../../editing/lookup.ts';
import { canStandInWire } from '../../../editing/wires.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import type { Tab } from '../../../stores/tabs/tab.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import { partOf } from '../elements/boxes.ts';
import { screenOf, wireAt } from './gestures.ts';

/** What the canvas shows while something is dragged. */
export interface VisibleCanvas {
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
}

/** The wire under the pointer, else under the middle of the card: it may be held by any part of it. */
function wireBelow(
  tab: Tab,
  event: MouseEvent,
  card: Box & { readonly id: string | undefined },
): string | null {
  const { document } = useOpen.of(tab).getState();
  const held = wireAt(document, screenOf(event), card.id);
  const { view } = useCanvas.of(tab).getState();
  const middle = view?.toScreen({ x: card.x + card.width / 2, y: card.y + portY });
  return held ?? (middle ? wireAt(document, middle, card.id) : null);
}

/**
 * Shows where dragged things would be put down: on the grid, drawn to the lines of their neighbors, in the wire below
 * the pointer or the card. With Alt copies go there instead. With Ctrl nothing attracts them but the grid.
 * @param tab the one whose canvas it is
 */
export function dragTo(tab: Tab, event: MouseEvent, dragged: readonly Dragged[], view: VisibleCanvas): void {
  const { document } = useOpen.of(tab).getState();
  const options = { copying: event.altKey, alone: event.ctrlKey || event.metaKey };
  const drag = dragOf(document, dragged, options, partOf(view.transform, view), view.transform[2]);
  const [first] = dragged;
  if (!drag || !first) return;
  const { dropEdge: before, set } = useCanvas.of(tab).getState();
  const single = dragged.length === 1 && !options.alone && canStandInWire(document, first.id);
  const card = { ...drag.box, id: options.copying ? undefined : first.id };
  const dropEdge = single ? wireBelow(tab, event, card) : null;
  set({
    moving: drag.moving,
    guides: drag.guides,
    copying: options.copying,
    ...(dropEdge !== before && { dropEdge }),
  });
}

/** Puts what was dragged down: one step of undo, with the wire it was dropped on, if any. */
export function drop(tab: Tab): void {
  const { moving, copying, dropEdge, set } = useCanvas.of(tab).getState();
  set({ moving: null, guides: [], copying: false, dropEdge: null });
  if (!moving) return;
  const parts = lookup(useOpen.of(tab).getState().document);
  applyEdit(dropOf(parts, moving, { copying, wire: dropEdge }), tab);
}
