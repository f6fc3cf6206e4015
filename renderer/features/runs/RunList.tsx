import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useWindow } from '../../ui/useWindow.ts';
import { RunRow } from './RunRow.tsx';
import css from './runs.module.css';

/** Of a row, in pixels: all are of one height, so that thousands need not be measured. */
const rowHeight = 46;
/** A row costs a millisecond or two: few beyond the view are drawn. */
const rowWindow = { whole: 40, beyond: 8, step: 4 } as const;
const page = 8;

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  PageUp: (at) => at - page,
  PageDown: (at) => at + page,
  Home: () => 0,
  End: (_, count) => count - 1,
};

interface RunListProps {
  readonly runs: readonly RunSummary[];
  /** What the runs were found by: what another search finds is seen from its beginning. */
  readonly query: string;
  /** Null where several are compared. */
  readonly chosen: string | null;
  readonly onChoose: (run: string) => void;
  /** The places of those that are compared. */
  readonly compared: ReadonlyMap<string, number>;
  /** Whether no more can be compared. */
  readonly full: boolean;
  readonly onCompare: (run: string, compare: boolean) => void;
}

/** The runs, of which only those in view are drawn. One tab stop: arrow keys, Page, Home and End move within. */
export function RunList({ runs, query, chosen, onChoose, compared, full, onCompare }: RunListProps) {
  const list = useRef<HTMLUListElement>(null);
  const part = useWindow(list, runs.length, rowHeight, rowWindow);
  const [active, setActive] = useState<string | null>(null);
  const placeOf = (run: string | null): number => runs.findIndex((other) => other.run === run);
  const known = placeOf(active);
  const at = known >= 0 ? known : Math.max(0, placeOf(chosen));
  const shown = useRef(part);
  shown.current = part;
  const chosenAt = placeOf(chosen);
  // A run that is chosen elsewhere, or was before, is in view; one that is merely moved by news stays where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place alone is no reason to scroll
  useEffect(() => {
    if (chosenAt >= 0) shown.current.show(chosenAt);
  }, [chosen]);
  const searched = useRef(query);
  useEffect(() => {
    if (searched.current === query) return;
    searched.current = query;
    if (list.current?.parentElement) list.current.parentElement.scrollTop = 0;
  }, [query]);
  // The row with the focus stays, wherever the list is scrolled to.
  const places = [...new Set([at, ...range(part.from, part.to)])]
    .filter((place) => place < runs.length)
    .sort((one, other) => one - other);

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moves[event.key]?.(at, runs.length);
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const place = Math.min(runs.length - 1, Math.max(0, next));
    const column = event.target instanceof HTMLInputElement ? 'input' : 'button';
    setActive(runs[place]!.run);
    part.show(place);
    // A row that was out of view is there a moment later.
    const focus = (tries: number): void => {
      const row = list.current?.querySelector(`[aria-posinset="${place + 1}"]`);
      const target =
        row?.querySelector<HTMLElement>(`${column}:not(:disabled)`) ?? row?.querySelector('button');
      if (target) target.focus();
      else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
    };
    focus(5);
  };

  return (
    <div className={css['list']}>
      <ul
        ref={list}
        aria-label={t.runs.title}
        style={{ height: runs.length * rowHeight }}
        onKeyDown={onKeyDown}
      >
        {places.map((place) => {
          const summary = runs[place]!;
          const { run } = summary;
          return (
            <RunRow
              key={run}
              summary={summary}
              place={place}
              count={runs.length}
              top={place * rowHeight}
              tabStop={place === at}
              chosen={run === chosen}
              compared={compared.get(run) ?? null}
              comparable={!full || compared.has(run)}
              onCompare={(compare) => onCompare(run, compare)}
              onFocus={() => setActive(run)}
              onChoose={() => onChoose(run)}
            />
          );
        })}
      </ul>
    </div>
  );
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
