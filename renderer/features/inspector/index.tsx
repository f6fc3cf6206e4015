import { type RefObject, useEffect, useRef } from 'react';
import { isPort } from '../../../src/document/blocks.ts';
import { lookup } from '../../editing/lookup.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { useCanvas } from '../../stores/window/canvasStore.ts';
import { BlockPanel } from './BlockPanel.tsx';
import { InsidePanel } from './InsidePanel.tsx';
import css from './inspector.module.css';
import { LayerPanel } from './LayerPanel.tsx';
import { NetworkPanel } from './NetworkPanel.tsx';
import { NotePanel } from './NotePanel.tsx';
import { PortPanel } from './PortPanel.tsx';
import { SeveralPanel } from './SeveralPanel.tsx';
import { WirePanel } from './WirePanel.tsx';

function useEditRequests(panel: RefObject<HTMLDivElement | null>): void {
  const requests = useCanvas((state) => state.editRequests);
  useEffect(() => {
    const { handledEditRequests, set } = useCanvas.getState();
    if (requests === handledEditRequests) return;
    set({ handledEditRequests: requests });
    const first = 'input:not([disabled]), textarea, button';
    const form = panel.current?.querySelector<HTMLElement>('[data-form]') ?? panel.current;
    const field = form?.querySelector<HTMLElement>(first);
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  }, [requests, panel]);
}

function Panel() {
  const document = useOpen((state) => state.document);
  const block = useOpen((state) => state.definition);
  const { layers, edges, notes } = useSelection();
  const parts = lookup(document);
  const chosen = layers.flatMap((id) => parts.layers.get(id) ?? []);
  const items = chosen.length + notes.length;
  if (items > 1) return <SeveralPanel layers={chosen} items={items} />;
  const [layer] = chosen;
  if (layer?.block) return <BlockPanel layer={layer} />;
  if (layer && isPort(layer)) return <PortPanel layer={layer} />;
  if (layer) return <LayerPanel layer={layer} />;
  const note = parts.notes.get(notes[0] ?? '');
  if (note) return <NotePanel note={note} />;
  const edge = edges.length === 1 ? parts.edges.get(edges[0]!) : undefined;
  if (edge) return <WirePanel edge={edge} />;
  return block ? <InsidePanel block={block} /> : <NetworkPanel />;
}

/** What is selected, in depth. */
export function InspectorFeature() {
  const panel = useRef<HTMLDivElement>(null);
  useEditRequests(panel);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leads back from a field to the canvas
    <div
      ref={panel}
      className={css['inspector']}
      onKeyDown={(event) => {
        const [layer] = useSelection.getState().layers;
        if (event.key !== 'Escape' || layer === undefined || event.defaultPrevented) return;
        // The card takes the focus a frame later: a key pressed meanwhile is not the field's any more. What the field
        // does about Escape comes first.
        const { target } = event;
        if (target instanceof HTMLElement) queueMicrotask(() => target.blur());
        useCanvas.getState().view?.focusLayer(layer);
      }}
    >
      <Panel />
    </div>
  );
}
