import { beforeAll, expect, it } from 'vitest';
import { shared } from '../../src/datasets/shared.ts';
import type { Backend } from '../../src/engine/backends/backend.ts';
import type { OpenedStepper } from '../../src/engine/model/open-stepper.ts';
import { initialWeights, listWeights } from '../../src/engine/model/weights.ts';
import { timeRun } from '../../src/engine/speed/timed-run.ts';
import { defaultSteps } from '../../src/preprocessing/edit.ts';
import { TextError } from '../../src/text/text-error.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { openTestBackend } from '../support/backend.ts';
import { between } from './feeders.ts';
import { chain } from './networks.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await openTestBackend();
});

const network = chain(
  ['input', { shape: [4, 4, 1] }],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }, 'out'],
);

function pass(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** Of steps that take so many milliseconds, in a run that takes so many more to ask how many were taken. */
async function secondsOf(step: number, beside: number): Promise<number> {
  const resolution = resolveSettings(trainingSettingsSchema.parse({ batchSize: 2 }));
  if (!resolution.ok) throw new TextError(resolution.error);
  const weights = listWeights(network);
  const plan = { backend, network, weights, settings: resolution.settings, target: 'class' as const };
  const values = initialWeights(weights, 1);
  const tensors = new Map(
    weights.map(({ key, spec }) => [key, backend.tf.tensor(values.get(key)!, [...spec.shape])]),
  );
  let steps = 0;
  const stepper: OpenedStepper = {
    mode: 'eager',
    reason: '',
    deadly: false,
    get steps() {
      pass(beside);
      return steps;
    },
    run() {
      pass(step);
      steps++;
      return { loss: 1, accuracy: 0.5, gradientNorms: [1, 1] };
    },
    borrow: (use) => use(tensors),
    readSlots: () => new Map(),
    dispose: () => undefined,
  };
  const preprocessing = { inputShape: [4, 4, 1], steps: defaultSteps };
  const images = Uint8Array.from({ length: 8 * 16 }, (_, at) => at);
  const split = shared({ count: 8, shape: [4, 4, 1], images, labels: new Int32Array(8) });
  try {
    return await timeRun({ plan, stepper, split, preprocessing, feeder: between(preprocessing) }, 60);
  } finally {
    backend.tf.dispose([...tensors.values()]);
  }
}

it('steps are timed with what a run takes beside them', async () => {
  const [alone, more] = [await secondsOf(2, 0), await secondsOf(2, 3)];
  expect(alone).toBeGreaterThanOrEqual(0.002);
  expect(more).toBeGreaterThanOrEqual(0.005);
});
