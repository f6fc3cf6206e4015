import { Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { t } from '../../i18n/index.ts';
import css from './chartTable.module.css';

/** More rows than a person reads, and than a page should hold. */
const most = 200;

export interface ChartTableProps {
  /** The chart's accessible name. */
  readonly chart: string;
  /** The first column names the row. */
  readonly columns: readonly string[];
  /** How many rows there are. */
  readonly count: number;
  /** The cells of a row, written as the chart writes its values. */
  readonly row: (at: number) => readonly string[];
}

/** At equal distances, the first and the last among them. */
const chosen = (count: number): readonly number[] =>
  count <= most
    ? Array.from({ length: count }, (_, at) => at)
    : Array.from({ length: most }, (_, at) => Math.round((at * (count - 1)) / (most - 1)));

/** The values of a chart as a table, for whoever cannot see it or wants numbers: a button below the chart shows it. */
export function ChartTable({ chart, columns, count, row }: ChartTableProps) {
  const [shown, setShown] = useState(false);
  const id = useId();
  return (
    <div className={css['behind']}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<IconTable size={14} stroke={1.6} aria-hidden="true" />}
        aria-expanded={shown}
        aria-controls={id}
        aria-description={chart}
        onClick={() => setShown(!shown)}
      >
        {t.charts.showTable}
      </Button>
      <div id={id} hidden={!shown}>
        {shown && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the panel scrolls by the keyboard too.
          <section className={css['scroll']} tabIndex={0} aria-label={t.charts.table(chart)}>
            <table className={css['table']}>
              <caption>{count > most ? `${chart}. ${t.charts.some(most, count)}` : chart}</caption>
              <thead>
                <tr>
                  {columns.map((column, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns stay in their places.
                    <th key={at} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {chosen(count).map((at) => (
                  <tr key={at}>
                    {row(at).map((cell, column) =>
                      column === 0 ? (
                        // biome-ignore lint/suspicious/noArrayIndexKey: cells stay in their places.
                        <th key={column} scope="row" className="numbers">
                          {cell}
                        </th>
                      ) : (
                        // biome-ignore lint/suspicious/noArrayIndexKey: cells stay in their places.
                        <td key={column} className="numbers">
                          {cell}
                        </td>
                      ),
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
    </div>
  );
}
