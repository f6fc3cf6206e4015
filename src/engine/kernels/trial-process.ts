import { createInterface } from 'node:readline';
import { sizeOf } from '../../layers/shape.ts';
import { analyze } from '../../network/analyze.ts';
import type { Text } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { resolveSettings } from '../../training/resolve.ts';
import { type NativeBackend, openNative } from '../backends/native.ts';
import { inputAndOutput } from '../model/forward.ts';
import { openForward } from '../model/open-forward.ts';
import { openStepper } from '../model/open-stepper.ts';
import { disposeAll, initialWeights, listWeights, toTensors } from '../model/weights.ts';
import { createGenerator } from '../random/generator.ts';
import { processorSeconds } from '../speed/load.ts';
import { type TrialAnswer, type TrialRequest, trialOrder } from './trial-messages.ts';
import { trials } from './trials.ts';
import { withKernels } from './with-kernels.ts';

/*
 * Times computations in a process of its own, since TensorFlow is loaded with one set of kernels: those that the
 * environment names. Orders come on stdin, answers go to stdout.
 */

const seed = 1;
const opened = new Map<string, () => void>();
let backend: NativeBackend | null = null;

async function open({ trial, computes, graph }: TrialRequest): Promise<() => void> {
  const key = JSON.stringify([trial, computes, graph]);
  const known = opened.get(key);
  if (known) return known;
  backend ??= await openNative();
  const { document, batchSize } = trials[trial];
  const { network } = analyze(document, null);
  const resolution = resolveSettings(document.training);
  if (!network || !resolution.ok) throw new Error(`the trial ${trial} cannot be trained`);
  const weights = listWeights(network);
  const first = initialWeights(weights, seed);
  const generator = createGenerator(seed, 'kernels');
  const size = batchSize * sizeOf(inputAndOutput(network).input.outputShape);
  const x = Float32Array.from({ length: size }, () => generator.uniform());
  const own = withKernels(backend, graph);
  if (graph.ownOperations && !backend.operations.ready) throw new TextError(backend.operations.reason);
  const compute = computes === 'training' ? trainer() : forwarder();
  // The first time is recorded and compared, the second settles.
  for (let time = 0; time < 2; time++) compute();
  opened.set(key, compute);
  return compute;

  function trainer(): () => void {
    const { settings } = resolution as Extract<typeof resolution, { ok: true }>;
    const plan = { backend: own, network: network!, weights, settings, target: 'class' as const };
    const start = { weights: first, slots: new Map(), steps: 0 };
    const labels = Int32Array.from({ length: batchSize }, () => generator.below(10));
    const stepper = openStepper(plan, start, [batchSize], 'compiled');
    return () => {
      stepper.run({ count: batchSize, x, labels }, settings.learningRate);
      if (stepper.mode !== 'compiled') throw new TextError(stepper.reason);
    };
  }

  function forwarder(): () => void {
    const refuse = (reason: Text): never => {
      throw new TextError(reason);
    };
    const forward = openForward(own, network!, { mode: 'compiled', onFallback: refuse });
    const tensors = toTensors(own, weights, first);
    const { id } = inputAndOutput(network!).output;
    return () => {
      const outputs = forward.outputs(tensors, x, batchSize, [id], 'at once');
      outputs.get(id)!.dataSync();
      disposeAll(outputs.values());
    };
  }
}

/** The median time of a computation that is repeated for a while, in seconds. */
function time(compute: () => void, milliseconds: number): number {
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  do {
    const from = performance.now();
    compute();
    times.push((performance.now() - from) / 1000);
  } while (performance.now() < end || times.length < 3);
  times.sort((a, b) => a - b);
  return times[times.length >> 1]!;
}

async function answer(line: string): Promise<TrialAnswer> {
  const order = trialOrder.parse(JSON.parse(line));
  const compute = await open(order);
  if (order.type === 'open') return { type: 'ready', processorSeconds: processorSeconds() };
  const seconds = time(compute, order.milliseconds);
  return { type: 'took', seconds, processorSeconds: processorSeconds() };
}

async function serve(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const printed = await answer(line).catch((error: unknown): TrialAnswer => {
      const message = error instanceof Error ? error.message : String(error);
      return { type: 'cannot', message: message.split('\n')[0]! };
    });
    process.stdout.write(`${JSON.stringify(printed)}\n`);
  }
}

void serve();
