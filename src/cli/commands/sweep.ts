import { resolve } from 'node:path';
import { writeSetting } from '../../document/compare/words.ts';
import type { EngineClient } from '../../protocol/client.ts';
import type { SweepInfo } from '../../protocol/sweeps.ts';
import { paretoFront } from '../../sweep/outcome.ts';
import { epochsInAll } from '../../sweep/plan.ts';
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
import { fixed, percent } from '../figures.ts';
import { CliError, type Result, table } from '../output.ts';
import { type Bar, progressBar } from '../progress.ts';
import { type Cluster, clusters, collectPoints, sweepFolder, trainOnRay } from '../sweep-elsewhere.ts';
import {
  beginSweep,
  checkedPlan,
  collect,
  followSweep,
  loadVaried,
  progressOf,
  ranked,
  readVary,
  scoresAreAccuracies,
  scoreText,
  withSweepEngine,
} from '../sweeping.ts';

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
  readonly on?: Cluster;
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
  const accurate = scoresAreAccuracies(sweep);
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
          point.score === null ? words.states[point.state] : scoreText(point.score, accurate),
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
interface SweepStart {
  /** How many combinations and epochs it comes to. */
  readonly words: string;
  begin(client: EngineClient, bar: Bar): Promise<SweepInfo>;
}

/** The document with its data and epochs, what is varied of it, and what that amounts to. @throws CliError */
async function planned(context: Context, reference: string, options: Options) {
  const document = await loadVaried(context, reference, options);
  const spec: SweepSpec = {
    varied: options.vary.map((vary) => readVary(document, vary)),
    method: methodOf[options.method](options, document.training.epochs),
  };
  return { document, spec, plan: checkedPlan(document, spec) };
}

async function newSweep(context: Context, reference: string, options: Options): Promise<SweepStart> {
  const { document, spec, plan } = await planned(context, reference, options);
  return {
    words: text.commands.sweep.planned({ combinations: plan.points.length, epochs: epochsInAll(plan) }),
    async begin(client, bar) {
      const sweep = await beginSweep(client, document, spec, bar);
      bar.print(text.commands.sweep.started({ sweep: sweep.sweep }));
      return sweep;
    },
  };
}

const resumedSweep = (sweep: string): SweepStart => ({
  words: text.commands.sweep.resuming({ sweep }),
  begin: async (client) => (await client.call('sweep.resume', { sweep })).sweep,
});

function sweepStartOf(
  context: Context,
  reference: string | undefined,
  options: Options,
): Promise<SweepStart> {
  const { resume, vary } = options;
  if (resume === undefined) {
    if (reference === undefined) throw new CliError(message('cli.name-a-document'), 2);
    if (vary.length === 0) throw new CliError(message('cli.nothing-to-vary'), 2);
    return newSweep(context, reference, options);
  }
  if (reference === undefined && vary.length === 0) return Promise.resolve(resumedSweep(resume));
  throw new CliError(message('cli.resume-as-planned'), 2);
}

/** Has other machines train the combinations: from a folder that they share. */
async function sweepElsewhere(
  context: Context,
  reference: string | undefined,
  { on, out, ...options }: Options & { readonly on: Cluster },
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
    if (on === 'slurm' && missing.length > 0) bar.print(words.submit({ folder, missing: missing.length }));
    if (on === 'ray' && missing.length > 0) {
      let settled = 0;
      await trainOnRay(folder, missing, options.address, ({ point, status, printed }) => {
        settled += 1;
        bar.update(words.combinations, settled, missing.length, '');
        if (status !== 0)
          bar.print(words.failedThere({ point, printed: printed.trim().split('\n').at(-1) ?? '' }));
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
  const wanted = await sweepStartOf(context, reference, options);
  const words = text.commands.sweep;
  return withSweepEngine(context, options.backend, async (client, bar) => {
    bar.print(wanted.words);
    const notify = (now: SweepInfo): void => {
      const { settled, best } = progressOf(now);
      const note = best === null ? '' : words.best({ score: fixed(best, 4) });
      const rung =
        now.rungs.length > 1
          ? words.rung({ rung: now.rung + 1, rungs: now.rungs.length })
          : words.combinations;
      bar.update(rung, settled, now.points.length, note);
    };
    const begin = () => wanted.begin(client, bar);
    return report(await followSweep(client, begin, notify, () => bar.print(words.stopping)));
  });
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
    .addOption(choosing(option('--on', options.on), clusters))
    .addOption(option('--out', options.out))
    .addOption(option('--address', options.address))
    .addOption(choosing(option('--backend', options.backend), backends))
    .description(description)
    .addHelpText('after', `\n${after}`);
  run(command, (context, reference, given) =>
    runSweep(context, reference as string | undefined, given as unknown as Options),
  );
};
