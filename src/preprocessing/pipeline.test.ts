import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { imageSteps, type Sizing, withRange, withSizing } from './edit.ts';
import { inferPreprocessing, openPipeline } from './pipeline.ts';
import { stepIds, stepOf } from './registry.ts';
import { type ChosenStep, preprocessingSchema } from './schema.ts';
import { rescaleRanges } from './steps/rescale.ts';
import { fieldsOfStep, stepText } from './texts.ts';

/** sha256 over the floats that the version before steps made of the same bytes: a resumed run gets the same ones. */
const before: Readonly<Record<string, string>> = {
  'pad zero-one': '5f8576ac17c037e1',
  'pad minus-one-one': '163b4175738e8132',
  'pad lecun': '445afc2bd0880184',
  'pad none': 'e20ab98d6f71fd79',
  'resize zero-one': '3b12ae3d17c154e1',
  'resize minus-one-one': 'a741a893e0a31a68',
  'resize lecun': '0a4e51621bd3f1f3',
  'resize none': '24e4a897b485252f',
};

const sources = [
  [5, 7, 1],
  [6, 4, 3],
  [28, 28, 1],
] as const;
const inputs = [
  [5, 7, 1],
  [9, 8, 3],
  [4, 4, 1],
  [3, 11, 3],
] as const;

function run(
  source: readonly [number, number, number],
  steps: readonly ChosenStep[],
  input: readonly number[],
) {
  const each = source[0] * source[1] * source[2];
  const images = Uint8Array.from({ length: 3 * each }, (_, i) => (i * 73 + 41) % 256);
  const { write, size } = openPipeline(source, { inputShape: input, steps });
  const out = new Float32Array(3 * size);
  [2, 0, 1].forEach((example, at) => {
    write(images, example * each, out, at * size);
  });
  return out;
}

const rescale = (range: string): ChosenStep => ({ step: 'rescale', params: { range } });
const [pad, resize]: ChosenStep[] = [
  { step: 'pad', params: {} },
  { step: 'resize', params: {} },
];

describe('a pipeline', () => {
  it.each(Object.entries(before))('makes the bits that %s made before there were steps', (name, digest) => {
    const [sizing, range] = name.split(' ') as [Sizing, string];
    const steps = imageSteps(sizing, rescaleRanges.find((each) => each === range) ?? null);
    const hash = createHash('sha256');
    for (const source of sources)
      for (const input of inputs) hash.update(new Uint8Array(run(source, steps, input).buffer));
    expect(hash.digest('hex').slice(0, 16)).toBe(digest);
  });

  it('takes steps in their order: what pads after a range fills with the zero of that range', () => {
    const first = run([1, 1, 1], [rescale('lecun'), pad!], [1, 3, 1]);
    const last = run([1, 1, 1], [pad!, rescale('lecun')], [1, 3, 1]);
    expect([first[0], first[2]]).toEqual([0, 0]);
    expect([last[0], last[2]]).toEqual([Math.fround(-0.1), Math.fround(-0.1)]);
    expect(first[1]).toBe(last[1]);
  });

  it('resizes before or after a linear range alike, up to rounding', () => {
    for (const source of sources) {
      const one = run(source, [rescale('minus-one-one'), resize!], [9, 8, 3]);
      const other = run(source, [resize!, rescale('minus-one-one')], [9, 8, 3]);
      expect(one.length).toBe(other.length);
      for (let i = 0; i < one.length; i++) expect(Math.abs(one[i]! - other[i]!)).toBeLessThan(1e-5);
    }
  });

  it('composes ranges as functions', () => {
    const [value] = run([1, 1, 1], [rescale('zero-one'), rescale('zero-one')], [1, 1, 1]);
    // The third example's only byte.
    expect(value).toBeCloseTo(((2 * 73 + 41) % 256) / 255 / 255, 9);
  });

  it('infers what it makes', () => {
    const spec = inferPreprocessing(
      { shape: [28, 28, 1], dtype: 'uint8' },
      imageSteps('pad', 'lecun'),
      [32, 32, 1],
    );
    expect(spec).toEqual({ shape: [32, 32, 1], dtype: 'float32' });
  });

  it('refuses what does not lead to the input, and inputs that are no images', () => {
    expect(() => run([5, 7, 1], [rescale('lecun')], [9, 8, 1])).toThrow(
      /leaves images of 5 × 7 × 1.*takes 9 × 8 × 1/,
    );
    expect(() => run([5, 7, 1], [pad!], [784])).toThrow(/takes 784/);
    const unknown = { step: 'sharpen', params: {} } as unknown as ChosenStep;
    expect(() => run([5, 7, 1], [unknown], [5, 7, 1])).toThrow(/no preprocessing step "sharpen"/);
  });
});

describe('steps', () => {
  it.each(stepIds)('%s has defaults, and one way to do what it does', (id) => {
    const step = stepOf(id)!;
    expect(step.step).toBe(id);
    expect(step.parameters.safeParse({}).success).toBe(true);
    const { value, open, affine, augment, mix } = step;
    expect([value, open, affine, augment, mix].filter(Boolean)).toHaveLength(1);
    expect(step.group === 'augmentation').toBe(step.random === true);
    expect(Boolean(affine ?? augment ?? mix)).toBe(step.random === true);
    expect(stepText(id).title).not.toBe('');
    expect(fieldsOfStep(id).map(({ description }) => description)).not.toContain('');
  });

  it('keep their order when one is replaced: padding first, mixing last', () => {
    const names = (steps: readonly ChosenStep[]) => steps.map(({ step }) => step);
    const padded = imageSteps('pad', 'lecun');
    expect(names(padded)).toEqual(['pad', 'rescale']);
    expect(names(withSizing(padded, 'resize'))).toEqual(['rescale', 'resize']);
    expect(names(withSizing(withSizing(padded, 'resize'), 'pad'))).toEqual(['pad', 'rescale']);
    expect(withRange(withSizing(padded, 'resize'), 'zero-one')).toEqual([rescale('zero-one'), resize]);
    expect(names(withRange(imageSteps('resize', null), 'lecun'))).toEqual(['rescale', 'resize']);
    expect(names(withRange(padded, null))).toEqual(['pad']);
  });

  it('are read from files with their defaults, and refused by the field', () => {
    expect(preprocessingSchema.parse([{ step: 'rescale' }])).toEqual([rescale('zero-one')]);
    const { error } = preprocessingSchema.safeParse([
      { step: 'pad' },
      { step: 'rescale', params: { range: 'x' } },
    ]);
    expect(error?.issues[0]?.path).toEqual([1, 'params', 'range']);
    expect(preprocessingSchema.safeParse(Array(33).fill({ step: 'pad' })).success).toBe(false);
  });
});
