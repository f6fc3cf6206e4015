import { Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { LayerKind } from '../../../src/layers/kind.ts';
import { kinds, kindsByFamily } from '../../../src/layers/registry.ts';
import { addAfterSelection } from '../../editing/edits.ts';
import { t } from '../../i18n/index.ts';
import { useCanvas } from '../../stores/canvasStore.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { FamilyGlyph } from '../../ui/FamilyGlyph.tsx';
import { dragKind } from '../../ui/kinds/drag.ts';
import { searchKinds } from '../../ui/kinds/search.ts';
import { BlockShelf } from './BlockShelf.tsx';
import css from './palette.module.css';

const words = t.canvas.palette;
const all = Object.values<LayerKind>(kinds);

/** The first sentence of a kind's lesson. */
function gist(kind: LayerKind): string {
  return kind.lesson.split(/(?<=\.)\s/)[0] ?? kind.lesson;
}

/** A kind's name that breaks between its words where a narrow dock needs it: a cut one would not tell 1D from 2D. */
const breakable = (title: string): ReactNode[] =>
  title.split(/(?<=[a-z])(?=[A-Z])/).flatMap((word, at) => (at === 0 ? [word] : [<wbr key={word} />, word]));

interface ItemProps {
  readonly kind: LayerKind;
  readonly active: boolean;
  readonly id: string;
  readonly onActivate: () => void;
}

function add(kind: string): void {
  const id = addAfterSelection(kind);
  if (id !== null) useCanvas.getState().announce(t.canvas.edits.add(kind));
}

function Item({ kind, active, id, onActivate }: ItemProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keyboard
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={css['item']}
      draggable
      title={gist(kind)}
      data-kind={kind.kind}
      onClick={onActivate}
      onDoubleClick={() => add(kind.kind)}
      onDragStart={(event) => dragKind(event.dataTransfer, kind.kind)}
    >
      <FamilyGlyph family={kind.family} />
      <span>{breakable(kind.title)}</span>
    </div>
  );
}

/** The catalogue by family: searched, dragged onto the canvas, or added by double-click and Enter. */
export function Palette() {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState<string | null>(null);
  const readOnly = useDocument((state) => state.readOnly);
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const found = useMemo(() => searchKinds(all, query), [query]);
  const shelves = useMemo(
    () => (query.trim() === '' ? kindsByFamily : [{ family: null, title: '', kinds: found }]),
    [query, found],
  );
  const order = useMemo(() => shelves.flatMap((shelf) => shelf.kinds.map((kind) => kind.kind)), [shelves]);
  const current = active !== null && order.includes(active) ? active : (order[0] ?? null);
  const idOf = (kind: string): string => `${prefix}${kind}`;

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && current !== null) add(current);
    else if (step !== undefined && order.length > 0) {
      const at = current === null ? 0 : order.indexOf(current);
      const next = order[(at + step + order.length) % order.length]!;
      setActive(next);
      list.current?.querySelector(`[data-kind="${CSS.escape(next)}"]`)?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  };

  return (
    <div className={css['palette']} data-read-only={readOnly || undefined}>
      <div className={css['search']}>
        <TextInput
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          placeholder={words.search}
          aria-label={words.search}
          aria-controls={`${prefix}list`}
          aria-describedby={`${prefix}hint`}
          leftSection={<IconSearch size={14} stroke={1.5} />}
        />
      </div>
      <div className={css['scroll']}>
        <BlockShelf query={query} />
        <div
          ref={list}
          id={`${prefix}list`}
          className={css['list']}
          role="listbox"
          tabIndex={0}
          aria-label={words.label}
          aria-activedescendant={current === null ? undefined : idOf(current)}
          onKeyDown={onKeyDown}
        >
          {shelves.map((shelf) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options
            <div key={shelf.title} role="group" aria-label={shelf.title || words.label}>
              {shelf.title !== '' && (
                <div className={css['family']} aria-hidden="true">
                  {shelf.title}
                </div>
              )}
              {shelf.kinds.map((kind) => (
                <Item
                  key={kind.kind}
                  kind={kind}
                  id={idOf(kind.kind)}
                  active={kind.kind === current}
                  onActivate={() => setActive(kind.kind)}
                />
              ))}
            </div>
          ))}
          {order.length === 0 && (
            <Text size="sm" c="dimmed" px="md" py="sm">
              {words.nothing}
            </Text>
          )}
        </div>
      </div>
      <p id={`${prefix}hint`} className={css['hint']}>
        {words.hint}
      </p>
    </div>
  );
}
