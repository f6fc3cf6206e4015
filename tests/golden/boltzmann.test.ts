import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { contrastiveDivergence } from '../../src/engine/pretraining/contrastive-divergence.ts';
import { openTestBackend } from '../support/backend.ts';

/** boltzmann.json, which make_boltzmann.py makes: numbers by name, and the learning rate. */
const { rate, ...golden } = JSON.parse(readFileSync(new URL('boltzmann.json', import.meta.url), 'utf8'));

let backend: Backend;
beforeAll(async () => {
  backend = await openTestBackend();
});

it('a step of contrastive divergence is that of scikit-learn’s BernoulliRBM', () => {
  const { tf } = backend;
  const given = Object.fromEntries(
    Object.entries(golden).map(([name, values]) => [name, tf.tensor(values as number[])]),
  );
  const after = contrastiveDivergence(
    tf,
    { kernel: given['kernel']!, hidden: given['hidden']!, visible: given['visible']! },
    given['examples']!,
    { hidden: given['drawnHidden']!, visible: given['drawnVisible']! },
    rate,
  );
  for (const name of ['kernel', 'hidden', 'visible'] as const) {
    const expected = given[`${name}After`]!;
    expect(after[name].shape).toEqual(expected.shape);
    const apart = tf.max(tf.abs(tf.sub(after[name], expected))).dataSync()[0]!;
    const moved = tf.max(tf.abs(tf.sub(given[name]!, expected))).dataSync()[0]!;
    expect(apart).toBeLessThan(1e-6);
    expect(moved).toBeGreaterThan(0.01);
  }
  const error = after.error.dataSync()[0]!;
  expect(error).toBeGreaterThan(0);
  expect(error).toBeLessThan(1);
});
