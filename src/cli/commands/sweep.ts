import { Option } from 'commander';
import { writeSetting } from '../../document/compare/words.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import type { EngineClient } from '../../protocol/client.ts';
import type { SweepInfo, SweepPoint } from '../../protocol/data.ts';
import { paretoFront } from '../../sweep/outcome.ts';
import { epochsInAll, planSweep } from '../../sweep/plan.ts';
import { readRange } from '../../sweep/ranges.ts';
import type { Method, SweepSpec } from '../../sweep/spec.ts';
import { targetOf, targetsOf } from '../../sweep/targets.ts';
import { sentence } from '../../text/message.ts';
import { type AddCommand, type Context, positiveInteger, wholeNumber } from '../command.ts';
import { loadDocument, withData } from '../document.ts';
import { withEngine } from '../engine.ts';
import { onInterrupt } from '../interrupt.ts';
import { readyKernels } from '../kernels.ts';
import { CliError, percent, type Result, table } from '../output.ts';
import { type Bar, progressBar } from '../progress.ts';

interface Options {
  readonly vary: readonly string[];
  readonly method: Method['kind'];
  readonly trials: number;
  readonly seed: number;
  readonly eta: number;
  readonly minEpochs: number;
  readonly dataset?: string;
  readonly epochs?: number;
  readonly backend?: 'native' | 'wasm' | 'cpu';
  readonly resume?: string;
}

/** `C1.filters=4,6,8`. @throws CliError */
function readVary(document: ConvasDocument, text: string): SweepSpec['varied'][number] {
  const at = text.indexOf('=');
  if (at < 1) throw new CliError(`--vary ${text}: write PARAMETER=VALUES, as in C1.filters=4,6,8`, 2);
  const path = text.slice(0, at);
  const target = targetOf(document, path);
  if (!target) {
    const known = targetsOf(document).map((other) => other.path);
    const owner = `${path.split('.')[0]}.`;
    const near = known.filter((other) => other.startsWith(owner));
    throw new CliError(
      `there is no parameter ${path}; there are ${(near.length > 0 ? near : known).join(', ')}`,
      2,
    );
  }
  const reading = readRange(text.slice(at + 1), target);
  if ('wrong' in reading) throw new CliError(`--vary ${path}: ${sentence(reading.wrong)}`, 2);
  return { path: target.path, range: reading.range };
}

const methodOf: { readonly [K in Method['kind']]: (options: Options, epochs: number) => Method } = {
  grid: () => ({ kind: 'grid' }),
  random: ({ trials, seed }) => ({ kind: 'random', trials, seed }),
  halving: ({ trials, seed, eta, minEpochs }, maxEpochs) => ({
    kind: 'halving',
    trials,
    seed,
    eta,
    minEpochs,
    maxEpochs,
  }),
};

/** Best first; what has no score last, in the order of the plan. */
const ranked = (points: readonly SweepPoint[]): readonly SweepPoint[] =>
  [...points].sort((a, b) => (b.score ?? Number.NEGATIVE_INFINITY) - (a.score ?? Number.NEGATIVE_INFINITY));

function report(sweep: SweepInfo): Result {
  const front = new Set(paretoFront(sweep.points).map(({ point }) => point));
  const paths = sweep.spec.varied.map(({ path }) => path);
  const accurate = sweep.points.some(({ last }) => last?.accuracy != null);
  return {
    json: { ...sweep, pareto: [...front] },
    lines: [
      ...table(
        [...paths, accurate ? 'val. accuracy' : 'score', 'test', 'parameters', 'epochs', 'front', 'run'],
        ranked(sweep.points).map((point) => [
          ...paths.map((path) => writeSetting(point.values[path])),
          point.score === null ? point.state : accurate ? percent(point.score) : point.score.toFixed(4),
          point.test?.accuracy == null ? '-' : percent(point.test.accuracy),
          point.params,
          point.epochs,
          front.has(point.point) ? '*' : '',
          point.run ?? point.message,
        ]),
      ),
      '',
      '* no other has at most as many parameters and is better',
    ],
  };
}

/** Resolves when the sweep is over. */
function follow(client: EngineClient, started: Promise<SweepInfo>, tell: (sweep: SweepInfo) => void) {
  return new Promise<SweepInfo>((resolve, reject) => {
    client.on('sweep.changed', ({ sweep }) => {
      tell(sweep);
      if (sweep.state === 'running') return;
      // What trains when it is stopped is waited for.
      void client.call('queue.list', {}).then(({ items }) => {
        if (items.length === 0) resolve(sweep);
      }, reject);
    });
    client.onClose((reason) => reject(new CliError(`the engine is gone: ${reason}`)));
    // One that was finished already changes no more.
    started.then((sweep) => sweep.state !== 'running' && resolve(sweep), reject);
  });
}

/** What is asked of the engine. */
interface Wanted {
  /** How many combinations and epochs it comes to. */
  readonly words: string;
  begin(client: EngineClient, bar: Bar): Promise<SweepInfo>;
}

