import { FocusTrap, Paper, Text, TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { LayerKind } from '../../../../src/layers/kind.ts';
import { kinds } from '../../../../src/layers/registry.ts';
import { formatShape } from '../../../../src/layers/shape.ts';
import { addAfterSelection, addItem } from '../../../actions/edits.ts';
import { card, portY } from '../../../editing/card.ts';
import { lookup } from '../../../editing/lookup.ts';
import { t } from '../../../i18n/index.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { type QuickAdd, useCanvas } from '../../../stores/window/canvasStore.ts';
import { FamilyGlyph } from '../../../ui/FamilyGlyph.tsx';
import { searchKinds } from '../../../ui/kinds/search.ts';
import css from '../canvas.module.css';
import { fitting, type LooseEnd } from '../view/fitting.ts';

const words = t.canvas.quickAdd;
const all = Object.values<LayerKind>(kinds);
const size = { width: 280, height: 340 } as const;

/** What the new layer would stand behind or before; null where it stands alone. */
function looseEnd({ source, target, edge }: QuickAdd): LooseEnd | null {
  const wire = edge === undefined ? undefined : lookup(useOpen.getState().document).edges.get(edge);
  const from = source ?? wire?.source;
  if (from !== undefined)
    return { side: 'source', shape: useOpen.getState().byLayer.get(from)?.outputShape ?? null };
  return target === undefined ? null : { side: 'target', shape: null };
}

function choose(request: QuickAdd, kind: string): void {
  const { position, source, target, edge } = request;
  const corner =
    position && edge === undefined
      ? { x: target === undefined ? position.x : position.x - card.width, y: position.y - portY }
      : undefined;
  const id =
    position === undefined && edge === undefined && source === undefined
      ? addAfterSelection({ kind })
      : addItem({ kind }, { position: corner, source, target, edge });
  const { set, view } = useCanvas.getState();
  set({ quickAdd: null });
  if (id !== null) view?.focusLayer(id);
}

function Box({ request }: { request: QuickAdd }) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const end = useMemo(() => looseEnd(request), [request]);
  const candidates = useMemo(
    () => (end ? fitting(all, end) : all.map((kind) => ({ kind, outputShape: null }))),
    [end],
  );
  const shown = useMemo(() => {
    const byKind = new Map(candidates.map((candidate) => [candidate.kind, candidate]));
    return searchKinds([...byKind.keys()], query).map((kind) => byKind.get(kind)!);
  }, [candidates, query]);
  const close = () => useCanvas.getState().set({ quickAdd: null });
  const outside = useClickOutside(close);
  const active = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (at >= 0) active.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) setAt((at + step + shown.length) % shown.length);
    else if (event.key === 'Enter' && shown[at]) choose(request, shown[at].kind.kind);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const shape = end?.side === 'source' ? end.shape : null;
  return (
    <Paper
      ref={outside}
      className={css['quickAdd'] ?? ''}
      shadow="md"
      style={{
        left: Math.max(8, Math.min(request.screen.x, window.innerWidth - size.width - 8)),
        top: Math.max(8, Math.min(request.screen.y - 20, window.innerHeight - size.height - 8)),
      }}
      role="dialog"
      aria-label={words.title}
    >
      <FocusTrap active>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the field within, caught on their way up */}
        <div onKeyDown={onKeyDown} role="presentation">
          <TextInput
            data-autofocus
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setAt(0);
            }}
            placeholder={words.placeholder}
            aria-label={words.placeholder}
            leftSection={<IconSearch size={14} stroke={1.5} />}
            role="combobox"
            aria-expanded="true"
            aria-controls="quick-add-list"
            aria-activedescendant={shown[at] ? `quick-add-${shown[at].kind.kind}` : undefined}
            p={4}
          />
          <Text size="xs" c="dimmed" px={12} py={4}>
            {shape ? words.fits(formatShape(shape)) : words.all}
          </Text>
          <div id="quick-add-list" role="listbox" aria-label={words.title} className={css['choices']}>
            {shown.map(({ kind, outputShape }, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
              <div
                key={kind.kind}
                id={`quick-add-${kind.kind}`}
                ref={index === at ? active : undefined}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className={css['choice']}
                onPointerMove={() => setAt(index)}
                onClick={() => choose(request, kind.kind)}
              >
                <FamilyGlyph family={kind.family} />
                <span>{kind.title}</span>
                {outputShape && <span className={`numbers ${css['gives']}`}>{formatShape(outputShape)}</span>}
              </div>
            ))}
            {shown.length === 0 && (
              <Text size="sm" c="dimmed" p="sm">
                {words.nothing}
              </Text>
            )}
          </div>
        </div>
      </FocusTrap>
    </Paper>
  );
}

/** Choosing a layer where a wire was let go, on a wire, or on the bare canvas: type, arrows, Enter. */
export function QuickAddBox() {
  const request = useCanvas((state) => state.quickAdd);
  return request && <Box key={`${request.screen.x},${request.screen.y}`} request={request} />;
}
