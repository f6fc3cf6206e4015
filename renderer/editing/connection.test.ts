import { describe, expect, it } from 'vitest';
import { closesCycle, neighbor } from './connection.ts';

const wires = {
  edges: [
    { source: 'a', target: 'b' },
    { source: 'b', target: 'c' },
    { source: 'a', target: 'c' },
  ],
};

describe('connections', () => {
  it('see a cycle before it is drawn', () => {
    expect(closesCycle(wires, 'c', 'a')).toBe(true);
    expect(closesCycle(wires, 'b', 'a')).toBe(true);
    expect(closesCycle(wires, 'a', 'c')).toBe(false);
    expect(closesCycle(wires, 'a', 'a')).toBe(true);
  });

  it('answer for a long chain without recursion', () => {
    const edges = Array.from({ length: 20_000 }, (_, index) => ({
      source: `${index}`,
      target: `${index + 1}`,
    }));
    expect(closesCycle({ edges }, '20000', '0')).toBe(true);
  });

  it('lead along the wires', () => {
    expect(neighbor(wires, 'a', 'forward')).toBe('b');
    expect(neighbor(wires, 'c', 'back')).toBe('b');
    expect(neighbor(wires, 'a', 'back')).toBeNull();
  });
});