async function aNewOne({ stderr }: Context, reference: string, options: Options): Promise<Wanted> {
  const loaded = withData(await loadDocument(reference, stderr), options.dataset);
  const { training } = loaded;
  const document = { ...loaded, training: { ...training, epochs: options.epochs ?? training.epochs } };
  const spec: SweepSpec = {
    varied: options.vary.map((text) => readVary(document, text)),
    method: methodOf[options.method](options, document.training.epochs),
  };
  const reading = planSweep(document, spec);
  if ('wrong' in reading) throw new CliError(sentence(reading.wrong), 2);
  const { plan } = reading;
  return {
    words: `${plan.points.length} combinations, ${epochsInAll(plan)} epochs in all`,
    async begin(client, bar) {
      await client.call('datasets.prepare', { dataset: document.data!.dataset }, ({ phase, done, total }) =>
        bar.update(phase, done, total),
      );
      const { sweep } = await client.call('sweep.start', { document: serializeDocument(document), spec });
      bar.say(`sweep ${sweep.sweep}; if it is cut off: convas sweep --resume ${sweep.sweep}`);
      return sweep;
    },
  };
}

const anEarlierOne = (sweep: string): Wanted => ({
  words: `going on with sweep ${sweep}`,
  begin: async (client) => (await client.call('sweep.resume', { sweep })).sweep,
});

function wantedOf(context: Context, reference: string | undefined, options: Options): Promise<Wanted> {
  const { resume, vary } = options;
  if (resume === undefined) {
    if (reference === undefined) throw new CliError("name a document: a template's id or a .convas file", 2);
    if (vary.length === 0) throw new CliError('say what to vary: --vary C1.filters=4,6,8', 2);
    return aNewOne(context, reference, options);
  }
  if (reference === undefined && vary.length === 0) return Promise.resolve(anEarlierOne(resume));
  throw new CliError('a sweep goes on as it was laid out: give --resume no document and nothing to vary', 2);
}

async function runSweep(context: Context, reference: string | undefined, options: Options): Promise<Result> {
  const wanted = await wantedOf(context, reference, options);
  await readyKernels(context.stderr, options.backend);
  const bar = progressBar(context.stderr);
  bar.say(wanted.words);
  try {
    return await withEngine({ backend: options.backend }, async ({ client }) => {
      const starting = wanted.begin(client, bar);
      let latest: SweepInfo | null = null;
      const ending = follow(client, starting, (now) => {
        latest = now;
        const settled = now.points.filter(({ state }) => state !== 'waiting').length;
        const best = ranked(now.points)[0]?.score ?? null;
        const note = best === null ? '' : `best ${best.toFixed(4)}`;
        const rung = now.rungs.length > 1 ? `rung ${now.rung + 1} of ${now.rungs.length}` : 'combinations';
        bar.update(rung, settled, now.points.length, note);
      });
      const release = onInterrupt(() => {
        bar.say('stopping after the running training; once more to leave at once');
        if (latest) client.call('sweep.stop', { sweep: latest.sweep }).catch(() => {});
      });
      return report(await ending.finally(release));
    });
  } finally {
    bar.end();
  }
}

const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text];

export const sweepCommand: AddCommand = (program, run) => {
  const command = program
    .command('sweep')
    .argument('[document]', "a template's id or a .convas file")
    .option('--vary <parameter=values>', 'what to vary; may be given several times', collect, [])
    .addOption(
      new Option('--method <method>', 'which combinations')
        .choices(['grid', 'random', 'halving'])
        .default('grid'),
    )
    .option('--trials <n>', 'how many combinations are drawn (random, halving)', positiveInteger, 9)
    .option('--seed <n>', 'of the draw', wholeNumber, 1)
    .option('--eta <n>', 'halving: one of so many goes on, so many times longer', positiveInteger, 3)
    .option('--min-epochs <n>', 'halving: epochs that all of them get', positiveInteger, 1)
    .option('--epochs <n>', 'epochs of each; with halving, of the last', positiveInteger)
    .option('--dataset <dataset>', "a dataset's id or a path")
    .option('--resume <sweep>', 'train what is missing of a sweep that was stopped or cut off')
    .addOption(new Option('--backend <backend>', 'what computes').choices(['native', 'wasm', 'cpu']))
    .description('train a network with many values of its parameters and settings')
    .addHelpText(
      'after',
      `
Values: a list, C1.filters=4,6,8 or C1.activation=relu,tanh or C1.kernelSize=3x3,5x5; or an interval with
the number of its values, training.learningRate=log:1e-4..1e-2:5 or S2.rate=lin:0..0.5:3. Fractions with a
decimal comma take semicolons between them: 'S2.rate=0,25; 0,5'.

Ctrl-C stops after the running training. What was stopped, or killed, goes on with --resume: its runs from
their checkpoints, to the same weights.`,
    );
  run(command, (context, reference, given) =>
    runSweep(context, reference as string | undefined, given as unknown as Options),
  );
};
