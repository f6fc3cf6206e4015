import { resolve } from 'node:path';
import { writeSetting } from '../../document/compare/words.ts';
import { serializeDocument } from '../../document/serialize.ts';
import type { EngineClient } from '../../protocol/client.ts';
import type { SweepInfo } from '../../protocol/sweeps.ts';
import { paretoFront } from '../../sweep/outcome.ts';
import { epochsInAll, planSweep } from '../../sweep/plan.ts';
import type { Method, SweepSpec } from '../../sweep/spec.ts';
import { text } from '../../text/language.ts';
import { message, sentence } from '../../text/message.ts';
import {
  type AddCommand,
  argument,
  backends,
  type Context,
  choosing,
  option,
  positiveInteger,
  wholeNumber,
} from '../command.ts';
import { loadDocument, withData } from '../document.ts';
import { withEngine } from '../engine.ts';
import { fixed, percent } from '../figures.ts';
import { readyKernels } from '../kernels.ts';
import { CliError, type Result, table } from '../output.ts';
import { type Bar, progressBar } from '../progress.ts';
import { collectPoints, type Place, places, sweepFolder, trainOnRay } from '../sweep-elsewhere.ts';
import { collect, followSweep, ranked, readVary } from '../sweeping.ts';

/** Methods that know all combinations beforehand. */
type Planned = Exclude<Method['kind'], 'search'>;

interface Options {
  readonly vary: readonly string[];
  readonly method: Planned;
  readonly trials: number;
  readonly seed: number;
  readonly eta: number;
  readonly minEpochs: number;
  readonly dataset?: string;
  readonly epochs?: number;
  readonly backend?: 'native' | 'wasm' | 'cpu';
  readonly resume?: string;
  readonly on?: Place;
  readonly out?: string;
  readonly address?: string;
}

