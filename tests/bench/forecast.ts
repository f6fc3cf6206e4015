import { join } from 'node:path';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { chosenKernels } from '../../src/engine/kernels/choose.ts';
import { networkClassOf } from '../../src/engine/kernels/separable.ts';
import { analyze } from '../../src/network/analyze.ts';
import { optimizerSlots } from '../../src/network/memory.ts';
import { divided, epochTime } from '../../src/network/time/epoch.ts';
import type { Speed } from '../../src/network/time/speed.ts';
import { trainingTime } from '../../src/network/time/training.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import { createClient } from '../../src/protocol/connect.ts';
import { createPair } from '../../src/protocol/pair.ts';
import { serve } from '../../src/protocol/serve.ts';
import { TextError } from '../../src/text/text-error.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { templateOf } from '../../templates/index.ts';

/*
 * `forecast.mjs SECONDS TEMPLATE HOME`: measures this machine's speed as the app does, where HOME does not know it,
 * forecasts an epoch of the template, then trains it on its data for a while and compares; the pretraining of its layers,
 * too. Prints one JSON object.
 */

interface Compared {
  readonly template: string;
  readonly batchSize: number;
  /** Of an epoch's steps, without validation. */
  readonly forecastSeconds: number;
  readonly measuredSeconds: number;
  /** How far off the forecast says it may be. */
  readonly doubt: number;
  readonly ratio: number;
  /** The same of pretraining its layers for one epoch each; null where the network is too large to wait for it. */
  readonly pretraining: Pick<Compared, 'forecastSeconds' | 'measuredSeconds' | 'ratio'> | null;
}

/** What a template for ImageNet is trained on: pictures enlarged to its input, of ten classes. */
const pictures = {
  dataset: 'cifar-10',
  preprocessing: imageSteps('resize', 'zero-one'),
  target: 'label',
} as const;

function read(id: string): ConvasDocument {
  const template = templateOf(id);
  const parsed = template && parseDocument(template.text);
  if (!parsed?.ok) throw new Error(`there is no template ${id}`);
  const { document } = parsed;
  const training = { ...document.training, epochs: 1000 };
  if (document.data) return { ...document, training };
  const layers = document.layers.map((layer) =>
    layer.params['units'] === 1000 ? { ...layer, params: { ...layer.params, units: 10 } } : layer,
  );
  return { ...document, layers, data: pictures, training };
}

/** Seconds, at least, over which a pace is taken. */
const span = 0.5;

/**
 * Images a second of real training, once it has warmed up: of the fastest tenth of the spans, since whatever else the
 * machine does makes the others slower.
 */
async function pace(client: EngineClient, document: ConvasDocument, seconds: number): Promise<number> {
  const { batchSize } = document.training;
  let from = 0;
  let begun = 0;
  let steps = 0;
  const paces: number[] = [];
  const measured = new Promise<number>((resolve, reject) => {
    client.on('train.state', ({ state, message }) => {
      if (state === 'failed' || state === 'diverged') reject(new TextError(message));
    });
    client.on('train.batches', (report) => {
      const now = performance.now();
      // The first steps check themselves against the same step op by op.
      if (from === 0) {
        if (report.steps.at(-1)! > 3) from = now;
        begun ||= now;
        return;
      }
      // Between epochs something else is done.
      const ended = report.batch === report.batches;
      steps += report.steps.length;
      const spent = (now - from) / 1000;
      if (spent >= span || (ended && spent >= span / 4)) paces.push((steps * batchSize) / spent);
      if (spent >= span || ended) {
        from = ended ? 0 : now;
        steps = 0;
      }
      if (now - begun < 1000 * seconds || paces.length === 0) return;
      resolve(paces.sort((a, b) => b - a)[Math.floor(paces.length / 10)]!);
    });
  });
  const { run } = await client.call('train.start', { document: serializeDocument(document) });
  const found = await measured;
  const ended = new Promise<void>((resolve) => {
    client.on('train.state', ({ state }) => {
      if (state === 'stopped') resolve();
    });
  });
  await client.call('train.stop', { run });
  await ended;
  return found;
}

