import { writeSetting } from '../../document/compare/words.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import type { EngineClient } from '../../protocol/client.ts';
import type { SweepInfo, SweepPoint } from '../../protocol/sweeps.ts';
import { paretoFront } from '../../sweep/outcome.ts';
import { epochsInAll, planSweep } from '../../sweep/plan.ts';
import { readRange } from '../../sweep/ranges.ts';
import type { Method, SweepSpec } from '../../sweep/spec.ts';
import { targetOf, targetsOf } from '../../sweep/targets.ts';
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
import { onInterrupt } from '../interrupt.ts';
import { readyKernels } from '../kernels.ts';
import { CliError, type Result, table } from '../output.ts';
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
function readVary(document: ConvasDocument, vary: string): SweepSpec['varied'][number] {
  const at = vary.indexOf('=');
  if (at < 1) throw new CliError(message('cli.vary-wrong', { text: vary }), 2);
  const path = vary.slice(0, at);
  const target = targetOf(document, path);
  if (!target) {
    const known = targetsOf(document).map((other) => other.path);
    const owner = `${path.split('.')[0]}.`;
    const near = known.filter((other) => other.startsWith(owner));
    throw new CliError(
      message('cli.no-parameter', { path, known: (near.length > 0 ? near : known).join(', ') }),
      2,
    );
  }
  const reading = readRange(vary.slice(at + 1), target);
  if ('wrong' in reading)
    throw new CliError(message('cli.option-wrong', { option: `--vary ${path}`, reason: reading.wrong }), 2);
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
    client.onClose((reason) => reject(new CliError(message('cli.engine-gone', { reason }))));
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
    varied: options.vary.map((vary) => readVary(document, vary)),
    method: methodOf[options.method](options, document.training.epochs),
  };
  const reading = planSweep(document, spec);
  if ('wrong' in reading) throw new CliError(sentence(reading.wrong), 2);
  const { plan } = reading;
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

async function runSweep(context: Context, reference: string | undefined, options: Options): Promise<Result> {
  const wanted = await wantedOf(context, reference, options);
  await readyKernels(context.stderr, options.backend);
  const words = text.commands.sweep;
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
        const note = best === null ? '' : words.best({ score: fixed(best, 4) });
        const rung =
          now.rungs.length > 1
            ? words.rung({ rung: now.rung + 1, rungs: now.rungs.length })
            : words.combinations;
        bar.update(rung, settled, now.points.length, note);
      });
      const release = onInterrupt(() => {
        bar.say(words.stopping);
        if (latest) client.call('sweep.stop', { sweep: latest.sweep }).catch(() => {});
      });
      return report(await ending.finally(release));
    });
  } finally {
    bar.end();
  }
}

const collect = (vary: string, before: readonly string[]): readonly string[] => [...before, vary];

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
    .addOption(choosing(option('--backend', options.backend), backends))
    .description(description)
    .addHelpText('after', `\n${after}`);
  run(command, (context, reference, given) =>
    runSweep(context, reference as string | undefined, given as unknown as Options),
  );
};
