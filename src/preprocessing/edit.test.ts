import { describe, expect, it } from 'vitest';
import {
  imageSteps,
  rangeOf,
  sizingOf,
  withoutStep,
  withStep,
  withStepMoved,
  withStepParams,
  withStepSwitched,
} from './edit.ts';
import { fitSteps } from './fit.ts';
import { needsFitting } from './fitted.ts';
import { openPipeline } from './pipeline.ts';
import { type ChosenStep, preprocessingSchema } from './schema.ts';
import { traceSteps } from './trace.ts';

const names = (steps: readonly ChosenStep[]): string[] => steps.map(({ step }) => step);
const usual = imageSteps('pad', 'zero-one');

function made(steps: readonly ChosenStep[]): number[] {
  const { write, size } = openPipeline([2, 2, 1], { inputShape: [2, 2, 1], steps });
  const out = new Float32Array(size);
  write(Uint8Array.of(0, 51, 102, 255), 0, out, 0);
  return [...out];
}

describe('edits of the list of steps', () => {
  it('put a random step at the end, and one that always acts before the random ones', () => {
    const rotated = withStep(usual, 'rotate');
    expect(names(rotated)).toEqual(['pad', 'rescale', 'rotate']);
    expect(names(withStep(rotated, 'invert'))).toEqual(['pad', 'rescale', 'invert', 'rotate']);
    expect(names(withStep([], 'invert'))).toEqual(['invert']);
  });

  it('move a step to a place, and remove one', () => {
    const three = withStep(usual, 'invert');
    expect(names(withStepMoved(three, 0, 2))).toEqual(['rescale', 'invert', 'pad']);
    expect(names(withStepMoved(three, 2, 0))).toEqual(['invert', 'pad', 'rescale']);
    expect(names(withoutStep(three, 1))).toEqual(['pad', 'invert']);
  });

  it('change the parameters of one of two steps of a kind, and refuse what its schema refuses', () => {
    const two = withStep(withStep([], 'rotate'), 'rotate');
    expect(withStepParams(two, 1, { degrees: 40 }).map(({ params }) => params['degrees'])).toEqual([15, 40]);
    expect(() => withStepParams(two, 1, { degrees: 400 })).toThrow();
  });
});

describe('a step that is switched off', () => {
  const off = withStepSwitched(withStep(usual, 'invert'), 2, false);

  it('keeps its place and parameters, in files as well, and does nothing', () => {
    expect(off[2]).toEqual({ step: 'invert', params: {}, off: true });
    expect(preprocessingSchema.parse(JSON.parse(JSON.stringify(off)))).toEqual(off);
    expect(made(off)).toEqual(made(usual));
    const on = withStepSwitched(off, 2, true);
    expect(made(on)).not.toEqual(made(usual));
    expect(on).toEqual(withStep(usual, 'invert'));
  });

  it('is no way to fit, no range, and learns nothing', () => {
    const none = usual.map((_, index) => index).reduce((now, at) => withStepSwitched(now, at, false), usual);
    expect([sizingOf(none), rangeOf(none)]).toEqual([null, null]);
    const standardized: ChosenStep[] = [{ step: 'standardize', params: {}, off: true }];
    expect(needsFitting(standardized)).toBe(false);
    expect(fitSteps([2, 2, 1], { inputShape: [2, 2, 1], steps: standardized }, () => {})).toEqual(
      standardized,
    );
  });
});

describe('the trace of an example', () => {
  it('tells shape and range behind each step', () => {
    const steps: ChosenStep[] = [
      { step: 'pad', params: {} },
      { step: 'rescale', params: { range: 'lecun' } },
      { step: 'crop', params: { height: 20, width: 24 } },
    ];
    const { steps: traced, why } = traceSteps([28, 28, 1], { inputShape: [32, 32, 1], steps });
    expect(why).toBeNull();
    expect(traced.map(({ shape }) => shape)).toEqual([
      [32, 32, 1],
      [32, 32, 1],
      [20, 24, 1],
    ]);
    expect(traced[1]!.range.map((end) => Number(end.toFixed(6)))).toEqual([-0.1, 1.175]);
  });

  it('ends at the step that cannot be applied', () => {
    const steps: ChosenStep[] = [
      { step: 'invert', params: {} },
      { step: 'crop', params: { height: 30, width: 30 } },
      { step: 'rescale', params: {} },
    ];
    const { steps: traced, why } = traceSteps([28, 28, 1], { inputShape: [30, 30, 1], steps });
    expect(traced).toHaveLength(1);
    expect(why).toMatchObject({ key: 'preprocessing.crop-outside' });
  });
});
