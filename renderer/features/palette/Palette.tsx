import { Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { addAfterSelection } from '../../actions/edits.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useCanvas } from '../../stores/window/canvasStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { BlockList } from './BlockList.tsx';
import { PaletteRow } from './PaletteRow.tsx';
import css from './palette.module.css';
import { gist, type PaletteRowData, paletteRows } from './rows.ts';

const words = t.canvas.palette;

function add(kind: string): void {
  const id = addAfterSelection({ kind });
  if (id !== null) useCanvas.getState().announce(t.canvas.edits.add(kind));
}

const fold = (row: PaletteRowData, open = !row.unfolded): void =>
  useWorkspace.getState().unfold(row.id, open);

/** The line that a line lies under. */
const parentOf = (rows: readonly PaletteRowData[], at: number): PaletteRowData | undefined =>
  rows.slice(0, at).findLast(({ level }) => level < rows[at]!.level);

/** What a key does in the tree: the line to go to, `true` where it did something else, `null` where it means nothing. */
function press(key: string, rows: readonly PaletteRowData[], at: number): PaletteRowData | true | null {
  const row = rows[at];
  if (!row) return null;
  const beside = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (beside !== undefined) return rows[(at + beside + rows.length) % rows.length]!;
  if (key === 'Enter' && row.kind) add(row.kind.kind);
  else if (key === 'Enter') fold(row);
  else if (key === 'ArrowRight' && row.unfolded === false) fold(row, true);
  else if (key === 'ArrowRight' && row.unfolded) return rows[at + 1] ?? null;
  else if (key === 'ArrowLeft' && row.unfolded) fold(row, false);
  else if (key === 'ArrowLeft') return parentOf(rows, at) ?? null;
  else return null;
  return true;
}

/** The catalogue: common layers, then by family; searched, dragged onto the canvas, or added by double-click and Enter. */
export function Palette() {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState<string | null>(null);
  const readOnly = useDocument((state) => state.readOnly);
  const unfolded = useWorkspace((state) => state.unfolded);
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const rows = useMemo(() => paletteRows(query, new Set(unfolded)), [query, unfolded]);
  // What is found first is what Enter adds.
  const first = query.trim() === '' ? rows.findIndex(({ kind }) => kind !== null) : 0;
  const known = rows.findIndex(({ id }) => id === active);
  const at = known >= 0 ? known : first;
  const current = rows[at];
  const idOf = (row: PaletteRowData): string => `${prefix}${row.id}`;

  const onKeyDown = (event: KeyboardEvent): void => {
    const inField = event.target instanceof HTMLInputElement;
    // In the field the arrows to the sides move the caret.
    if (inField && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) return;
    const done = press(event.key, rows, at);
    if (done === null) return;
    event.preventDefault();
    if (done === true) return;
    setActive(done.id);
    document.getElementById(idOf(done))?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <div className={css['palette']} data-read-only={readOnly || undefined}>
      <div className={css['search']}>
        <TextInput
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(null);
          }}
          onKeyDown={onKeyDown}
          placeholder={words.search}
          aria-label={words.search}
          aria-controls={`${prefix}list`}
          aria-describedby={`${prefix}hint`}
          leftSection={<IconSearch size={14} stroke={1.5} />}
        />
      </div>
      <div className={css['scroll']}>
        <BlockList query={query} />
        <div
          ref={list}
          id={`${prefix}list`}
          className={css['list']}
          role="tree"
          tabIndex={0}
          aria-label={words.label}
          aria-activedescendant={current ? idOf(current) : undefined}
          onKeyDown={onKeyDown}
        >
          {rows.map((row) => (
            <PaletteRow
              key={row.id}
              row={row}
              id={idOf(row)}
              active={row === current}
              onActivate={() => setActive(row.id)}
              onAdd={add}
              onFold={fold}
            />
          ))}
          {rows.length === 0 && (
            <Text size="sm" c="dimmed" px="md" py="sm">
              {words.nothing}
            </Text>
          )}
        </div>
      </div>
      <p id={`${prefix}hint`} className={css['hint']}>
        {active !== null && current?.kind ? gist(current.kind) : words.hint}
      </p>
    </div>
  );
}