/** Epochs that each layer is pretrained for; the fastest counts. */
const pretrained = 4;
/** Seconds of pretraining, as forecast, that are waited for. */
const patience = 60;

const rounded = (forecast: number, measured: number) => ({
  forecastSeconds: Number(forecast.toPrecision(3)),
  measuredSeconds: Number(measured.toPrecision(3)),
  ratio: Number((forecast / measured).toFixed(2)),
});

/** Seconds of pretraining all layers for an epoch each: of each layer its fastest, for the same reason. */
async function pretrainingSeconds(client: EngineClient, document: ConvasDocument): Promise<number> {
  const fastest = new Map<string, number>();
  const before = new Map<string, number>();
  const off = client.on('train.pretrained', ({ record: { layer, seconds } }) => {
    const own = seconds - (before.get(layer) ?? 0);
    before.set(layer, seconds);
    fastest.set(layer, Math.min(own, fastest.get(layer) ?? own));
  });
  const ended = new Promise<void>((resolve, reject) => {
    client.on('train.state', ({ state, message }) => {
      if (state === 'failed' || state === 'diverged') reject(new TextError(message));
      if (state === 'finished') resolve();
    });
  });
  await client.call('train.start', { document: serializeDocument(document) });
  await ended;
  off();
  return [...fastest.values()].reduce((sum, seconds) => sum + seconds, 0);
}

async function comparePretraining(
  client: EngineClient,
  { training, ...document }: ConvasDocument,
  train: number,
  speed: Speed,
): Promise<Compared['pretraining']> {
  const pretraining = { epochs: 1, learningRate: 1e-4, corruption: 0 };
  const once = { ...training, epochs: 1, pretraining };
  const { network } = analyze({ ...document, training }, null);
  const forecast = trainingTime(network!, once, { train }, speed, null).pretraining;
  if (forecast === null || forecast.seconds * pretrained > patience) return null;
  const often = { ...once, pretraining: { ...pretraining, epochs: pretrained } };
  return rounded(forecast.seconds, await pretrainingSeconds(client, { ...document, training: often }));
}

/** One template: an engine as the app starts it for such a network. @param home where the machine's speed is kept */
async function main(seconds: number, template: string, home: string): Promise<void> {
  const document = read(template);
  const { network } = analyze(document, null);
  const resolution = resolveSettings(document.training);
  if (!network || !resolution.ok) throw new Error(`${template} cannot be trained`);
  const load = chosenKernels().choice[networkClassOf({ network, settings: resolution.settings })];
  const engine = createEngine({ backend: 'native', load, runsFolder: join(home, 'runs') });
  const [near, far] = createPair();
  serve(far, engine.handlers, engine.events);
  const client = createClient(near);
  const asked = { document: serializeDocument(document), measure: true };
  const { speed } = await client.call('engine.pace', asked);
  const { datasets } = await client.call('datasets.list', {});
  const { train } = datasets.find(({ id }) => id === document.data!.dataset)!;
  const { batchSize, validationSplit } = document.training;
  const { examples } = divided({ train }, validationSplit);
  const size = { batchSize, optimizerSlots: optimizerSlots(document.training), examples, heldOut: 0 };
  const forecast = epochTime(network, size, speed!, null).seconds;
  const measured = examples / (await pace(client, document, seconds));
  const compared: Compared = {
    template,
    batchSize,
    ...rounded(forecast, measured),
    doubt: Number(speed!.doubt.toFixed(2)),
    pretraining: await comparePretraining(client, document, train, speed!),
  };
  console.log(JSON.stringify(compared));
}

const [seconds = '20', template = '', home = ''] = process.argv.slice(2);
await main(Number(seconds), template, home);
process.exit(0);
