import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, substitute } from './formula.ts';

describe('formulas', () => {
  it('compute with parameters', () => {
    const values = { filters: 64, stride: 2, size: [3, 3], name: 'relu' };
    expect(evaluate('=filters', values)).toBe(64);
    expect(evaluate('= 4 * filters', values)).toBe(256);
    expect(evaluate('=(filters - 4) / stride + 1', values)).toBe(31);
    expect(evaluate('=-filters + 100', values)).toBe(36);
    expect(evaluate('=size', values)).toEqual([3, 3]);
    expect(evaluate('=name', values)).toBe('relu');
  });

  it('have no value where they make no sense', () => {
    for (const formula of [
      '=',
      '=nobody',
      '=1 +',
      '=(1',
      '=1)',
      '=1 / 0',
      '=name * 2',
      '=a.b',
      '=1 2',
      '=toString',
    ])
      expect(evaluate(formula, { name: 'relu' }), formula).toBeNull();
    expect(evaluate(`=${'('.repeat(100_000)}`, {})).toBeNull();
  });

  it('agree with JavaScript', () => {
    const leaf = fc.integer({ min: 1, max: 99 }).map(String);
    const { sum } = fc.letrec((tie) => ({
      sum: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(tie('sum'), fc.constantFrom('+', '-', '*'), tie('sum'))
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
      ),
    }));
    fc.assert(
      fc.property(sum as fc.Arbitrary<string>, (text) => {
        const expected = new Function(`return ${text}`)() as number;
        expect(evaluate(`=${text}`, {})).toBe(expected);
      }),
    );
  });

  it('are computed wherever they stand in the parameters', () => {
    const layer = { id: 'a', kind: 'conv2d', name: 'a', position: { x: 0, y: 0 } };
    const written = {
      ...layer,
      params: { filters: '=2*n', strides: ['=s', '=s'], deep: { x: '=n' }, plain: 'n' },
    };
    expect(substitute(written, { n: 8, s: 2 }).params).toEqual({
      filters: 16,
      strides: [2, 2],
      deep: { x: 8 },
      plain: 'n',
    });
    const plain = { ...layer, params: { filters: 3 } };
    expect(substitute(plain, {})).toBe(plain);
  });
});