const methodOf: { readonly [K in Planned]: (options: Options, epochs: number) => Method } = {
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

function report(sweep: SweepInfo): Result {
  const words = text.commands.sweep;
  const heads = words.columns;
  const front = new Set(paretoFront(sweep.points).map(({ point }) => point));
  const paths = sweep.spec.varied.map(({ path }) => path);
  const accurate = sweep.points.some(({ last }) => last?.accuracy != null);
  return {
    json: { ...sweep, pareto: [...front] },
    lines: [
      ...table(
        [
          ...paths,
          accurate ? heads.accuracy : heads.score,
          ...[heads.test, heads.params, heads.epochs, heads.front, heads.run],
        ],
        ranked(sweep.points).map((point) => [
          ...paths.map((path) => writeSetting(point.values[path])),
          point.score === null
            ? words.states[point.state]
            : accurate
              ? percent(point.score)
              : fixed(point.score, 4),
          point.test?.accuracy == null ? '-' : percent(point.test.accuracy),
          point.params,
          point.epochs,
          front.has(point.point) ? '*' : '',
          point.run ?? sentence(point.message),
        ]),
      ),
      '',
      words.front,
    ],
  };
}

/** What is asked of the engine. */
interface Wanted {
  /** How many combinations and epochs it comes to. */
  readonly words: string;
  begin(client: EngineClient, bar: Bar): Promise<SweepInfo>;
}

/** The document with its data and epochs, what is varied of it, and what that comes to. @throws CliError */
async function planned({ stderr }: Context, reference: string, options: Options) {
  const loaded = withData(await loadDocument(reference, stderr), options.dataset);
  const { training } = loaded;
  const document = { ...loaded, training: { ...training, epochs: options.epochs ?? training.epochs } };
  const spec: SweepSpec = {
    varied: options.vary.map((vary) => readVary(document, vary)),
    method: methodOf[options.method](options, document.training.epochs),
  };
  const reading = planSweep(document, spec);
  if ('wrong' in reading) throw new CliError(sentence(reading.wrong), 2);
  return { document, spec, plan: reading.plan };
}

async function aNewOne(context: Context, reference: string, options: Options): Promise<Wanted> {
  const { document, spec, plan } = await planned(context, reference, options);
  return {
    words: text.commands.sweep.planned({ combinations: plan.points.length, epochs: epochsInAll(plan) }),
    async begin(client, bar) {
      await client.call('datasets.prepare', { dataset: document.data!.dataset }, ({ phase, done, total }) =>
        bar.update(sentence(phase), done, total),
      );
      const { sweep } = await client.call('sweep.start', { document: serializeDocument(document), spec });
      bar.say(text.commands.sweep.started({ sweep: sweep.sweep }));
      return sweep;
    },
  };
}

const anEarlierOne = (sweep: string): Wanted => ({
  words: text.commands.sweep.resuming({ sweep }),
  begin: async (client) => (await client.call('sweep.resume', { sweep })).sweep,
});

function wantedOf(context: Context, reference: string | undefined, options: Options): Promise<Wanted> {
  const { resume, vary } = options;
  if (resume === undefined) {
    if (reference === undefined) throw new CliError(message('cli.name-a-document'), 2);
    if (vary.length === 0) throw new CliError(message('cli.nothing-to-vary'), 2);
    return aNewOne(context, reference, options);
  }
  if (reference === undefined && vary.length === 0) return Promise.resolve(anEarlierOne(resume));
  throw new CliError(message('cli.resume-as-planned'), 2);
}

/** Has other machines train the combinations: from a folder that they share. */
async function sweepElsewhere(
  context: Context,
  reference: string | undefined,
  { on, out, ...options }: Options & { readonly on: Place },
): Promise<Result> {
  const words = text.commands.sweep;
  if (reference === undefined) throw new CliError(message('cli.name-a-document'), 2);
  if (options.vary.length === 0) throw new CliError(message('cli.nothing-to-vary'), 2);
  if (out === undefined || options.resume !== undefined || options.backend !== undefined)
    throw new CliError(message('cli.sweep-elsewhere-needs'), 2);
  if (options.method === 'halving') throw new CliError(message('cli.halving-elsewhere'), 2);
  const { document, spec, plan } = await planned(context, reference, options);
  const folder = resolve(out);
  const sweep = await sweepFolder(folder, document, spec, plan);
  const before = await collectPoints(folder, sweep);
  const missing = before.points.filter(({ state }) => state === 'waiting').map(({ point }) => point);
  const bar = progressBar(context.stderr);
  try {
    if (on === 'slurm' && missing.length > 0) bar.say(words.submit({ folder, missing: missing.length }));
    if (on === 'ray' && missing.length > 0) {
      let settled = 0;
      await trainOnRay(folder, missing, options.address, ({ point, status, said }) => {
        settled += 1;
        bar.update(words.combinations, settled, missing.length, '');
        if (status !== 0) bar.say(words.failedThere({ point, said: said.trim().split('\n').at(-1) ?? '' }));
      });
    }
    return report(await collectPoints(folder, sweep));
  } finally {
    bar.end();
  }
}

async function runSweep(context: Context, reference: string | undefined, options: Options): Promise<Result> {
  const { on } = options;
  if (on !== undefined) return sweepElsewhere(context, reference, { ...options, on });
  const wanted = await wantedOf(context, reference, options);
  await readyKernels(context.stderr, options.backend);
  const words = text.commands.sweep;
  const bar = progressBar(context.stderr);
  bar.say(wanted.words);
  try {
    return await withEngine({ backend: options.backend }, async ({ client }) => {
      const tell = (now: SweepInfo): void => {
        const settled = now.points.filter(({ state }) => state !== 'waiting').length;
        const best = ranked(now.points)[0]?.score ?? null;
        const note = best === null ? '' : words.best({ score: fixed(best, 4) });
        const rung =
          now.rungs.length > 1
            ? words.rung({ rung: now.rung + 1, rungs: now.rungs.length })
            : words.combinations;
        bar.update(rung, settled, now.points.length, note);
      };
      const begin = () => wanted.begin(client, bar);
      return report(await followSweep(client, begin, tell, () => bar.say(words.stopping)));
    });
  } finally {
    bar.end();
  }
}

export const sweepCommand: AddCommand = (program, run) => {
  const { description, arguments: named, options, after } = text.commands.sweep;
  const command = program
    .command('sweep')
    .addArgument(argument(named.document))
    .addOption(option('--vary', options.vary).argParser(collect).default([]))
    .addOption(choosing(option('--method', options.method), ['grid', 'random', 'halving']).default('grid'))
    .addOption(option('--trials', options.trials).argParser(positiveInteger).default(9))
    .addOption(option('--seed', options.seed).argParser(wholeNumber).default(1))
    .addOption(option('--eta', options.eta).argParser(positiveInteger).default(3))
    .addOption(option('--min-epochs', options['min-epochs']).argParser(positiveInteger).default(1))
    .addOption(option('--epochs', options.epochs).argParser(positiveInteger))
    .addOption(option('--dataset', options.dataset))
    .addOption(option('--resume', options.resume))
    .addOption(choosing(option('--on', options.on), places))
    .addOption(option('--out', options.out))
    .addOption(option('--address', options.address))
    .addOption(choosing(option('--backend', options.backend), backends))
    .description(description)
    .addHelpText('after', `\n${after}`);
  run(command, (context, reference, given) =>
    runSweep(context, reference as string | undefined, given as unknown as Options),
  );
};
