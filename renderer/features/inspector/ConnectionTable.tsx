import { ActionIcon } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { type Connections, countConnections, toggleConnection, withFilters } from './connections.ts';
import css from './inspector.module.css';

const words = t.canvas.inspector.connections;

interface ConnectionTableProps {
  readonly table: Connections;
  /** Of the input; at least as many as the table names. */
  readonly channels: number;
  readonly onChange: (table: Connections) => void;
  readonly disabled: boolean;
  readonly labeledBy: string;
}

const ways: Readonly<Record<string, readonly [filter: number, channel: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/**
 * The table as the paper prints it: a column for each filter, a row for each input map. One cell is in the order
 * of the Tab key; the arrows go from there.
 */
export function ConnectionTable({ table, channels, onChange, disabled, labeledBy }: ConnectionTableProps) {
  const [at, setAt] = useState({ filter: 0, channel: 0 });
  const filters = table.map((row, index) => ({ index, row }));
  const rows = Array.from({ length: channels }, (_, channel) => channel);
  const move = (event: KeyboardEvent<HTMLTableElement>): void => {
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    const filter = Math.min(table.length - 1, Math.max(0, at.filter + way[0]));
    const channel = Math.min(channels - 1, Math.max(0, at.channel + way[1]));
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${filter} ${channel}"]`)?.focus();
  };
  return (
    <div className={css['connections']}>
      <div className={css['connectionsScroll']}>
        <table aria-labelledby={labeledBy} onKeyDown={move}>
          <thead>
            <tr>
              <td />
              {filters.map(({ index }) => (
                <th key={index} scope="col" className="numbers">
                  {index}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((channel) => (
              <tr key={channel}>
                <th scope="row" className="numbers">
                  {channel}
                </th>
                {filters.map(({ index, row }) => (
                  <td key={index}>
                    <input
                      type="checkbox"
                      checked={row.includes(channel)}
                      disabled={disabled}
                      data-cell={`${index} ${channel}`}
                      tabIndex={at.filter === index && at.channel === channel ? 0 : -1}
                      aria-label={words.cell(index, channel)}
                      onFocus={() => setAt({ filter: index, channel })}
                      onChange={() => onChange(toggleConnection(table, index, channel))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={css['connectionsFoot']}>
        <span className="numbers">{words.count(table.length, countConnections(table))}</span>
        <ActionIcon
          size={24}
          aria-label={words.fewer}
          disabled={disabled || table.length === 1}
          onClick={() => onChange(withFilters(table, table.length - 1, channels))}
        >
          <IconMinus size={14} stroke={1.5} />
        </ActionIcon>
        <ActionIcon
          size={24}
          aria-label={words.more}
          disabled={disabled}
          onClick={() => onChange(withFilters(table, table.length + 1, channels))}
        >
          <IconPlus size={14} stroke={1.5} />
        </ActionIcon>
      </div>
    </div>
  );
}
