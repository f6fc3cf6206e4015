import { join } from 'node:path';
import { writeSetting } from '../../document/compare/words.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import type { EngineClient } from '../../protocol/client.ts';
import type { SweepInfo, SweepPoint } from '../../protocol/sweeps.ts';
import { writeRange } from '../../sweep/ranges.ts';
import { frontOf, goalsOf } from '../../sweep/search/goals.ts';
import { markedSpace, suggestSpace } from '../../sweep/search/suggest.ts';
import { type Cost, costs, type SearchMethod, type SweepSpec, strategies } from '../../sweep/spec.ts';
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
import { fixed } from '../figures.ts';
import { CliError, type Result, table } from '../output.ts';
import {
  beginSweep,
  checkedPlan,
  collect,
  followSweep,
  loadVaried,
  progressOf,
  readVary,
  scoresAreAccuracies,
  scoreText,
  withSweepEngine,
} from '../sweeping.ts';
import { writeFolder } from '../write.ts';

interface Options {
  readonly vary: readonly string[];
  readonly strategy: SearchMethod['strategy'];
  readonly trials: number;
  readonly seed: number;
  readonly population: number;
  readonly sample: number;
  readonly cost: readonly Cost[];
  readonly eta: number;
  readonly minEpochs?: number;
  readonly epochs?: number;
  readonly dataset?: string;
  readonly backend?: 'native' | 'wasm' | 'cpu';
  readonly resume?: string;
  readonly out?: string;
  readonly space?: boolean;
}

const searchOf = ({ spec }: SweepInfo): SearchMethod | null =>
  spec.method.kind === 'search' ? spec.method : null;

/** What is varied, one to a line. */
const spaceLines = (varied: SweepSpec['varied']): string[] =>
  table(
    [text.commands.search.columns.parameter, text.commands.search.columns.values],
    varied.map(({ path, range }) => [path, writeRange(range)]),
  );

/** What of a trial differs from the network that the search began with: the first trial. */
const differences = (point: SweepPoint, first: SweepPoint): string =>
  Object.entries(point.values)
    .filter(([path, value]) => JSON.stringify(value) !== JSON.stringify(first.values[path]))
    .map(([path, value]) => `${path}=${writeSetting(value)}`)
    .join(' ') || text.commands.search.asItIs;

function figuresOf(point: SweepPoint, cost: Cost): string | number {
  if (cost === 'params') return point.params;
  const value = point.figures?.[cost];
  if (value === null || value === undefined) return '-';
  return cost === 'memory'
    ? `${fixed(value / 1e6, 0)} MB`
    : cost === 'latency'
      ? `${fixed(value, 2)} ms`
      : value;
}

/** The trials that no other beats, smallest first. */
function frontPoints(sweep: SweepInfo): readonly SweepPoint[] {
  const own = searchOf(sweep)?.costs ?? [];
  const front = frontOf(sweep.points, (point) => goalsOf(point, own));
  return [...front].sort((a, b) => a.params - b.params);
}

function report(sweep: SweepInfo, written: readonly string[]): Result {
  const words = text.commands.search;
  const front = frontPoints(sweep);
  const [first] = sweep.points;
  const own = searchOf(sweep)?.costs ?? [];
  const accurate = scoresAreAccuracies(sweep);
  const row = (point: SweepPoint) => [
    point.point,
    point.score === null ? '-' : scoreText(point.score, accurate),
    ...own.map((cost) => figuresOf(point, cost)),
    point.epochs,
    differences(point, first!),
    point.run ?? '',
  ];
  return {
    json: { ...sweep, pareto: front.map(({ point }) => point), written },
    lines: [
      ...(sweep.state === 'stopped' && sweep.message !== '' ? [sentence(sweep.message), ''] : []),
      words.front({ front: front.length, trials: sweep.points.length }),
      ...table(
        [
          words.columns.trial,
          accurate ? words.columns.accuracy : words.columns.score,
          ...own.map((cost) => words.costs[cost]),
          words.columns.epochs,
          words.columns.differs,
          words.columns.run,
        ],
        front.map(row),
      ),
      ...(written.length > 0 ? ['', words.written({ count: written.length })] : []),
    ],
  };
}

/** Writes each network of the front as a document, named by its trial. */
async function writeFront(
  client: EngineClient,
  sweep: SweepInfo,
  folder: string,
): Promise<readonly string[]> {
  const files: { readonly name: string; readonly bytes: string }[] = [];
  for (const { point, run } of frontPoints(sweep)) {
    if (run === null) continue;
    const { document } = await client.call('runs.get', { run });
    files.push({ name: `trial-${point}.convas`, bytes: document });
  }
  await writeFolder(folder, files);
  return files.map(({ name }) => join(folder, name));
}

