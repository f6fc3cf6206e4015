import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { targetOf } from '../../training/target.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { numbersOf } from '../pixels.ts';
import { requireSound } from '../sound.ts';
import { friedmanTarget } from './friedman-1.ts';
import { generatedDatasets } from './registry.ts';
import { toySentiment, vocabulary } from './toy-sentiment.ts';

describe.each(generatedDatasets)('$info.id', ({ info, generate }) => {
  const train = generate('train', 40);
  const test = generate('test', 10);

  it('is what its facts say, and the same each time', () => {
    requireSound({ train, validation: null, test }, info, info.id);
    expect(train.shape).toEqual(info.sampleShape);
    expect(train.dtype).toBe(info.dtype);
    expect(fingerprintOf([generate('train', 40)])).toBe(fingerprintOf([train]));
    const digest = ({ images }: typeof train) => createHash('sha256').update(images).digest('hex');
    expect(digest(generate('test', 40))).not.toBe(digest(train));
  });

  it('has examples of every class or label', () => {
    const target = targetOf(info);
    const found = new Set<number>(target.kind === 'mask' ? train.targets : train.labels);
    if (target.kind === 'class' || target.kind === 'mask') expect(found.size).toBe(target.classes.length);
    if (target.kind === 'labels') expect(new Set(train.targets).size).toBe(2);
  });
});

it('friedman-1 follows scikit-learn, whose make_friedman1 gives these without noise', () => {
  expect(friedmanTarget([0.5507979, 0.7081478, 0.2909047, 0.5108276, 0.892947])).toBeCloseTo(19.856728, 5);
  expect(friedmanTarget([0.8962931, 0.1255853, 0.2072429, 0.0514672, 0.4408099])).toBeCloseTo(7.8958316, 5);
});

it('toy-sentiment is made of words', () => {
  const { images } = toySentiment.generate('train', 1);
  const words = [...numbersOf(images, 'int32')]
    .filter((token) => token > 0)
    .map((token) => vocabulary[token - 1]);
  expect(words.length).toBeGreaterThan(4);
  expect(words).not.toContain(undefined);
});
