import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { analyze } from '../../src/network/analyze.ts';
import { optimizerSlots } from '../../src/network/memory.ts';
import { divided, epochTime } from '../../src/network/time/epoch.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import { createClient } from '../../src/protocol/connect.ts';
import { createPair } from '../../src/protocol/pair.ts';
import { serve } from '../../src/protocol/serve.ts';
import { templateOf } from '../../templates/index.ts';

/*
 * `forecast.mjs SECONDS TEMPLATE...`: measures this machine's speed as the app does, forecasts an epoch of each
 * template, then trains it on its data for a while and compares. Prints one JSON object.
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
}

function read(id: string): ConvasDocument {
  const template = templateOf(id);
  const parsed = template && parseDocument(template.text);
  if (!parsed?.ok) throw new Error(`there is no template ${id}`);
  const { document } = parsed;
  return { ...document, training: { ...document.training, epochs: 1000 } };
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
      if (state === 'failed' || state === 'diverged') reject(new Error(message));
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

async function main(seconds: number, templates: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'convas-forecast-'));
  const compared: Compared[] = [];
  try {
    for (const template of templates) {
      // An engine of its own each: nothing is known of earlier runs.
      const engine = createEngine({ backend: 'native', runsFolder: join(folder, template, 'runs') });
      const [near, far] = createPair();
      const end = serve(far, engine.handlers, engine.events);
      const client = createClient(near);
      const document = read(template);
      const asked = { document: serializeDocument(document), measure: true };
      const { speed } = await client.call('engine.pace', asked);
      const { datasets } = await client.call('datasets.list', {});
      const { train } = datasets.find(({ id }) => id === document.data!.dataset)!;
      const { batchSize, validationSplit } = document.training;
      const { network } = analyze(document, null);
      const { examples } = divided(train, validationSplit);
      const size = { batchSize, optimizerSlots: optimizerSlots(document.training), examples, heldOut: 0 };
      const forecast = epochTime(network!, size, speed!, null).seconds;
      const measured = examples / (await pace(client, document, seconds));
      compared.push({
        template,
        batchSize,
        forecastSeconds: Number(forecast.toPrecision(3)),
        measuredSeconds: Number(measured.toPrecision(3)),
        doubt: Number(speed!.doubt.toFixed(2)),
        ratio: Number((forecast / measured).toFixed(2)),
      });
      client.close();
      end();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(JSON.stringify(compared));
}

const [seconds = '20', ...templates] = process.argv.slice(2);
await main(Number(seconds), templates);
process.exit(0);