function specOf(document: ConvasDocument, options: Options): SweepSpec {
  const { vary, strategy, trials, seed, population, sample, cost, eta, minEpochs } = options;
  const marked = markedSpace(document);
  const varied =
    vary.length > 0
      ? vary.map((each) => readVary(document, each))
      : marked.length > 0
        ? marked
        : suggestSpace(document);
  if (varied.length === 0) throw new CliError(message('cli.nothing-to-search'), 2);
  return {
    varied: [...varied],
    method: {
      kind: 'search',
      strategy,
      trials,
      seed,
      population,
      sample,
      costs: [...new Set(cost)],
      eta,
      ...(minEpochs !== undefined && { minEpochs }),
    },
  };
}

async function runSearch(context: Context, reference: string | undefined, options: Options): Promise<Result> {
  const { resume, vary } = options;
  if (resume === undefined && reference === undefined) throw new CliError(message('cli.name-a-document'), 2);
  if (resume !== undefined && (reference !== undefined || vary.length > 0))
    throw new CliError(message('cli.resume-as-planned'), 2);
  const document = reference === undefined ? null : await loadVaried(context, reference, options);
  const spec = document && specOf(document, options);
  if (document && spec) {
    checkedPlan(document, spec);
    if (options.space) return { json: { varied: spec.varied }, lines: spaceLines(spec.varied) };
  }
  const words = text.commands.search;
  return withSweepEngine(context, options.backend, async (client, bar) => {
    if (spec) bar.print(words.planned({ parameters: spec.varied.length, trials: options.trials }));
    const begin = async (): Promise<SweepInfo> => {
      if (!document || !spec) return (await client.call('sweep.resume', { sweep: resume! })).sweep;
      const sweep = await beginSweep(client, document, spec, bar);
      bar.print(words.started({ search: sweep.sweep }));
      return sweep;
    };
    const notify = (now: SweepInfo): void => {
      const { settled, best } = progressOf(now);
      bar.update(
        now.rung === 0 ? words.trials : words.rung({ rung: now.rung + 1, rungs: now.rungs.length }),
        settled,
        now.rung === 0 ? now.rungs[0]!.count : now.points.length,
        best === null ? '' : words.best({ score: fixed(best, 4), front: frontPoints(now).length }),
      );
    };
    const done = await followSweep(client, begin, notify, () => bar.print(words.stopping));
    return report(done, options.out ? await writeFront(client, done, options.out) : []);
  });
}

const readCosts = (written: string): readonly Cost[] =>
  written.split(',').map((name) => {
    const cost = costs.find((known) => known === name.trim());
    if (cost) return cost;
    const choices = text.cli.usage.values.choice({ choices: costs.join(', ') });
    throw new CliError(message('cli.option-wrong', { option: '--cost', reason: choices }), 2);
  });

export const searchCommand: AddCommand = (program, run) => {
  const { description, arguments: named, options, after } = text.commands.search;
  const command = program
    .command('search')
    .addArgument(argument(named.document))
    .addOption(option('--vary', options.vary).argParser(collect).default([]))
    .addOption(option('--space', options.space))
    .addOption(choosing(option('--strategy', options.strategy), strategies).default('evolution'))
    .addOption(option('--trials', options.trials).argParser(positiveInteger).default(60))
    .addOption(option('--cost', options.cost).argParser(readCosts).default(['params']))
    .addOption(option('--seed', options.seed).argParser(wholeNumber).default(1))
    .addOption(option('--population', options.population).argParser(positiveInteger).default(15))
    .addOption(option('--sample', options.sample).argParser(positiveInteger).default(8))
    .addOption(option('--min-epochs', options['min-epochs']).argParser(positiveInteger))
    .addOption(option('--eta', options.eta).argParser(positiveInteger).default(3))
    .addOption(option('--epochs', options.epochs).argParser(positiveInteger))
    .addOption(option('--dataset', options.dataset))
    .addOption(option('--out', options.out))
    .addOption(option('--resume', options.resume))
    .addOption(choosing(option('--backend', options.backend), backends))
    .description(description)
    .addHelpText('after', `\n${after}`);
  run(command, (context, reference, given) =>
    runSearch(context, reference as string | undefined, given as unknown as Options),
  );
};
