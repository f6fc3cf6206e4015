import { t } from '../../i18n/index.ts';
import { formatCount } from '../../ui/numbers.ts';
import css from './runs.module.css';

const strings = t.runs.evaluate;

interface ConfusionMatrixProps {
  readonly labels: readonly string[];
  /** `confusion[actual][predicted]`. */
  readonly confusion: readonly (readonly number[])[];
}

/** What was shown against what was said: a table whose cells are shaded by their share of the row. */
export function ConfusionMatrix({ labels, confusion }: ConfusionMatrixProps) {
  const name = (at: number): string => labels[at] ?? String(at);
  return (
    <div className={css['matrixWrap']}>
      <table className={`${css['matrix']} numbers`} aria-label={strings.confusion}>
        <thead>
          <tr>
            <td className={css['corner']}>
              {strings.actual} ↓<br />
              {strings.predicted} →
            </td>
            {confusion.map((_, predicted) => (
              <th key={name(predicted)} scope="col">
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
                <th scope="row">{name(actual)}</th>
                {row.map((count, predicted) => (
                  <Cell
                    key={name(predicted)}
                    count={count}
                    share={count / total}
                    right={actual === predicted}
                    words={
                      actual === predicted
                        ? strings.right(name(actual), formatCount(count))
                        : strings.cell(name(actual), name(predicted), formatCount(count))
                    }
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
  readonly count: number;
  readonly share: number;
  readonly right: boolean;
  readonly words: string;
}

/** Mistakes are rare: their shade grows with the square root, so that few are still seen. */
function Cell({ count, share, right, words }: CellProps) {
  const strength = Math.round(100 * (right ? share : Math.sqrt(share)));
  const colour = right ? 'var(--series-train)' : 'var(--series-validation)';
  return (
    <td
      title={words}
      data-strong={strength > 55}
      data-right={right}
      style={{ background: `color-mix(in oklab, ${colour} ${strength}%, var(--surface-sunken))` }}
    >
      {count === 0 ? <span className={css['zero']}>0</span> : formatCount(count)}
    </td>
  );
}
