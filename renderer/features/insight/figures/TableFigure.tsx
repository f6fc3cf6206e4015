import type { ReactNode } from 'react';
import type { FigureOf } from '../../../../src/insight/figure.ts';
import { cellText, tableShades } from '../../../../src/insight/paint/plots.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { windowPalette } from '../../../ui/figures/palette.ts';
import { useFigureControl } from '../../../ui/figures/useFigureControl.ts';
import { formatValue } from '../../../ui/tensor/values.ts';
import layout from '../views.module.css';
import css from './figures.module.css';

type Table = FigureOf<'table'>;

interface TableProps {
  readonly figure: Table;
}

/** One number, and what it is. */
function ReconstructionError({ figure }: TableProps) {
  const words = t.insight.tables['reconstruction-error'];
  const value = figure.rows[0]?.[1];
  return (
    <p className={css['errorLine']}>
      <span>{words.title}</span>
      <output className="numbers" data-testid="reconstruction-error">
        {typeof value === 'number' ? formatValue(value) : null}
      </output>
      <small>{words.about}</small>
    </p>
  );
}

/** Named numbers, a line each. */
function Measures({ figure }: TableProps) {
  return (
    <dl className={css['measures']}>
      {figure.rows.map(([name, ...values]) => (
        <div key={cellText(name!)}>
          <dt>{cellText(name!)}</dt>
          <dd className="numbers">{values.map(cellText).join(' ')}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A row for each thing; the cells of a matrix in colors. */
function Rows({ figure }: TableProps) {
  const { title, columns, rows } = figure;
  const shades = tableShades(figure);
  const control = useFigureControl();
  return (
    <figure className={css['tableFigure']}>
      {title && <figcaption>{sentence(title)}</figcaption>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the dock scrolls by the keyboard too. */}
      <section className={css['tableScroll']} tabIndex={0} aria-label={title ? sentence(title) : undefined}>
        <table className={css['table']} data-of={figure.of} aria-label={title ? sentence(title) : undefined}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={sentence(column)} scope="col">
                  {sentence(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells], row) => (
              <tr key={cellText(name!)}>
                <th scope="row">{cellText(name!)}</th>
                {cells.map((cell, column) => {
                  const shade = shades?.[row]?.[column + 1];
                  return (
                    <td
                      key={sentence(columns[column + 1]!)}
                      className="numbers"
                      {...(typeof shade === 'number'
                        ? { style: { background: windowPalette.shade(shade) } }
                        : {})}
                    >
                      {control?.cell && figure.of === 'matrix' ? (
                        <button
                          type="button"
                          className={layout['cell']}
                          title={t.insight.tables.openCell}
                          onClick={() => control.cell?.(row, column)}
                        >
                          {cellText(cell)}
                        </button>
                      ) : (
                        cellText(cell)
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}

const kinds: Readonly<Record<Table['of'], (props: TableProps) => ReactNode>> = {
  'reconstruction-error': ReconstructionError,
  measures: Measures,
  rows: Rows,
  matrix: Rows,
};

/** Rows of named numbers. */
export function TableFigure({ figure }: TableProps) {
  const Kind = kinds[figure.of];
  return <Kind figure={figure} />;
}
