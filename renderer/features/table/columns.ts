import { formatShape, sizeOf } from '../../../src/layers/shape.ts';
import {
  layerTime,
  layerTrainingBytes,
  type MeasureContext,
  shareOfCost,
} from '../../../src/network/measures.ts';
import type { LayerAnalysis } from '../../../src/network/network.ts';
import { language } from '../../../src/text/language.ts';
import { titleOf } from '../../editing/lookup.ts';
import { t } from '../../i18n/index.ts';
import { formatBytes, formatCount, formatDecimal, formatPercent, formatSpan } from '../../ui/numbers.ts';

/** A layer of the table, by the name it has there. */
export interface TableRow {
  readonly name: string;
  readonly analysis: LayerAnalysis;
  /** It counts nothing, and has the shape that it passes on. */
  readonly bypassed: boolean;
}

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly help?: string;
  readonly numeric: boolean;
  /** What rows are ordered by. */
  readonly value: (row: TableRow, context: MeasureContext) => number | string;
  readonly text: (row: TableRow, context: MeasureContext) => string;
}

const strings = t.shell.table;
const words = t.measures;
const none = '–';

type Sides = readonly number[] | undefined;
const largest = (sides: Sides): number => Math.max(Number.NEGATIVE_INFINITY, ...(sides ?? []));
const written = (sides: Sides): string =>
  sides ? sides.map((side) => formatDecimal(side, 2)).join(' × ') : none;

/** A column of text, ordered by the alphabet. */
const textual = (id: 'name' | 'kind', text: (row: TableRow) => string): Column => ({
  id,
  get title() {
    return strings[id];
  },
  numeric: false,
  value: text,
  text,
});

const measured = (
  id: keyof typeof words.about,
  of: (layer: LayerAnalysis, context: MeasureContext) => number,
  format: (value: number) => string,
): Column => ({
  id,
  get title() {
    return words[id];
  },
  get help() {
    return words.about[id];
  },
  numeric: true,
  value: ({ analysis }, context) => of(analysis, context),
  text: ({ analysis }, context) => format(of(analysis, context)),
});

const field = (id: 'field' | 'stride' | 'offset', of: (layer: LayerAnalysis) => Sides): Column => ({
  id,
  get title() {
    return words[id];
  },
  get help() {
    return words.about[id];
  },
  numeric: true,
  value: ({ analysis }) => largest(of(analysis)),
  text: ({ analysis }) => written(of(analysis)),
});

export const columns: readonly Column[] = [
  textual('name', ({ name }) => name),
  textual('kind', ({ analysis, bypassed }) =>
    bypassed ? strings.bypassed(titleOf(analysis.kind)) : titleOf(analysis.kind),
  ),
  {
    id: 'output',
    get title() {
      return strings.output;
    },
    numeric: true,
    value: ({ analysis: { outputShape } }) => (outputShape ? sizeOf(outputShape) : -1),
    text: ({ analysis: { outputShape } }) => (outputShape ? formatShape(outputShape) : strings.unknown),
  },
  measured('params', ({ params }) => params, formatCount),
  measured('trainable', ({ trainableParams }) => trainableParams, formatCount),
  measured('macs', ({ macs }) => macs, formatCount),
  measured('share', shareOfCost, (share) => formatPercent(share, 1)),
  field('field', ({ receptiveField }) => receptiveField?.size),
  field('stride', ({ receptiveField }) => receptiveField?.stride),
  field('offset', ({ receptiveField }) => receptiveField?.start),
  measured('activations', ({ activationBytes }) => activationBytes, formatBytes),
  measured('training', layerTrainingBytes, formatBytes),
  {
    id: 'time',
    get title() {
      return words.time;
    },
    get help() {
      return words.about.time;
    },
    numeric: true,
    value: ({ analysis }, context) => layerTime(analysis, context) ?? -1,
    text: ({ analysis }, context) => {
      const seconds = layerTime(analysis, context);
      return seconds === null ? none : formatSpan(seconds);
    },
  },
];

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** The rows ordered by a column; by the signal where `order` is null. Equal rows keep the signal's order. */
export function orderRows(
  rows: readonly TableRow[],
  order: Order | null,
  context: MeasureContext,
): readonly TableRow[] {
  const column = columns.find(({ id }) => id === order?.column);
  if (!order || !column) return rows;
  const sign = order.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.value(row, context) }))
    .sort(({ value: left }, { value: right }) => {
      if (typeof left === 'number' && typeof right === 'number')
        return left === right ? 0 : sign * (left - right);
      return sign * String(left).localeCompare(String(right), language(), { numeric: true });
    })
    .map(({ row }) => row);
}

/** The next order when a column's head is pressed: numbers fall first, words rise; the third press ends it. */
export function nextOrder(order: Order | null, column: Column): Order | null {
  if (order?.column !== column.id) return { column: column.id, descending: column.numeric };
  return order.descending === column.numeric ? { column: column.id, descending: !column.numeric } : null;
}
