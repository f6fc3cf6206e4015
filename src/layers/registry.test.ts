import { describe, expect, it } from 'vitest';
import { fieldsOf } from './form.ts';
import type { LayerKind } from './kind.ts';
import { kindOf, kinds, kindsByFamily } from './registry.ts';

const all = Object.entries<LayerKind>(kinds);

it('finds a kind by its name and nothing else', () => {
  for (const [name, kind] of all) expect(kindOf(name)).toBe(kind);
  for (const name of ['__proto__', 'constructor', 'toString', 'Conv2D', ''])
    expect(kindOf(name)).toBeUndefined();
});

it('puts every kind on one shelf', () => {
  expect(kindsByFamily.flatMap((section) => section.kinds).length).toBe(all.length);
});

describe.each(all)('%s', (name, kind) => {
  it('is registered under its own name', () => expect(kind.kind).toBe(name));

  it('has a default for every parameter', () => {
    const defaults = kind.parameters.parse({}) as Record<string, unknown>;
    for (const { name: parameter, initial } of fieldsOf(kind)) {
      expect(defaults[parameter], parameter).toEqual(initial);
      expect(initial, parameter).not.toBeUndefined();
    }
    expect(fieldsOf(kind).map((field) => field.name)).toEqual(Object.keys(kind.parameters.shape));
  });

  it('refuses what is no finite number in its fields, and absurd sizes', () => {
    const defaults = kind.parameters.parse({}) as Record<string, unknown>;
    for (const [field, value] of Object.entries(defaults)) {
      const bad = [Number.NaN, Number.POSITIVE_INFINITY, 1e300, '__proto__', null];
      for (const each of bad) {
        const wrong = Array.isArray(value) && value.length > 0 ? value.map(() => each) : each;
        expect(kind.parameters.safeParse({ [field]: wrong }).success, `${field}: ${wrong}`).toBe(false);
      }
    }
  });

  it('answers every input shape with a shape or an error, never by throwing', () => {
    const shapes = [
      [1],
      [784],
      [1, 1],
      [100, 8],
      [28, 28, 1],
      [1, 1, 512],
      [4, 8, 8, 3],
      [1048576, 1048576, 3],
    ];
    const params = kind.parameters.parse({});
    for (const shape of shapes) {
      const inputs = Array.from({ length: kind.inputs.min }, () => shape);
      const { shape: output, problems } = kind.inferShape(params, inputs);
      expect(output === null).toBe(problems.some(({ severity }) => severity === 'error'));
      if (output) {
        expect(output.every((length) => Number.isSafeInteger(length) && length > 0)).toBe(true);
        expect(kind.macs(params, inputs, output)).toBeGreaterThanOrEqual(0);
        expect(kind.window(params, inputs).reach).toMatch(/^(local|pointwise|joined|whole|permuted)$/);
      }
    }
  });
});
