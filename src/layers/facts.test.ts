import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { activationNames, factsOfActivation } from './activations.ts';
import type { LayerKind } from './kind.ts';
import { kinds } from './registry.ts';

/** Also the name of a parameter, and of what a network may learn: not only kinds. */
const ambiguous = new Set(['activation', 'input']);
const names = Object.keys(kinds).filter((name) => !ambiguous.has(name));

/** Files that make networks, of which they name the layers. */
const builders = [
  'src/engine/kernels/trials.ts',
  'src/engine/speed/speed-probes.ts',
  'src/network/transfer/transfer.ts',
  // What is put into a network against its troubles.
  'src/insight/troubles/remedies.ts',
];
/** Vocabularies of formats, and texts, are total over the kinds by type. */
const total = /^src\/(layers|interchange|text)\//;

const files = ['src', 'renderer', 'electron']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
      `${folder}/${file}`.replaceAll('\\', '/'),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$/.test(file))
  .filter((file) => !total.test(file) && !builders.includes(file));

it('no file outside of this package names more than two kinds: facts about kinds are theirs', () => {
  expect(files.length).toBeGreaterThan(300);
  const naming = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const found = names.filter((name) => new RegExp(`['"\`]${name}['"\`]`).test(text));
    return found.length > 2 ? [`${file}: ${found.join(', ')}`] : [];
  });
  expect(naming).toEqual([]);
});

it('no file outside of this package has a table of activation functions', () => {
  const tables = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const found = activationNames.filter((name) => new RegExp(`\\b${name}: |['"]${name}['"],`).test(text));
    return found.length > 3 ? [`${file}: ${found.join(', ')}`] : [];
  });
  expect(tables).toEqual([]);
});

describe('facts of activation functions', () => {
  /** Written again from their formulas, for this test alone. */
  const formulas: Readonly<Record<string, (x: number) => number>> = {
    relu: (x) => Math.max(0, x),
    relu6: (x) => Math.min(6, Math.max(0, x)),
    tanh: Math.tanh,
    scaledTanh: (x) => 1.7159 * Math.tanh((2 / 3) * x),
    sigmoid: (x) => 1 / (1 + Math.exp(-x)),
    hardSigmoid: (x) => Math.min(1, Math.max(0, x / 6 + 0.5)),
    softsign: (x) => x / (1 + Math.abs(x)),
  };

  it('are known of those that switch off or saturate, and of no others', () => {
    const known = activationNames.filter((name) => factsOfActivation(name) !== null);
    expect(known.sort()).toEqual(Object.keys(formulas).sort());
    expect([factsOfActivation('toString'), factsOfActivation(undefined)]).toEqual([null, null]);
  });

  it.each(Object.entries(formulas))('%s has the bounds and the dead half of its formula', (name, f) => {
    const { bounds, switchesOff, deepest } = factsOfActivation(name)!;
    if (bounds) {
      expect(f(-1e6)).toBeCloseTo(bounds[0], 5);
      expect(f(1e6)).toBeCloseTo(bounds[1], 5);
      // The steeper at 0, the more layers in a row still train.
      const slope = (f(1e-4) - f(-1e-4)) / 2e-4;
      expect(deepest).toBeGreaterThanOrEqual(slope > 0.9 ? 6 : 3);
      expect(deepest).toBeLessThanOrEqual(slope > 0.3 ? 8 : 3);
    }
    expect(switchesOff === true).toBe([-10, -1, -0.1].every((x) => f(x) === 0));
  });
});

it('the layers that drop values are those of regularization, but for plain noise', () => {
  const all = Object.values<LayerKind>(kinds);
  const own = all.filter(({ family }) => family === 'regularization').map(({ kind }) => kind);
  expect(all.filter(({ drops }) => drops).map(({ kind }) => kind)).toEqual(
    own.filter((kind) => kind !== 'gaussianNoise'),
  );
});
