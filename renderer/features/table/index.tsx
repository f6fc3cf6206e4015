import { Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { LayerAnalysis } from '../../../src/network/network.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/analysisStore.ts';
import { useSelection } from '../../stores/selectionStore.ts';
import { formatBytes, formatCount } from '../../ui/numbers.ts';
import { type Column, columns, nextOrder, type Order, orderRows } from './columns.ts';
import css from './table.module.css';

const strings = t.shell.table;

function Head({ column, order, onOrder }: { column: Column; order: Order | null; onOrder(): void }) {
  const sorted = order?.column === column.id;
  const Arrow = order?.descending ? IconArrowDown : IconArrowUp;
  const direction = order?.descending ? 'descending' : 'ascending';
  const button = (
    <UnstyledButton className={css['sort']} onClick={onOrder} aria-label={strings.sort(column.title)}>
      {column.title}
      {sorted && <Arrow size={13} stroke={2} aria-hidden="true" />}
    </UnstyledButton>
  );
  return (
    <th
      scope="col"
      className={column.numeric ? css['numeric'] : undefined}
      aria-sort={sorted ? direction : 'none'}
    >
      {column.help ? <Tooltip label={column.help}>{button}</Tooltip> : button}
    </th>
  );
}

function moveFocus(event: KeyboardEvent<HTMLTableRowElement>): void {
  const row = event.currentTarget;
  const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

function Row({ layer, selected }: { layer: LayerAnalysis; selected: boolean }) {
  const reveal = (): void => useSelection.getState().reveal(layer.id);
  return (
    <tr
      tabIndex={0}
      aria-selected={selected}
      onClick={reveal}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          reveal();
        } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event);
      }}
    >
      {columns.map((column) => (
        <td key={column.id} className={column.numeric ? `numbers ${css['numeric']}` : undefined}>
          {column.text(layer)}
        </td>
      ))}
    </tr>
  );
}

/** What each layer costs and sees, and the network's totals. */
export function TableFeature() {
  const { layers, totals } = useAnalysis((state) => state.analysis);
  const selected = useSelection((state) => state.layers);
  const [order, setOrder] = useState<Order | null>(null);
  const rows = useMemo(() => orderRows(layers, order), [layers, order]);
  if (layers.length === 0)
    return (
      <Text p="md" size="sm" c="dimmed">
        {strings.empty}
      </Text>
    );
  return (
    <table className={css['table']} aria-label={strings.label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head
              key={column.id}
              column={column}
              order={order}
              onOrder={() => setOrder(nextOrder(order, column))}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((layer) => (
          <Row key={layer.id} layer={layer} selected={selected.includes(layer.id)} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {strings.total}
          </th>
          <td className={`numbers ${css['numeric']}`}>{formatCount(totals.params)}</td>
          <td className={`numbers ${css['numeric']}`}>{formatCount(totals.macs)}</td>
          <td />
          <td className={`numbers ${css['numeric']}`}>{formatBytes(totals.activationBytes)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
