import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chain } from '../../src/document/operations/chain.ts';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { createRandom } from '../../src/insight/random.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import { createClient } from '../../src/protocol/connect.ts';
import { createPair } from '../../src/protocol/pair.ts';
import type { CallParams } from '../../src/protocol/protocol.ts';
import { serve } from '../../src/protocol/serve.ts';
import { templateOf } from '../../templates/index.ts';

/*
 * `views.mjs pointed TEMPLATE DATASET LAYER ROUNDS`: milliseconds of the views that follow the pointer, each time for another
 * image or place. `views.mjs layouts`: seconds of the layouts of MNIST. `views.mjs beside`: percent by which training is
 * slower. `views.mjs wide HOME`: makes a run with many maps there. Prints one JSON object.
 */

type Asked = Omit<CallParams<'insight.show'>, 'run'>;

function documentOf(template: string): ConvasDocument {
  const parsed = parseDocument(templateOf(template)!.text);
  if (!parsed.ok) throw new Error(template);
  return parsed.document;
}

/** Trains for a moment, and keeps what there is then. */
async function trained(client: EngineClient, document: ConvasDocument, dataset: string): Promise<string> {
  const data = { ...document.data!, dataset };
  const training = { ...document.training, epochs: 1 };
  const ended = new Promise<void>((resolve) => {
    client.on('train.state', ({ state }) => {
      if (['finished', 'stopped', 'diverged', 'failed'].includes(state)) resolve();
    });
  });
  const begun = new Promise<void>((resolve) => {
    client.on('train.batches', () => resolve());
  });
  const { run } = await client.call('train.start', {
    document: serializeDocument({ ...document, data, training }),
  });
  await begun;
  await client.call('train.stop', { run });
  await ended;
  return run;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** @param home where its runs are kept; a folder of its own that is removed, where missing */
async function withClient<T>(work: (client: EngineClient) => Promise<T>, home?: string): Promise<T> {
  const folder = home ?? (await mkdtemp(join(tmpdir(), 'convas-views-')));
  const engine = createEngine({ runsFolder: join(folder, 'runs') });
  const [near, far] = createPair();
  const end = serve(far, engine.handlers, engine.events);
  const client = createClient(near);
  try {
    return await work(client);
  } finally {
    client.close();
    end();
    await engine.close();
    if (home === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function pointed(template: string, dataset: string, layer: string, rounds: number) {
  return withClient(async (client) => {
    const run = await trained(client, documentOf(template), dataset);
    const { shape, images } = await client.call('datasets.samples', {
      dataset,
      split: 'test',
      offset: 0,
      count: 1,
      label: null,
    });
    const [height, width, channels] = shape as [number, number, 1 | 3];
    const { uniform } = createRandom(1);
    const image = () => ({
      height,
      width,
      channels,
      data: images.map((byte) => (uniform() < 0.05 ? 255 - byte : byte)),
    });
    const asked: Readonly<Record<string, () => Omit<Asked, 'view'>>> = {
      prediction: () => ({ image: image() }),
      'feature-maps': () => ({ layer, image: image() }),
      saliency: () => ({ image: image() }),
      'grad-cam': () => ({ layer, image: image() }),
      'explain-unit': () => ({ layer, image: image() }),
      'receptive-field': () => ({
        layer,
        image: image(),
        parameters: { down: uniform(), across: uniform() },
      }),
      'filter-playground': () => ({ image: image() }),
    };
    const milliseconds: Record<string, { median: number; most: number }> = {};
    for (const [view, ask] of Object.entries(asked)) {
      const taken: number[] = [];
      for (let round = 0; round < rounds + 3; round++) {
        const since = performance.now();
        await client.call('insight.show', { run, view, ...ask() });
        // The first ones compile.
        if (round >= 3) taken.push(performance.now() - since);
      }
      milliseconds[view] = { median: Math.round(median(taken)), most: Math.round(Math.max(...taken)) };
    }
    return milliseconds;
  });
}

async function layouts() {
  return withClient(async (client) => {
    const run = await trained(client, documentOf('lenet-5'), 'mnist');
    const seconds: Record<string, { seconds: number; processorSeconds: number; trust: number }> = {};
    for (const [view, examples] of [
      ['tsne', 10_000],
      ['umap', 60_000],
    ] as const) {
      const since = performance.now();
      // What else the machine does tells on the clock, not on this.
      const used = process.cpuUsage();
      const { figures } = await client.call('insight.show', {
        run,
        view,
        parameters: { examples, split: 'train' },
      });
      const { user, system } = process.cpuUsage(used);
      const table = figures.find((figure) => figure.figure === 'table');
      seconds[`${view} of ${examples}`] = {
        seconds: Math.round((performance.now() - since) / 100) / 10,
        processorSeconds: Math.round((user + system) / 1e5) / 10,
        trust: Number(table?.figure === 'table' ? table.rows[0]![1] : Number.NaN),
      };
    }
    return seconds;
  });
}

/** Views that take long, with what makes them so. */
const heavy: Readonly<Record<string, Record<string, unknown>>> = {
  rise: { masks: 4000 },
  occlusion: { patch: 0.1 },
  tsne: { examples: 2000 },
  umap: { examples: 5000 },
  compression: { examples: 1000 },
  'loss-landscape': { points: 21 },
};

/** Steps of a run between two moments, each of so many milliseconds: with nothing, and with a view, in turns. */
async function beside() {
  return withClient(async (client) => {
    const other = await trained(client, documentOf('lenet-5'), 'mnist-10k');
    const document = documentOf('lenet-5');
    const training = { ...document.training, epochs: 10_000 };
    let steps = 0;
    client.on('train.batches', ({ steps: done }) => {
      steps += done.length;
    });
    const { run } = await client.call('train.start', {
      document: serializeDocument({ ...document, training }),
    });
    const during = async (milliseconds: number): Promise<number> => {
      const before = steps;
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      return steps - before;
    };
    await during(5000);
    const slower: Record<string, number> = {};
    for (const [view, parameters] of Object.entries(heavy)) {
      let [alone, together] = [0, 0];
      for (let round = 0; round < 4; round++) {
        alone += await during(3000);
        let going = true;
        let asked: ReturnType<typeof client.call<'insight.show'>> | null = null;
        const asking = (async () => {
          for (let seed = 0; going; seed++) {
            asked = client.call('insight.show', { run: other, view, parameters, class: seed % 10 });
            await asked.catch(() => {});
          }
        })();
        together += await during(3000);
        going = false;
        (asked as { cancel(): void } | null)?.cancel();
        await asking;
      }
      slower[view] = Math.round(1000 * (1 - together / alone)) / 10;
    }
    await client.call('train.stop', { run });
    return slower;
  });
}

/** A run whose layer `maps` has 512 maps of 56x56, in a home of its own. */
async function wide(home: string) {
  const lenet = documentOf('lenet-5');
  const row = chain('Wide', [
    ['input', { shape: [56, 56, 1] }],
    ['conv2d', { filters: 512, kernelSize: [3, 3], padding: 'same', activation: 'relu' }, 'maps'],
    ['globalAveragePooling2d'],
    ['dense', { units: 10, activation: 'softmax' }],
  ]);
  const preprocessing = imageSteps('resize', 'zero-one');
  const training = { ...lenet.training, batchSize: 8 };
  const document = { ...row, data: { ...lenet.data!, preprocessing }, training };
  return withClient(async (client) => ({ run: await trained(client, document, 'mnist-10k') }), home);
}

const modes: Readonly<Record<string, (argument: string) => Promise<unknown>>> = { layouts, beside, wide };

const [what = '', template = '', dataset = '', layer = '', rounds = '20'] = process.argv.slice(2);
const result = await (modes[what] ?? (() => pointed(template, dataset, layer, Number(rounds))))(template);
console.log(JSON.stringify(result));
process.exit(0);
