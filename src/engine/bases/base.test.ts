import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../document/parse.ts';
import { analyze } from '../../network/analyze.ts';
import { usualCut } from '../../network/transfer/transfer.ts';
import { listWeights } from '../model/weights.ts';
import { fromFloat16 } from './base.ts';
import { baseNames, openBase } from './registry.ts';

it('reads binary16 as IEEE 754 has it', () => {
  const known: readonly (readonly [number, number])[] = [
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x7c00, Number.POSITIVE_INFINITY],
  ];
  for (const [bits, value] of known) expect(fromFloat16(bits)).toBe(value);
  expect(fromFloat16(0x7e00)).toBeNaN();
});

describe.each(baseNames)('%s', (name) => {
  it('has a weight of the right size for each of its network, and at most a megabyte of them', async () => {
    const base = await openBase(name)!;
    const parsed = parseDocument(base.document);
    expect(parsed.ok).toBe(true);
    if (!parsed.ok) return;
    const { network, totals } = analyze(parsed.document, null);
    const wanted = listWeights(network!);
    expect([...base.weights.keys()]).toEqual(wanted.map(({ key }) => key));
    for (const { key, spec } of wanted) {
      expect(base.shapes.get(key), key).toEqual(spec.shape);
      expect(base.weights.get(key)!.length, key).toBe(spec.shape.reduce((size, side) => size * side, 1));
      expect(base.weights.get(key)!.every(Number.isFinite), key).toBe(true);
    }
    expect(2 * totals.params).toBeLessThanOrEqual(2 ** 20);
    expect(usualCut(parsed.document)!.name).toBe('features');
    expect(base.trained.test.accuracy).toBeGreaterThan(0.8);
  });
});
