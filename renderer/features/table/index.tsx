import { ActionIcon, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconListTree } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { isPort } from '../../../src/document/blocks.ts';
import { namePath, pathAt } from '../../../src/document/place.ts';
import { type MeasureContext, measureContext } from '../../../src/network/measures.ts';
import { processBytes } from '../../../src/network/memory.ts';
import type { Totals } from '../../../src/network/network.ts';
import { allInOrder, signalOrder } from '../../editing/order.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { useLayerSeconds } from '../../stores/runs/paceStore.ts';
import { formatBytes, formatCount } from '../../ui/numbers.ts';
import { useWindow } from '../../ui/useWindow.ts';
import { type Column, columns, nextOrder, type Order, orderRows, type TableRow } from './columns.ts';
import css from './table.module.css';

const strings = t.shell.table;

interface HeadProps {
  readonly column: Column;
  readonly order: Order | null;
  readonly onOrder: () => void;
  readonly children: ReactNode;
}

function Head({ column, order, onOrder, children }: HeadProps) {
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
      {children}
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

function Row({ row, context, selected }: { row: TableRow; context: MeasureContext; selected: boolean }) {
  const reveal = (): void => useSelection.getState().reveal(row.analysis.id);
  return (
    <tr
      tabIndex={0}
      aria-selected={selected}
      data-bypassed={row.bypassed || undefined}
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
          {column.text(row, context)}
        </td>
      ))}
    </tr>
  );
}

/** The layers of the part on the canvas, blocks as one; or every layer of the network, those inside by their paths. */
function useRows(every: boolean): readonly TableRow[] {
  const document = useDocument((state) => state.document);
  const analysis = useAnalysis((state) => state.analysis);
  const part = useOpen((state) => state.document);
  const byLayer = useOpen((state) => state.byLayer);
  return useMemo(() => {
    const passing = new Set(analysis.bypassed.map(({ id }) => id));
    if (every)
      return allInOrder(analysis).map((layer) => ({
        name: namePath(document, layer.id),
        analysis: layer,
        bypassed: passing.has(layer.id),
      }));
    return signalOrder(part, byLayer, analysis).flatMap((layer) => {
      const known = isPort(layer) ? undefined : byLayer.get(layer.id);
      return known ? [{ name: layer.name, analysis: known, bypassed: layer.bypassed === true }] : [];
    });
  }, [every, document, analysis, part, byLayer]);
}

/** The totals of a network stand below the columns that sum. */
function totalOf(id: string, totals: Totals): string {
  const known: Readonly<Record<string, string>> = {
    params: formatCount(totals.params),
    trainable: formatCount(totals.trainableParams),
    macs: formatCount(totals.macs),
    activations: formatBytes(totals.activationBytes),
    // Of the layers, as the column: what the process takes beside them is in the network's totals.
    training: formatBytes(totals.trainingBytes - processBytes),
  };
  return known[id] ?? '';
}

/** Beside the head of the names: whether blocks are one row or as many as they have layers. */
function Unfold({ every, onChange }: { every: boolean; onChange: (every: boolean) => void }) {
  const words = t.measures.rows;
  return (
    <Tooltip label={every ? words.fold : words.unfold}>
      <ActionIcon size={20} aria-label={words.unfold} aria-pressed={every} onClick={() => onChange(!every)}>
        <IconListTree size={14} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Of a row, in pixels, as the style sheet has it. */
const rowHeight = 28;

/** What stands in the place of rows that are out of view. */
function Room({ height }: { height: number }) {
  return height === 0 ? null : <tr style={{ height }} />;
}

/** What each layer costs and sees, and the network's totals. */
export function TableFeature() {
  const totals = useAnalysis((state) => state.analysis.totals);
  const training = useDocument((state) => state.document.training);
  const hasBlocks = useDocument((state) => state.document.layers.some((layer) => layer.block));
  const place = useOpen((state) => state.place);
  const selected = useSelection((state) => state.layers);
  const [every, setEvery] = useState(false);
  const [order, setOrder] = useState<Order | null>(null);
  const plain = useRows(every);
  const seconds = useLayerSeconds();
  const context = useMemo(() => measureContext(training, totals, seconds), [training, totals, seconds]);
  const rows = useMemo(() => orderRows(plain, order, context), [plain, order, context]);
  const body = useRef<HTMLTableSectionElement>(null);
  const part = useWindow(body, rows.length, rowHeight);
  const chosen = new Set(selected.map((id) => pathAt(place, id)));
  if (plain.length === 0)
    return (
      <Text p="md" size="sm" c="dimmed">
        {strings.empty}
      </Text>
    );
  return (
    <table className={css['table']} aria-label={strings.label} aria-rowcount={rows.length + 2}>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head
              key={column.id}
              column={column}
              order={order}
              onOrder={() => setOrder(nextOrder(order, column))}
            >
              {column.id === 'name' && hasBlocks && <Unfold every={every} onChange={setEvery} />}
            </Head>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        <Room height={part.before} />
        {rows.slice(part.from, part.to).map((row) => (
          <Row key={row.analysis.id} row={row} context={context} selected={chosen.has(row.analysis.id)} />
        ))}
        <Room height={part.after} />
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {strings.total}
          </th>
          {columns.slice(3).map(({ id }) => (
            <td key={id} className={`numbers ${css['numeric']}`}>
              {totalOf(id, totals)}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
