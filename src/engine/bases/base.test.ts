import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../document/parse.ts';
import { analyze } from '../../network/analyze.ts';
import { usualCut } from '../../network/transfer/transfer.ts';
import { listWeights } from '../model/weights.ts';
import { baseNames, openBase } from './registry.ts';

describe.each(baseNames)('%s', (name) => {
  it('has a weight of the right size for each of its network, and at most a megabyte of them', async () => {
    const base = await openBase(name);
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
