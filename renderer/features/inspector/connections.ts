/** Which input channels each filter sees: one row a filter. */
export type Connections = readonly (readonly number[])[];

/** A value of a document as a table; null when it is none. */
export function readConnections(value: unknown): Connections | null {
  const isRow = (row: unknown): row is number[] => Array.isArray(row) && row.every(Number.isInteger);
  return Array.isArray(value) && value.length > 0 && value.every(isRow) ? value : null;
}

/** The table with one connection made or cut; the same table where a filter would be left with none. */
export function toggleConnection(table: Connections, filter: number, channel: number): Connections {
  const row = table[filter] ?? [];
  const next = row.includes(channel)
    ? row.filter((other) => other !== channel)
    : [...row, channel].sort((a, b) => a - b);
  if (next.length === 0) return table;
  return table.map((other, index) => (index === filter ? next : other));
}

/** The table with this many filters: the last ones go, new ones see every channel. */
export function withFilters(table: Connections, filters: number, channels: number): Connections {
  const every = Array.from({ length: channels }, (_, channel) => channel);
  return Array.from({ length: Math.max(1, filters) }, (_, filter) => table[filter] ?? every);
}

export const countConnections = (table: Connections): number =>
  table.reduce((sum, row) => sum + row.length, 0);
