import { shared } from '../../src/datasets/shared.ts';
import { openBackend } from '../../src/engine/backends/ladder.ts';
import { feederOpener } from '../../src/engine/feeding/feeder.ts';
import { startThread } from '../../src/engine/feeding/start-thread.ts';
import type { StepMode } from '../../src/engine/model/open-stepper.ts';
import { initialWeights, listWeights, toTensors } from '../../src/engine/model/weights.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { createEvaluator } from '../../src/engine/training/evaluate.ts';
import { checkDocument, preprocessingOf, readDocument } from '../../src/engine/training/prepare.ts';
import { sentence } from '../../src/text/message.ts';
import { templateOf } from '../../templates/index.ts';

/*
 * `evaluation.mjs TEMPLATE EXAMPLES ROUNDS`: evaluates a template on noise, op by op and compiled in turn, so that what
 * else the machine does meets both alike. Prints one JSON object: images per second, round by round, and the processor's microseconds an image.
 */

async function main(id: string, count: number, rounds: number): Promise<void> {
  const template = templateOf(id);
  if (!template) throw new Error(`there is no template ${id}`);
  const { document, network, settings, target } = checkDocument(readDocument(template.text), null);
  const { backend } = await openBackend('native');
  const preprocessing = preprocessingOf(document, network);
  const [height, width, channels] = preprocessing.inputShape as [number, number, number];
  const generator = createGenerator(1, 'bench');
  const split = shared({
    count,
    shape: [height, width, channels] as const,
    images: Uint8Array.from({ length: count * height * width * channels }, () => generator.below(256)),
    labels: Int32Array.from({ length: count }, () => generator.below(10)),
  });
  const weights = listWeights(network);
  const tensors = toTensors(backend, weights, initialWeights(weights, 1));
  const reasons: string[] = [];
  const feeder = feederOpener({ startThread, onFallback: (reason) => reasons.push(sentence(reason, 'en')) })(
    preprocessing,
  );
  const modes: readonly StepMode[] = ['eager', 'compiled'];
  const evaluators = modes.map((mode) => ({
    mode,
    own: createEvaluator(
      { backend, network, settings, target },
      { mode, onFallback: (reason) => reasons.push(sentence(reason, 'en')) },
    ),
  }));
  const pace: Record<StepMode, number[]> = { eager: [], compiled: [] };
  const work: Record<StepMode, number[]> = { eager: [], compiled: [] };
  let last = 0;
  for (let round = -2; round < rounds; round++) {
    for (const { mode, own } of round % 2 === 0 ? evaluators : [...evaluators].reverse()) {
      const since = performance.now();
      const before = process.cpuUsage();
      const { loss } = await own.evaluate({
        split,
        feeder,
        indices: Int32Array.from({ length: count }, (_, at) => at),
        borrow: (use) => use(tensors),
      });
      // The first rounds record, compile and compare.
      if (round >= 0) {
        pace[mode].push(Math.round((1000 * count) / (performance.now() - since)));
        const { user, system } = process.cpuUsage(before);
        work[mode].push(Math.round((user + system) / count));
      }
      last = loss;
    }
  }
  await feeder.end();
  if (reasons.length > 0) throw new Error(reasons.join(' '));
  console.log(JSON.stringify({ template: id, examples: count, loss: last, pace, work }));
}

const [id = '', count = '5000', rounds = '5'] = process.argv.slice(2);
await main(id, Number(count), Number(rounds));
