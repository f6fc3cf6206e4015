import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBackend } from '../../src/engine/backends/ladder.ts';
import { type OpenedStepper, openStepper } from '../../src/engine/model/open-stepper.ts';
import type { StepPlan } from '../../src/engine/model/step.ts';
import { initialWeights, listWeights } from '../../src/engine/model/weights.ts';
import { openCheckpointStore } from '../../src/engine/runs/checkpoint-store.ts';
import { checkDocument, readDocument } from '../../src/engine/training/prepare.ts';
import { createRunWeights } from '../../src/engine/training/run-weights.ts';
import { templateOf } from '../../templates/index.ts';
import { randomBatch } from './random-batch.ts';
import { recordedTarget } from './recorded-target.ts';

/*
 * `template-step.mjs TEMPLATE BATCH`: trains a template for two steps on random data and keeps its weights, as a run
 * does, in a process of its own, so that the peak of its memory is the template's. Prints one JSON object.
 */

const seed = 1;
const seconds: Record<string, number> = {};
const peakBytes: Record<string, number> = {};
let since = performance.now();

/** Ends a phase: how long it took, and the most memory that the process has had by now. */
function mark(phase: string): void {
  const now = performance.now();
  seconds[phase] = Number(((now - since) / 1000).toFixed(3));
  peakBytes[phase] = process.resourceUsage().maxRSS * 1024;
  since = now;
}

function start(plan: StepPlan, batch: number): OpenedStepper {
  const weights = initialWeights(plan.weights, seed);
  mark('initialize');
  return openStepper(plan, { weights, slots: new Map(), steps: 0 }, [batch], 'compiled');
}

async function keep(plan: StepPlan, stepper: OpenedStepper): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'convas-step-'));
  try {
    const checkpoint = createRunWeights(plan, stepper, { best: null, wanted: false }).capture({
      epoch: 1,
      batch: 0,
      steps: stepper.steps,
      seconds: 0,
      sums: { loss: 0, accuracy: 0, seen: 0 },
      epochs: [],
      firstLoss: null,
      mode: stepper.mode,
      best: null,
      restored: false,
      pretraining: [],
    });
    await (await openCheckpointStore(folder)).write(checkpoint, { kept: false, keep: 1 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function main(id: string, count: number): Promise<void> {
  const template = templateOf(id);
  if (!template) throw new Error(`there is no template ${id}`);
  const { network, settings, target, totals } = checkDocument(
    readDocument(template.text),
    null,
    recordedTarget(template.text),
  );
  const { params } = totals;
  mark('analyze');
  const { backend } = await openBackend('native');
  mark('backend');
  const plan: StepPlan = { backend, network, weights: listWeights(network), settings, target };
  const stepper = start(plan, count);
  mark('open');
  const batch = randomBatch(network, count, 'bench', target === 'mask' ? 'mask' : 'class');
  const losses = ['firstStep', 'step'].map((phase) => {
    const { loss } = stepper.run(batch, settings.learningRate);
    mark(phase);
    return loss;
  });
  const built = stepper.borrow((tensors) => [...tensors.values()].reduce((sum, { size }) => sum + size, 0));
  if (built !== params) throw new Error(`${id} counts ${params} parameters, the backend has ${built}`);
  if (!losses.every(Number.isFinite)) throw new Error(`the losses of ${id} are ${losses.join(' and ')}`);
  await keep(plan, stepper);
  mark('checkpoint');
  const { mode } = stepper;
  console.log(JSON.stringify({ template: id, batch: count, params, mode, losses, seconds, peakBytes }));
}

const [id = '', count = '1'] = process.argv.slice(2);
await main(id, Number(count));
