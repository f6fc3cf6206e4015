import { beforeAll, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { openStepper } from '../../src/engine/model/open-stepper.ts';
import { type StepPlan, trainedWeights } from '../../src/engine/model/step.ts';
import type { Batch } from '../../src/engine/model/stepper.ts';
import { initialWeights, listWeights, type WeightValues } from '../../src/engine/model/weights.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { TextError } from '../../src/text/text-error.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { describeModes, openTestBackend } from '../support/backend.ts';
import { chain } from './networks.ts';

const network = chain(
  ['input', { shape: [5, 5, 1] }],
  ['conv2d', { filters: 2, kernelSize: [3, 3], activation: 'tanh' }, 'C1'],
  ['flatten'],
  ['dense', { units: 2, activation: 'sigmoid' }, 'F2'],
  ['dense', { units: 3, activation: 'softmax' }, 'output'],
);

let backend: Backend;
beforeAll(async () => {
  backend = await openTestBackend();
});

function planOf(more: object = {}): StepPlan {
  const optimizer = { kind: 'sgd', params: { learningRate: 1 } };
  const resolution = resolveSettings(trainingSettingsSchema.parse({ optimizer, seed: 5, ...more }));
  if (!resolution.ok) throw new TextError(resolution.error);
  return {
    backend,
    network,
    weights: listWeights(network),
    settings: resolution.settings,
    target: 'class',
  };
}

const generator = createGenerator(3, 'norms');
const batch: Batch = {
  count: 5,
  x: Float32Array.from({ length: 5 * 25 }, () => 2 * generator.uniform() - 1),
  labels: Int32Array.of(0, 2, 1, 1, 0),
};

function normsOf(plan: StepPlan, mode: 'compiled' | 'eager', weights: WeightValues): readonly number[] {
  const stepper = openStepper(plan, { weights, slots: new Map(), steps: 0 }, [5], mode);
  expect(stepper.mode).toBe(mode);
  const { gradientNorms } = stepper.run(batch, 0);
  stepper.dispose();
  return gradientNorms;
}

/** Central differences of the loss, which need no gradient. */
function bySmallSteps(plan: StepPlan, weights: WeightValues): number[] {
  const lossWith = (key: string, at: number, shift: number): number => {
    const moved = new Map([...weights].map(([name, values]) => [name, values.slice()]));
    moved.get(key)![at]! += shift;
    const stepper = openStepper(plan, { weights: moved, slots: new Map(), steps: 0 }, [5], 'eager');
    const { loss } = stepper.run(batch, 0);
    stepper.dispose();
    return loss;
  };
  return trainedWeights(plan).map(({ key }) => {
    const size = weights.get(key)!.length;
    const slopes = Array.from({ length: size }, (_, at) => {
      return (lossWith(key, at, 0.01) - lossWith(key, at, -0.01)) / 0.02;
    });
    return Math.hypot(...slopes);
  });
}

describeModes('gradient norms', (mode) => {
  it('the norm of each weight’s gradient is what small steps of the weights say', () => {
    const plan = planOf();
    const weights = initialWeights(plan.weights, 5);
    const expected = bySmallSteps(plan, weights);
    expect(expected).toHaveLength(6);
    for (const [at, norm] of normsOf(plan, mode, weights).entries())
      expect(norm / expected[at]!).toBeCloseTo(1, 2);
  });

  it('a clipped gradient has the norm that it had before', () => {
    const plan = planOf();
    const weights = initialWeights(plan.weights, 5);
    const clipped = planOf({ clipping: { by: 'globalNorm', limit: 1e-3 } });
    const norms = normsOf(clipped, mode, weights);
    for (const [at, norm] of normsOf(plan, mode, weights).entries()) expect(norms[at]).toBeCloseTo(norm, 5);
  });
});
