import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { drawStratified, heldOutPerClass } from '../../src/engine/training/stratify.ts';

/** split.json, which make_split.py makes. */
interface Case {
  readonly counts: readonly number[];
  readonly share: number;
  readonly held: readonly number[];
}
const cases = JSON.parse(readFileSync(new URL('split.json', import.meta.url), 'utf8')) as readonly Case[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('the validation split', () => {
  it('holds out as many of each class as scikit-learn does', () => {
    for (const { counts, share, held } of cases) {
      const wanted = Math.round(sum(counts) * share);
      expect(heldOutPerClass(counts, wanted, createGenerator(1, 'x'))).toEqual(held);
    }
  });

  it('comes to what is asked for, each class within one example of its share, none whole', () => {
    const counts = fc.array(fc.integer({ min: 2, max: 60 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 0.5, noNaN: true }), fc.nat(), (sizes, share, seed) => {
        const wanted = Math.round(sum(sizes) * share);
        const held = heldOutPerClass(sizes, wanted, createGenerator(seed, 'x'));
        held.forEach((count, label) => {
          expect(count).toBeLessThan(sizes[label]!);
          expect(Math.abs(count - (sizes[label]! / sum(sizes)) * wanted)).toBeLessThanOrEqual(1);
        });
        expect(sum(held)).toBeLessThanOrEqual(wanted);
        // With three examples each there is always one to spare.
        if (sizes.every((size) => size > 2)) expect(sum(held)).toBe(wanted);
      }),
    );
  });

  it('keeps in training what a class has a single example of', () => {
    const draw = drawStratified([0, 0, 0, 0, 0, 0, 0, 0, 1, 2], 3, 5, createGenerator(4, 'validation'));
    expect([...draw.subarray(8)]).toEqual([0, 0]);
    expect(sum([...draw])).toBeGreaterThan(0);
  });

  it('is drawn by the seed, other examples by another', () => {
    const labels = Int32Array.from({ length: 200 }, (_, at) => at % 7);
    const draw = (seed: number) => drawStratified(labels, 7, 50, createGenerator(seed, 'validation'));
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
    for (let label = 0; label < 7; label++) {
      const held = labels.filter((own, at) => own === label && draw(3)[at] === 1).length;
      expect([7, 8]).toContain(held);
    }
  });
});
