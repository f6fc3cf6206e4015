import { type KeyboardEvent, useRef, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { formatCount } from '../../ui/numbers.ts';
import css from './evaluation.module.css';

const strings = t.runs.evaluate;

/** A cell of the matrix, by class. */
export interface Place {
  readonly actual: number;
  readonly predicted: number;
}

interface ConfusionMatrixProps {
  readonly labels: readonly string[];
  /** `confusion[actual][predicted]`. */
  readonly confusion: readonly (readonly number[])[];
  /** The cell that has the focus at first: the one that was open. */
  readonly focused: Place | null;
  readonly onOpen: (place: Place) => void;
}

const directions: Readonly<Record<string, Place>> = {
  ArrowUp: { actual: -1, predicted: 0 },
  ArrowDown: { actual: 1, predicted: 0 },
  ArrowLeft: { actual: 0, predicted: -1 },
  ArrowRight: { actual: 0, predicted: 1 },
};

/** The first cell that holds an example. */
function firstOf(confusion: ConfusionMatrixProps['confusion']): Place {
  const actual = confusion.findIndex((row) => row.some((count) => count > 0));
  return { actual, predicted: confusion[actual]?.findIndex((count) => count > 0) ?? 0 };
}

/**
 * Actual against predicted classes: a table whose cells are shaded by their share of the row and open their examples.
 * One tab stop; the arrow keys lead from cell to cell.
 */
export function ConfusionMatrix({ labels, confusion, focused, onOpen }: ConfusionMatrixProps) {
  const table = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<Place>(() => focused ?? firstOf(confusion));
  const name = (at: number): string => labels[at] ?? String(at);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = directions[event.key];
    if (!step) return;
    event.preventDefault();
    let { actual, predicted } = active;
    do {
      actual += step.actual;
      predicted += step.predicted;
    } while (confusion[actual]?.[predicted] === 0);
    if (!confusion[actual]?.[predicted]) return;
    setActive({ actual, predicted });
    table.current?.querySelector<HTMLElement>(`[data-cell="${actual} ${predicted}"]`)?.focus();
  };
  return (
    <div className={css['matrixWrap']}>
      <table
        ref={table}
        className={`${css['matrix']} numbers`}
        aria-label={strings.confusion}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <td className={css['corner']}>
              {strings.actual} ↓<br />
              {strings.predicted} →
            </td>
            {confusion.map((_, predicted) => (
              <th key={name(predicted)} scope="col" title={name(predicted)}>
                {name(predicted)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {confusion.map((row, actual) => {
            const total = Math.max(
              1,
              row.reduce((sum, count) => sum + count, 0),
            );
            return (
              <tr key={name(actual)}>
                <th scope="row" title={name(actual)}>
                  {name(actual)}
                </th>
                {row.map((count, predicted) => (
                  <Cell
                    key={name(predicted)}
                    place={{ actual, predicted }}
                    count={count}
                    share={count / total}
                    words={
                      actual === predicted
                        ? strings.right(name(actual), count)
                        : strings.cell(name(actual), name(predicted), count)
                    }
                    tabStop={actual === active.actual && predicted === active.predicted}
                    focused={focused?.actual === actual && focused.predicted === predicted}
                    onOpen={onOpen}
                  />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly place: Place;
  readonly count: number;
  readonly share: number;
  readonly words: string;
  readonly tabStop: boolean;
  readonly focused: boolean;
  readonly onOpen: (place: Place) => void;
}

/** Mistakes are rare: their shade grows with the square root, so that few are still seen. */
function Cell({ place, count, share, words, tabStop, focused, onOpen }: CellProps) {
  const right = place.actual === place.predicted;
  const strength = Math.round(100 * (right ? share : Math.sqrt(share)));
  const color = right ? 'var(--series-train)' : 'var(--series-validation)';
  const style = { background: `color-mix(in oklab, ${color} ${strength}%, var(--surface-sunken))` };
  if (count === 0) {
    return (
      <td title={words} style={style} className={css['zero']}>
        0
      </td>
    );
  }
  return (
    <td>
      <button
        type="button"
        title={words}
        aria-label={words}
        data-strong={strength > 55}
        data-right={right}
        data-cell={`${place.actual} ${place.predicted}`}
        style={style}
        tabIndex={tabStop ? 0 : -1}
        // biome-ignore lint/a11y/noAutofocus: it had the focus before its examples were shown
        autoFocus={focused}
        onClick={() => onOpen(place)}
      >
        {formatCount(count)}
      </button>
    </td>
  );
}
