import { openBackend } from '../../src/engine/backends/ladder.ts';
import { openForward } from '../../src/engine/model/open-forward.ts';
import { openStepper } from '../../src/engine/model/open-stepper.ts';
import { initialWeights, listWeights } from '../../src/engine/model/weights.ts';
import { createProbes } from '../../src/engine/probes.ts';
import type { ActiveRun } from '../../src/engine/training/active-run.ts';
import { checkDocument, readDocument } from '../../src/engine/training/prepare.ts';
import { createEmitter } from '../../src/protocol/emitter.ts';
import { sentence, type Text } from '../../src/text/message.ts';
import { TextError } from '../../src/text/text-error.ts';
import { templateOf } from '../../templates/index.ts';
import { randomBatch } from './random-batch.ts';

/*
 * `probing.mjs TEMPLATE ROUNDS SECONDS`: trains a template on noise with all its layers watched ten times per second and
 * with none, in turn. Prints one JSON object, round by round: steps per second both ways, pictures a second of each
 * layer, and the share of the time that taking the pictures took.
 */

const rate = 10;

async function main(id: string, rounds: number, seconds: number): Promise<void> {
  const template = templateOf(id);
  if (!template) throw new Error(`there is no template ${id}`);
  const checked = checkDocument(readDocument(template.text), null);
  const { network, settings, target } = checked;
  const { backend } = await openBackend('native');
  const weights = listWeights(network);
  const batch = randomBatch(network, settings.batchSize);
  const start = { weights: initialWeights(weights, 1), slots: new Map<string, Float32Array>(), steps: 0 };
  const plan = { backend, network, weights, settings, target };
  const stepper = openStepper(plan, start, [batch.count], 'compiled');
  const reasons: string[] = [];
  const execution = {
    mode: 'compiled',
    onFallback: (reason: Text) => void reasons.push(sentence(reason, 'en')),
  } as const;
  const forward = openForward(backend, network, execution);
  const events = createEmitter();
  let frames = 0;
  events.on('probe.frame', () => {
    frames++;
  });
  const probes = createProbes(events);
  const [height, width, channels] = network.layers.find(({ id }) => id === network.inputs[0])!
    .outputShape as [number, number, 1 | 3];
  const example = { height, width, channels, data: new Uint8Array(height * width * channels).fill(128) };
  const at = { forward, borrow: stepper.borrow, steps: 0 } as unknown as ActiveRun;
  const layers = network.layers.map((layer) => ({ layer: layer.id, maps: 16, side: 64 }));

  const train = (watched: boolean): { steps: number; pictures: number; share: number } => {
    probes.watch({ layers: watched ? layers : [], image: null, rate });
    frames = 0;
    let steps = 0;
    let inside = 0;
    const since = performance.now();
    while (performance.now() - since < 1000 * seconds) {
      stepper.run(batch, settings.learningRate / 100);
      const before = performance.now();
      probes.afterStep({ run: 'run', checked, example }, at);
      inside += performance.now() - before;
      steps++;
    }
    const took = performance.now() - since;
    return {
      steps: (1000 * steps) / took,
      pictures: (1000 * frames) / took / layers.length,
      share: inside / took,
    };
  };

  const result = { template: id, batch: batch.count, layers: layers.length };
  const columns = { quiet: [], watched: [], pictures: [], share: [] } as Record<string, number[]>;
  for (let round = -1; round < rounds; round++) {
    const first = round % 2 === 0;
    const one = train(first);
    const other = train(!first);
    const [watched, quiet] = first ? [one, other] : [other, one];
    // The first round compiles and compares.
    if (round < 0) continue;
    columns['quiet']!.push(quiet.steps);
    columns['watched']!.push(watched.steps);
    columns['pictures']!.push(watched.pictures);
    columns['share']!.push(watched.share);
  }
  if (stepper.mode !== 'compiled') throw new TextError(stepper.reason);
  if (reasons.length > 0) throw new Error(reasons.join(' '));
  console.log(JSON.stringify({ ...result, ...columns }));
}

const [id = '', rounds = '12', seconds = '2'] = process.argv.slice(2);
await main(id, Number(rounds), Number(seconds));
