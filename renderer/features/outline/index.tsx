import { Text, UnstyledButton } from '@mantine/core';
import { IconArrowBarUp, IconStack2 } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { blockKind } from '../../../src/document/blocks.ts';
import { pathAt } from '../../../src/document/place.ts';
import { kindOf } from '../../../src/layers/registry.ts';
import { formatShape } from '../../../src/layers/shape.ts';
import { openBlockOf } from '../../actions/blocks.ts';
import { perform } from '../../commands/context.ts';
import { commandOf } from '../../commands/registry.ts';
import { titleOf } from '../../editing/lookup.ts';
import { signalOrder } from '../../editing/order.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { FamilyGlyph } from '../../ui/FamilyGlyph.tsx';
import { worstTone } from '../../ui/problemTone.ts';
import { useWindow } from '../../ui/useWindow.ts';
import css from './outline.module.css';
import { outlineRows } from './rows.ts';

const strings = t.shell.outline;

const targets: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index, count) => Math.min(count - 1, index + 1),
  ArrowUp: (index) => Math.max(0, index - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Of a row, in pixels, as the style sheet has it. */
const rowHeight = 28;

/** The network as a tree in the order of its signal, in step with the canvas: the way in for screen readers. */
export function OutlineFeature() {
  const { document, definition, byLayer, problemsByLayer, place } = useOpen();
  const analysis = useAnalysis((state) => state.analysis);
  const selected = useSelection((state) => state.layers);
  const rows = useMemo(
    () => outlineRows(document, signalOrder(document, byLayer, analysis)),
    [document, byLayer, analysis],
  );
  const list = useRef<HTMLDivElement>(null);
  const part = useWindow(list, rows.length, rowHeight);
  const shown = useRef(part);
  shown.current = part;
  const current = selected.at(-1) ?? rows[0]?.id;

  useEffect(() => {
    if (current === undefined) return;
    shown.current.show(rows.findIndex((row) => row.id === current));
    list.current
      ?.querySelector(`[data-layer="${CSS.escape(current)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [current, rows]);

  if (rows.length === 0)
    return (
      <Text p="md" size="sm" c="dimmed">
        {strings.empty}
      </Text>
    );

  const show = (id: string): void => useSelection.getState().reveal(pathAt(place, id));
  const go = (index: number): void => {
    const row = rows[index];
    if (!row) return;
    show(row.id);
    part.show(index);
    // A row that was out of view is there a moment later.
    const focus = (tries: number): void => {
      const found = list.current?.querySelector<HTMLElement>(`[data-layer="${CSS.escape(row.id)}"]`);
      if (found) found.focus();
      else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
    };
    focus(5);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = rows.findIndex((row) => row.id === current);
    const target = targets[event.key];
    const remove = event.key === 'Delete' || event.key === 'Backspace' ? commandOf('edit.remove') : undefined;
    if (remove) perform(remove);
    else if (event.key === 'ArrowRight' && current !== undefined) openBlockOf(current);
    else if (event.key === 'ArrowLeft' && place.length > 0) useSelection.getState().leave();
    else if (target) go(target(index, rows.length));
    else return;
    event.preventDefault();
  };

  const tree = (
    <div ref={list} role="tree" aria-label={strings.label} className={css['tree']} onKeyDown={onKeyDown}>
      {part.before > 0 && <div style={{ height: part.before }} />}
      {rows.slice(part.from, part.to).map((row, at) => {
        const kind = kindOf(row.kind);
        const isBlock = row.kind === blockKind;
        const shape = byLayer.get(row.id)?.outputShape;
        const found = problemsByLayer.get(row.id) ?? [];
        const problems = found.length;
        const isSelected = selected.includes(row.id);
        const from = row.from.length > 0 ? strings.from(row.from.join(', ')) : strings.start;
        const words = [
          row.name,
          titleOf(row.kind),
          row.bypassed ? strings.bypassed : '',
          isBlock ? strings.opens : '',
          row.branches || row.from.length === 0 ? from : '',
          shape ? strings.shape(formatShape(shape)) : '',
          problems > 0 ? strings.problems(problems) : '',
        ];
        return (
          <div
            key={row.id}
            role="treeitem"
            data-layer={row.id}
            aria-level={row.level}
            aria-setsize={rows.length}
            aria-posinset={part.from + at + 1}
            aria-selected={isSelected}
            aria-label={words.filter(Boolean).join(', ')}
            tabIndex={row.id === current ? 0 : -1}
            className={css['row']}
            data-bypassed={row.bypassed || undefined}
            style={{ paddingLeft: 8 + (row.level - 1) * 12 }}
            onClick={() => show(row.id)}
            onDoubleClick={() => openBlockOf(row.id)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              show(row.id);
            }}
          >
            {kind && <FamilyGlyph family={kind.family} size={14} />}
            {isBlock && <IconStack2 size={14} stroke={1.5} aria-hidden="true" />}
            <span className={css['name']}>{row.name}</span>
            {problems > 0 && (
              <span
                className={css['problem']}
                data-tone={worstTone(found)}
                title={strings.problems(problems)}
              />
            )}
            <span className={`numbers ${css['shape']}`}>{shape ? formatShape(shape) : ''}</span>
          </div>
        );
      })}
      {part.after > 0 && <div style={{ height: part.after }} />}
    </div>
  );
  if (!definition) return tree;
  return (
    <>
      <UnstyledButton className={css['out']} onClick={() => useSelection.getState().leave()}>
        <IconArrowBarUp size={14} stroke={1.5} aria-hidden="true" />
        {strings.inside(definition.name)}
      </UnstyledButton>
      {tree}
    </>
  );
}
