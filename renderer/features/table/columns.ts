import { kindOf } from '../../../src/layers/registry.ts';
import { formatShape, sizeOf } from '../../../src/layers/shape.ts';
import type { LayerAnalysis } from '../../../src/network/network.ts';
import { t } from '../../i18n/index.ts';
import { formatBytes, formatCount } from '../../ui/numbers.ts';

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly help?: string;
  readonly numeric: boolean;
  /** What rows are ordered by. */
  readonly value: (layer: LayerAnalysis) => number | string;
  readonly text: (layer: LayerAnalysis) => string;
}

const strings = t.shell.table;
const largest = (sizes: readonly number[] | undefined): number => Math.max(0, ...(sizes ?? []));
const fieldText = ({ receptiveField }: LayerAnalysis): string =>
  receptiveField ? receptiveField.size.join(' x ') : '–';

export const columns: readonly Column[] = [
  { id: 'name', title: strings.name, numeric: false, value: ({ name }) => name, text: ({ name }) => name },
  {
    id: 'kind',
    title: strings.kind,
    numeric: false,
    value: ({ kind }) => kindOf(kind)?.title ?? kind,
    text: ({ kind }) => kindOf(kind)?.title ?? kind,
  },
  {
    id: 'output',
    title: strings.output,
    numeric: true,
    value: ({ outputShape }) => (outputShape ? sizeOf(outputShape) : -1),
    text: ({ outputShape }) => (outputShape ? formatShape(outputShape) : strings.unknown),
  },
  {
    id: 'params',
    title: strings.params,
    help: strings.help.params,
    numeric: true,
    value: ({ params }) => params,
    text: ({ params }) => formatCount(params),
  },
  {
    id: 'macs',
    title: strings.macs,
    help: strings.help.macs,
    numeric: true,
    value: ({ macs }) => macs,
    text: ({ macs }) => formatCount(macs),
  },
  {
    id: 'field',
    title: strings.field,
    help: strings.help.field,
    numeric: true,
    value: ({ receptiveField }) => largest(receptiveField?.size),
    text: fieldText,
  },
  {
    id: 'memory',
    title: strings.memory,
    help: strings.help.memory,
    numeric: true,
    value: ({ activationBytes }) => activationBytes,
    text: ({ activationBytes }) => formatBytes(activationBytes),
  },
];

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** The layers ordered by a column; by the signal where `order` is null. Equal rows keep the signal's order. */
export function orderRows(layers: readonly LayerAnalysis[], order: Order | null): readonly LayerAnalysis[] {
  const column = columns.find(({ id }) => id === order?.column);
  if (!order || !column) return layers;
  const sign = order.descending ? -1 : 1;
  return [...layers].sort((a, b) => {
    const [left, right] = [column.value(a), column.value(b)];
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * String(left).localeCompare(String(right), 'en', { numeric: true });
  });
}

/** The next order when a column's head is pressed: numbers fall first, words rise; the third press ends it. */
export function nextOrder(order: Order | null, column: Column): Order | null {
  if (order?.column !== column.id) return { column: column.id, descending: column.numeric };
  return order.descending === column.numeric ? { column: column.id, descending: !column.numeric } : null;
}
