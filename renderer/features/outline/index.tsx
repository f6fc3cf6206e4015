import { Text } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { kindOf } from '../../../src/layers/registry.ts';
import { formatShape } from '../../../src/layers/shape.ts';
import { perform } from '../../commands/context.ts';
import { commandOf } from '../../commands/registry.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/analysisStore.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { useSelection } from '../../stores/selectionStore.ts';
import { FamilyGlyph } from '../../ui/FamilyGlyph.tsx';
import css from './outline.module.css';
import { outlineRows } from './rows.ts';

const strings = t.shell.outline;

const targets: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index, count) => Math.min(count - 1, index + 1),
  ArrowUp: (index) => Math.max(0, index - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The network as a tree in the order of its signal, in step with the canvas: the way in for screen readers. */
export function OutlineFeature() {
  const document = useDocument((state) => state.document);
  const { analysis, byLayer, problemsByLayer } = useAnalysis();
  const selected = useSelection((state) => state.layers);
  const rows = useMemo(() => outlineRows(document, analysis), [document, analysis]);
  const list = useRef<HTMLDivElement>(null);
  const current = selected.at(-1) ?? rows[0]?.id;

  useEffect(() => {
    if (current === undefined) return;
    list.current
      ?.querySelector(`[data-layer="${CSS.escape(current)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  if (rows.length === 0)
    return (
      <Text p="md" size="sm" c="dimmed">
        {strings.empty}
      </Text>
    );

  const go = (index: number): void => {
    const row = rows[index];
    if (!row) return;
    useSelection.getState().reveal(row.id);
    list.current?.querySelector<HTMLElement>(`[data-layer="${CSS.escape(row.id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = rows.findIndex((row) => row.id === current);
    const target = targets[event.key];
    const remove = event.key === 'Delete' || event.key === 'Backspace' ? commandOf('edit.delete') : undefined;
    if (remove) perform(remove);
    else if (target) go(target(index, rows.length));
    else return;
    event.preventDefault();
  };

  return (
    <div ref={list} role="tree" aria-label={strings.label} className={css['tree']} onKeyDown={onKeyDown}>
      {rows.map((row) => {
        const kind = kindOf(row.kind);
        const shape = byLayer.get(row.id)?.outputShape;
        const problems = problemsByLayer.get(row.id)?.length ?? 0;
        const isSelected = selected.includes(row.id);
        const from = row.from.length > 0 ? strings.from(row.from.join(', ')) : strings.start;
        const words = [
          row.name,
          kind?.title ?? row.kind,
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
            aria-selected={isSelected}
            aria-label={words.filter(Boolean).join(', ')}
            tabIndex={row.id === current ? 0 : -1}
            className={css['row']}
            style={{ paddingLeft: 8 + (row.level - 1) * 12 }}
            onClick={() => useSelection.getState().reveal(row.id)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              useSelection.getState().reveal(row.id);
            }}
          >
            {kind && <FamilyGlyph family={kind.family} size={14} />}
            <span className={css['name']}>{row.name}</span>
            {problems > 0 && <span className={css['problem']} title={strings.problems(problems)} />}
            <span className={`numbers ${css['shape']}`}>{shape ? formatShape(shape) : ''}</span>
          </div>
        );
      })}
    </div>
  );
}
