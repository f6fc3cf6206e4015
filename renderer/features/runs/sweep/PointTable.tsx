import { IconDiamondFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { SweepInfo, SweepPoint } from '../../../../src/protocol/sweeps.ts';
import { paretoFront } from '../../../../src/sweep/outcome.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { formatCount, formatPercent } from '../../../ui/numbers.ts';
import { isAccuracy, shortPath, writeScore, writeValue } from './figures.ts';
import css from './sweep.module.css';

const strings = t.runs.sweep;

interface Column {
  readonly id: string;
  readonly title: string;
  readonly text: (point: SweepPoint) => string;
  /** What it is sorted by; null last. */
  readonly key: (point: SweepPoint) => number | string | null;
}

function columnsOf(sweep: SweepInfo): readonly Column[] {
  const accuracy = isAccuracy(sweep);
  return [
    ...sweep.spec.varied.map(
      ({ path }): Column => ({
        id: path,
        title: shortPath(path),
        text: (point) => writeValue(point, path),
        key: ({ values }) => {
          const value = values[path];
          return typeof value === 'number' ? value : JSON.stringify(value);
        },
      }),
    ),
    {
      id: 'score',
      title: accuracy ? strings.accuracy : strings.error,
      text: ({ score, state }) => (score === null ? strings.states[state] : writeScore(score, accuracy)),
      key: ({ score }) => (score === null ? null : -score),
    },
    {
      id: 'test',
      title: strings.test,
      text: ({ test }) => (test?.accuracy == null ? '–' : formatPercent(test.accuracy)),
      key: ({ test }) => (test?.accuracy == null ? null : -test.accuracy),
    },
    {
      id: 'params',
      title: strings.params,
      text: ({ params }) => (params > 0 ? formatCount(params) : '–'),
      key: ({ params }) => params,
    },
    {
      id: 'epochs',
      title: strings.epochs,
      text: ({ epochs }) => formatCount(epochs),
      key: ({ epochs }) => epochs,
    },
  ];
}

function compare(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

interface PointTableProps {
  readonly sweep: SweepInfo;
  readonly chosen: string | null;
  readonly onChoose: (point: string) => void;
}

/** Every combination in a row; a press on a column's name sorts by it, again turns it around. */
export function PointTable({ sweep, chosen, onChoose }: PointTableProps) {
  const [sort, setSort] = useState({ id: 'score', down: false });
  const columns = columnsOf(sweep);
  const by = columns.find(({ id }) => id === sort.id) ?? columns.at(-1)!;
  const front = new Set(paretoFront(sweep.points).map(({ point }) => point));
  const rows = [...sweep.points].sort((a, b) => (sort.down ? -1 : 1) * compare(by.key(a), by.key(b)));
  return (
    <div className={css['scroll']}>
      <table className={css['table']} aria-label={strings.table}>
        <thead>
          <tr>
            {columns.map(({ id, title }) => (
              <th
                key={id}
                scope="col"
                aria-sort={id === by.id ? (sort.down ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" onClick={() => setSort({ id, down: id === sort.id && !sort.down })}>
                  {title}
                  {id === by.id && <span aria-hidden="true">{sort.down ? ' ↑' : ' ↓'}</span>}
                </button>
              </th>
            ))}
            <th scope="col">{strings.front}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((point) => (
            <tr key={point.point} data-chosen={point.point === chosen || undefined}>
              {columns.map(({ id, text }, at) => (
                <td key={id} className="numbers" title={id === 'score' ? sentence(point.message) : undefined}>
                  {at === 0 ? (
                    <button type="button" onClick={() => onChoose(point.point)}>
                      {text(point)}
                    </button>
                  ) : (
                    text(point)
                  )}
                </td>
              ))}
              <td>
                {front.has(point.point) && (
                  <IconDiamondFilled size={12} aria-label={strings.onFront} className={css['diamond']} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
