import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvTokens } from './csv-tokens.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The rows of a text that arrives in pieces of so many bytes. */
function rowsOf(text: string, piece = 7): { line: number; values: number[] }[] {
  const rows: { line: number; values: number[] }[] = [];
  const tokens = createCsvTokens('x.csv', ({ line, values }) => rows.push({ line, values: [...values] }));
  const bytes = encode(text);
  for (let at = 0; at < bytes.length; at += piece) tokens.push(bytes.subarray(at, at + piece));
  tokens.end();
  return rows;
}
const valuesOf = (text: string): number[][] => rowsOf(text).map(({ values }) => values);

describe('the numbers of a CSV file', () => {
  it('are read however lines end and values are written', () => {
    expect(rowsOf('1,2\r\n3,4\n\n 5 ,\t6\r7,8')).toEqual([
      { line: 1, values: [1, 2] },
      { line: 2, values: [3, 4] },
      { line: 4, values: [5, 6] },
      { line: 5, values: [7, 8] },
    ]);
    expect(valuesOf('-1.5,+2,1e2,.5,007,123456789012')).toEqual([[-1.5, 2, 100, 0.5, 7, 123_456_789_012]]);
  });

  it('begin after a line of names and after a byte order mark, which takes no row with it', () => {
    expect(valuesOf('label,1,2\n3,4,5\n')).toEqual([[3, 4, 5]]);
    expect(valuesOf('\n\nlabel,1\n3,4')).toEqual([[3, 4]]);
    expect(valuesOf('\ufeff1,2\n3,4')).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('are NaN where there is none: missing, words, hexadecimal, endless', () => {
    const [row] = valuesOf(`0,,x,0x10,Infinity,1 2,`);
    expect(row).toEqual([0, ...Array(6).fill(Number.NaN)]);
    expect(valuesOf('1,2\nlabel,3')).toEqual([
      [1, 2],
      [Number.NaN, 3],
    ]);
  });

  it('are read inside quotes, with another separator and a decimal comma', () => {
    expect(rowsOf('"a,1","b"\n"1","2"\n3,"4"\r\n', 3)).toEqual([
      { line: 2, values: [1, 2] },
      { line: 3, values: [3, 4] },
    ]);
    const texts: string[] = [];
    const dialect = { separator: 0x3b, decimalComma: true, header: false, textColumn: 1 } as const;
    const values: number[][] = [];
    const tokens = createCsvTokens(
      'x.csv',
      (row) => {
        values.push([row.line, row.values[0]!]);
        texts.push(row.text(1));
      },
      dialect,
    );
    tokens.push(encode('0,5;"say ""a;b"""\n1;"two\nlines"\n1,25;ü'));
    tokens.end();
    expect(texts).toEqual(['say "a;b"', 'two\nlines', 'ü']);
    expect(values).toEqual([
      [1, 0.5],
      [2, 1],
      [4, 1.25],
    ]);
  });

  it('are those that JSON reads, wherever the pieces are cut', () => {
    const row = fc.array(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.integer({ min: 1, max: 40 }), (rows, piece) => {
        const written = rows.map((values) => values.map(String));
        const text = written.map((values) => values.join(',')).join('\n');
        expect(rowsOf(text, piece).map(({ values }) => values)).toEqual(
          written.map((values) => values.map((value) => JSON.parse(value))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('are refused where a value goes on and on, unless it begins the names', () => {
    const long = 'x'.repeat(300);
    expect(() => valuesOf(`1,2\n3,${long}`)).toThrow('x.csv, line 2: value 2 is not a number');
    expect(() => valuesOf(`1,${long}`)).toThrow('x.csv, line 1: value 2 is not a number');
    expect(valuesOf(`${long},${long}\r\n1,2`)).toEqual([[1, 2]]);
    expect(valuesOf(`1,${' '.repeat(300)}\n`)).toEqual([[1, Number.NaN]]);
  });

  it('are refused where a line has more than any image, before it is read to its end', () => {
    const tokens = createCsvTokens('x.csv', () => {});
    const piece = encode('0,'.repeat(500_000));
    const pushAll = (): void => {
      for (let time = 0; time < 1000; time++) tokens.push(piece);
    };
    expect(pushAll).toThrow(
      'x.csv, line 1: more than 3,145,729 values. An image has at most 1,024 × 1,024 pixels',
    );
  });
});
