import { shared } from '../../src/datasets/shared.ts';
import { openBackend } from '../../src/engine/backends/ladder.ts';
import { planTraining } from '../../src/engine/feeding/batch-plan.ts';
import { feederOpener } from '../../src/engine/feeding/feeder.ts';
import { startThread } from '../../src/engine/feeding/start-thread.ts';
import { openStepper } from '../../src/engine/model/open-stepper.ts';
import { initialWeights, listWeights } from '../../src/engine/model/weights.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { checkDocument, preprocessingOf, readDocument } from '../../src/engine/training/prepare.ts';
import { withSizing } from '../../src/preprocessing/edit.ts';
import type { Text } from '../../src/text/message.ts';
import { TextError } from '../../src/text/text-error.ts';
import { templateOf } from '../../templates/index.ts';
import { trainInTurns, wayOf } from './turns.ts';

/*
 * `feeding.mjs TEMPLATE BATCH SIDE CHANNELS ROUNDS SECONDS`: trains a template on noise of SIDE x SIDE pixels, resized
 * where the network takes another size, its batches made by the thread ahead of the steps and between the steps, in
 * turn. Prints one JSON object: images per second round by round, the thread's share of the batches, and milliseconds
 * that a batch takes to be made.
 */

const examples = 512;

async function main(
  id: string,
  batchSize: number,
  side: number,
  channels: number,
  rounds: number,
  seconds: number,
): Promise<void> {
  const template = templateOf(id);
  if (!template) throw new Error(`there is no template ${id}`);
  const { document, network, settings, target } = checkDocument(readDocument(template.text), null);
  const { backend } = await openBackend('native');
  const generator = createGenerator(1, 'bench');
  const split = shared({
    count: examples,
    shape: [side, side, channels],
    images: Uint8Array.from({ length: examples * side * side * channels }, () => generator.below(256)),
    labels: Int32Array.from({ length: examples }, () => generator.below(10)),
  });
  const weights = listWeights(network);
  const start = { weights: initialWeights(weights, 1), slots: new Map<string, Float32Array>(), steps: 0 };
  const plan = { backend, network, weights, settings, target };
  const stepper = openStepper(plan, start, [batchSize], 'compiled');
  const own = preprocessingOf(document, network);
  const preprocessing = { ...own, steps: withSizing(own.steps, 'resize') };
  const onFallback = (detail: Text): void => {
    throw new TextError(detail);
  };
  const all = Int32Array.from({ length: examples }, (_, at) => at);
  const course = planTraining(all, batchSize, { seed: 1, of: '', epochs: 1_000_000 });
  const ways = [startThread, null].map((own) => {
    const feeder = feederOpener({ startThread: own, onFallback })(preprocessing);
    return { feeder, ...wayOf(feeder.open(split, course)) };
  });
  const { learningRate } = settings;
  await trainInTurns(stepper, ways, { learningRate, batchSize, rounds, seconds });
  const [ahead, between] = ways as [(typeof ways)[0], (typeof ways)[0]];
  console.log(
    JSON.stringify({
      mode: stepper.mode,
      ahead: ahead.pace,
      between: between.pace,
      share: ahead.feed.ahead / ahead.all,
      milliseconds: { ahead: ahead.waited / ahead.taken, between: between.waited / between.taken },
    }),
  );
  for (const { feeder } of ways) await feeder.end();
}

const [id = '', ...numbers] = process.argv.slice(2);
const [batch = 32, side = 32, channels = 3, rounds = 5, seconds = 2] = numbers.map(Number);
await main(id, batch, side, channels, rounds, seconds);
