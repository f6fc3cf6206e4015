import { describe, expect, it } from 'vitest';
import { sameNumber, sameUpdate } from '../engine/compiled/agreement.ts';
import { savedModel } from './graph-def.ts';
import { concat, floatField, intField, packedInts, textField, varint } from './protobuf.ts';

describe("protocol buffers' wire format", () => {
  it.each([
    [0, [0]],
    [1, [1]],
    [127, [0x7f]],
    [128, [0x80, 1]],
    [300, [0xac, 2]],
    [2 ** 40, [0x80, 0x80, 0x80, 0x80, 0x80, 0x20]],
    [-1, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]],
  ])('writes %i as a varint', (value, bytes) => {
    expect([...varint(value)]).toEqual(bytes);
  });

  it('writes fields with their number and kind', () => {
    expect([...intField(1, 150)]).toEqual([0x08, 0x96, 0x01]);
    expect([...textField(2, 'testing')]).toEqual([0x12, 7, ...new TextEncoder().encode('testing')]);
    expect([...floatField(4, 1)]).toEqual([0x25, 0, 0, 0x80, 0x3f]);
    expect([...packedInts(4, [3, 270, 86942])]).toEqual([0x22, 6, 3, 0x8e, 2, 0x9e, 0xa7, 5]);
    expect([...intField(16, 1)]).toEqual([0x80, 1, 1]);
    expect([...concat([Uint8Array.of(1), Uint8Array.of(2, 3)])]).toEqual([1, 2, 3]);
  });

  it('wraps nodes into one tagged graph', () => {
    const bytes = savedModel([
      { name: 'a', op: 'Const', inputs: [], attributes: { dtype: { kind: 'type', value: 1 } } },
      { name: 'b', op: 'Identity', inputs: ['a', '^a'], attributes: {} },
    ]);
    const text = new TextDecoder('latin1').decode(bytes);
    for (const part of ['serve', 'Const', 'dtype', 'Identity', '^a']) expect(text).toContain(part);
    expect(bytes[0]).toBe(0x08);
    expect(bytes[1]).toBe(1);
  });
});

describe('agreement of two steps', () => {
  const before = [1, 1, 1];
  const one = [0.9, 1.1, 1];
  const norm = (a: readonly number[], b: readonly number[]) =>
    Math.hypot(...a.map((value, index) => value - b[index]!));
  const same = (other: readonly number[]) =>
    sameUpdate({ apart: norm(one, other), moved: norm(one, before), size: Math.hypot(...before) });

  it('holds for rounding, not for another direction', () => {
    expect(same([0.9001, 1.1, 1])).toBe(true);
    expect(same(before)).toBe(false);
    expect(same([1.1, 0.9, 1])).toBe(false);
    expect(same([Number.NaN, 1.1, 1])).toBe(false);
  });

  it('compares losses, and what is not finite with what is not finite', () => {
    expect(sameNumber(2.3, 2.3001)).toBe(true);
    expect(sameNumber(2.3, 2.4)).toBe(false);
    expect(sameNumber(Number.NaN, Number.POSITIVE_INFINITY)).toBe(true);
    expect(sameNumber(Number.NaN, 1)).toBe(false);
  });
});
