import { describe, expect, it } from 'vitest';
import { countConnections, readConnections, toggleConnection, withFilters } from './connections.ts';

const table = [[0, 2], [1]];

describe('a connection table', () => {
  it('is read from a document only when it is one', () => {
    expect(readConnections(table)).toEqual(table);
    for (const value of [undefined, [], [1, 2], [[0.5]], 'none']) expect(readConnections(value)).toBeNull();
  });

  it('makes and cuts a connection, in order, and leaves every filter one', () => {
    expect(toggleConnection(table, 0, 1)).toEqual([[0, 1, 2], [1]]);
    expect(toggleConnection(table, 0, 2)).toEqual([[0], [1]]);
    expect(toggleConnection(table, 1, 1)).toBe(table);
  });

  it('takes and gives filters', () => {
    expect(withFilters(table, 3, 2)).toEqual([[0, 2], [1], [0, 1]]);
    expect(withFilters(table, 1, 2)).toEqual([[0, 2]]);
    expect(withFilters(table, 0, 2)).toEqual([[0, 2]]);
    expect(countConnections(table)).toBe(3);
  });
});
