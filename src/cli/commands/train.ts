import { InvalidArgumentError } from 'commander';
import { datasetInfo } from '../../datasets/registry.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import { analyze } from '../../network/analyze.ts';
import { dataShape } from '../../network/data-shape.ts';
import type { EngineClient } from '../../protocol/client.ts';
import type { EpochRecord, PretrainedLayer, RunState, RunSummary } from '../../protocol/data.ts';
import type { ForkPoint } from '../../protocol/fork.ts';
import { text } from '../../text/language.ts';
import { message, sentence, type Text } from '../../text/message.ts';
import { type AddCommand, argument, backends, type Context, choosing, option } from '../command.ts';
import { documentFrom, loadDocument, withData } from '../document.ts';
import { withEngine } from '../engine.ts';
import { count, fixed, percent } from '../figures.ts';
import { forecastTime, knownPace, type TimeForecast, timeAsJson, timeInWords } from '../forecast.ts';
import { onInterrupt } from '../interrupt.ts';
import { kernelsFor, kernelsInWords, kernelsToResume, readyKernels } from '../kernels.ts';
import { CliError, metricTitle, type Result, scoresInWords, table } from '../output.ts';
import { type Bar, duration, progressBar } from '../progress.ts';
import { addTrainingOptions, type TrainingFlags, withTraining } from '../training-options.ts';
import { plainTrouble, troublesOf, watchTroubles } from '../troubles.ts';

interface Options extends TrainingFlags {
  readonly dataset?: string;
  readonly backend?: 'native' | 'wasm' | 'cpu';
  readonly step?: 'compiled' | 'eager';
  readonly resume?: string;
  readonly from?: ForkPoint;
  readonly out?: string;
}

/** `RUN`, or `RUN@STEPS`. */
function forkPointOf(written: string): ForkPoint {
  const [, run, steps] = /^(.+?)(?:@(\d+))?$/.exec(written) ?? [];
  if (run === undefined) throw new InvalidArgumentError(text.cli.usage.values.forkPoint);
  return { run, steps: steps === undefined ? null : Number(steps) };
}

/** The document with what the command line says otherwise. */
function withOptions(document: ConvasDocument, options: Options): ConvasDocument {
  return withData(withTraining(document, options), options.dataset);
}

const settled: ReadonlySet<RunState> = new Set([
  'finished',
  'stopped',
  'diverged',
  'failed',
  'interrupted',
  'imported',
]);

interface Ending {
  readonly state: RunState;
  readonly message: Text;
  /** Why its last weights are not on disk; empty where they are. */
  readonly unsaved: Text;
}

/** Follows a run to its end, drawing how far it is; an interrupt stops it after the running step. */
function follow(
  client: EngineClient,
  run: Promise<string>,
  bar: Bar,
  isReconstruction: boolean,
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    let mine = '';
    let unsaved: Text = '';
    const words = text.commands.train;
    client.on('train.pretraining', (report) => {
      const { name, index, count: layers, epoch, epochs, batch, batches, loss, imagesPerSecond } = report;
      const note = `${words.error({ error: decimals(loss.at(-1)) })}, ${speed(imagesPerSecond)}`;
      bar.update(words.pretraining({ name, index, count: layers, epoch, epochs }), batch, batches, note);
    });
    client.on('train.pretrained', ({ record: { name, losses, seconds } }) =>
      bar.say(
        words.pretrained({
          name,
          epoch: losses.length,
          error: fixed(losses.at(-1)!, 4),
          seconds: fixed(seconds, 1),
        }),
      ),
    );
    client.on('train.batches', ({ epoch, epochs, batch, batches, loss, imagesPerSecond, secondsLeft }) => {
      const note = `${words.loss({ loss: decimals(loss.at(-1)) })}, ${speed(imagesPerSecond)}`;
      const left = secondsLeft === null ? '' : `, ${words.leftInAll({ time: duration(secondsLeft) })}`;
      bar.update(words.epochOf({ epoch, epochs }), batch, batches, note + left);
    });
    client.on('train.epoch', ({ record }) => {
      const { epoch, valLoss, valAccuracy, metrics, seconds, imagesPerSecond } = record;
      const { metrics: _ofValidation, ...own } = record;
      const held = valLoss === null ? null : { loss: valLoss, accuracy: valAccuracy, metrics };
      bar.say(
        words.epoch({
          epoch,
          scores: scoresInWords(own, isReconstruction),
          validation: held && scoresInWords(held, isReconstruction),
          seconds: fixed(seconds, 1),
          rate: count(Math.round(imagesPerSecond)),
        }),
      );
    });
    client.on('train.unsaved', ({ message: reason }) => {
      unsaved = reason;
      bar.say(sentence(reason) || words.writableAgain);
    });
    client.on('train.state', ({ run: told, state, message: reason }) => {
      if (mine !== '' && told !== mine) return;
      if (settled.has(state)) resolve({ state, message: reason, unsaved });
      else if (reason !== '') bar.say(sentence(reason));
    });
    client.onClose((reason) => reject(new CliError(message('cli.engine-gone', { reason }))));
    run.then((id) => {
      mine = id;
    }, reject);
  });
}

const decimals = (value: number | null | undefined): string => (value == null ? '-' : fixed(value, 4));
const speed = (imagesPerSecond: number): string =>
  text.commands.train.speed({ rate: count(Math.round(imagesPerSecond)) });

type Heads = typeof text.commands.train.columns;
type Column = readonly [head: string, cell: (record: EpochRecord) => string | number];

const share = (accuracy: number | null): string => (accuracy === null ? '-' : percent(accuracy));

const scoreColumns = (heads: Heads): readonly Column[] => [
  [heads.loss, ({ loss }) => decimals(loss)],
  [heads.accuracy, ({ accuracy }) => share(accuracy)],
  [heads.valLoss, ({ valLoss }) => decimals(valLoss)],
  [heads.valAccuracy, ({ valAccuracy }) => share(valAccuracy)],
];
/** Of a network that puts out numbers. */
const lossColumns = (heads: Heads): readonly Column[] => [
  [heads.loss, ({ loss }) => decimals(loss)],
  [heads.valLoss, ({ valLoss }) => decimals(valLoss)],
];
/** Of a network that gives back its input. */
const errorColumns = (heads: Heads): readonly Column[] => [
  [heads.error, ({ loss }) => decimals(loss)],
  [heads.valError, ({ valLoss }) => decimals(valLoss)],
];

/** What else was measured on the validation split. */
const metricColumns = (epochs: readonly EpochRecord[]): Column[] =>
  Object.keys(epochs.at(-1)?.metrics ?? {}).map((name) => [
    metricTitle(name),
    ({ metrics }) => decimals(metrics?.[name]),
  ]);

function epochTable({ epochs, target }: RunSummary): string[] {
  const heads = text.commands.train.columns;
  const unanswered = target ? lossColumns : errorColumns;
  const own = epochs.some(({ accuracy }) => accuracy === null) ? unanswered : scoreColumns;
  const columns: readonly Column[] = [
    [heads.epoch, ({ epoch }) => epoch],
    ...own(heads),
    ...metricColumns(epochs),
    [heads.seconds, ({ seconds }) => fixed(seconds, 1)],
    [heads.rate, ({ imagesPerSecond }) => Math.round(imagesPerSecond)],
  ];
  return table(
    columns.map(([head]) => head),
    epochs.map((record) => columns.map(([, cell]) => cell(record))),
  );
}

function pretrainingTable(layers: readonly PretrainedLayer[]): string[] {
  const heads = text.commands.train.pretrainedColumns;
  return table(
    [heads.name, heads.decoder, heads.first, heads.last, heads.seconds],
    layers.map(({ name, decoder, losses, seconds }) => [
      name,
      decoder,
      decimals(losses[0]),
      decimals(losses.at(-1)),
      fixed(seconds, 1),
    ]),
  );
}

function report(
  summary: RunSummary,
  engine: {
    backend: string;
    step: string;
    forecast: unknown;
    troubles: readonly ReturnType<typeof plainTrouble>[];
  },
  directory: string,
): Result {
  const words = text.commands.train;
  const { run, epochs, test, seconds, state, parent, pretraining, kernels = null } = summary;
  return {
    json: {
      run,
      directory,
      state,
      ...(parent && { parent }),
      ...engine,
      kernels,
      ...(pretraining && { pretraining }),
      epochs,
      test,
      seconds,
    },
    lines: [
      ...(pretraining ? [...pretrainingTable(pretraining), ''] : []),
      ...epochTable(summary),
      '',
      ...(test
        ? [words.test({ scores: scoresInWords(test, test.accuracy === null && !summary.target) })]
        : []),
      ...(!test && state === 'finished' ? [words.noTest] : []),
      ...(parent ? [words.startedFrom(parent)] : []),
      ...(kernels ? [`${text.commands.doctor.kernels}: ${sentence(kernelsInWords(kernels))}`] : []),
      words.run({ run, backend: engine.backend, step: engine.step, time: duration(seconds) }),
    ],
  };
}

/** What training will take, where it was measured before: nobody waits for that who wants to train. */
async function forecastFor(document: ConvasDocument): Promise<TimeForecast | null> {
  const { network } = analyze(document, dataShape(await datasetInfo(document.data!.dataset)));
  const pace = network && (await knownPace(document));
  return pace && forecastTime(document, network, pace);
}

async function train({ stderr }: Context, reference: string, options: Options): Promise<Result> {
  const document = await loadDocument(reference, stderr);
  const { backend, step, out, resume, from } = options;
  const words = text.commands.train;
  // A run that goes on keeps its kernels; a new one has those that are the fastest.
  if (resume === undefined) await readyKernels(stderr, backend);
  const load =
    resume === undefined ? kernelsFor(withOptions(document, options)) : await kernelsToResume(resume);
  const bar = progressBar(stderr);
  try {
    return await withEngine({ backend, step, out, load }, async ({ client, directoryOf }) => {
      const source = resume === undefined ? document : await documentOf(client, resume);
      const wanted = withOptions(source, options);
      await client.call('datasets.prepare', { dataset: wanted.data!.dataset }, ({ phase, done, total }) =>
        bar.update(sentence(phase), done, total),
      );
      const engine = await client.call('engine.info', {});
      if (engine.reason && backend === undefined)
        bar.say(words.trainingOn({ backend: engine.backend, reason: sentence(engine.reason) }));
      if (step !== undefined && step !== engine.step) {
        throw new CliError(
          message('cli.no-step', {
            step,
            backend: engine.backend,
            reason: engine.reason || message('cli.op-by-op'),
          }),
        );
      }
      const time = resume === undefined ? await forecastFor(wanted) : null;
      if (time) bar.say(timeInWords(time));
      const starting = client
        .call('train.start', {
          document: serializeDocument(wanted),
          resume: resume ?? null,
          from: from ?? null,
        })
        .then(({ run }) => run);
      watchTroubles(client, wanted, bar.say);
      const ending = follow(client, starting, bar, wanted.data!.target === 'input');
      const release = onInterrupt(() => {
        bar.say(words.stopping);
        starting.then((run) => client.call('train.stop', { run })).catch(() => {});
      });
      const { state, message: told, unsaved } = await ending.finally(release);
      const run = await starting;
      const well = state === 'finished' || state === 'stopped';
      if (!well || unsaved !== '') {
        // A run that never began has left nothing behind that could be asked for more.
        const reason = unsaved || told || message('cli.no-reason');
        throw new CliError(
          well
            ? message('cli.run-unsaved', { run, reason })
            : message('cli.run-ended', { run, state, reason }),
        );
      }
      const { summary } = await client.call('runs.get', { run });
      if (told !== '') bar.say(sentence(told));
      const { rows } = await client.call('runs.health', { run: summary.run });
      const troubles = troublesOf(wanted, rows, summary.epochs).map(plainTrouble);
      return report(
        summary,
        { backend: engine.backend, step: stepOf(summary, engine), forecast: timeAsJson(time), troubles },
        await directoryOf(summary.run),
      );
    });
  } finally {
    bar.end();
  }
}

/** How a run's steps ran; a record of an older version does not say. */
const stepOf = ({ step }: Pick<RunSummary, 'step'>, engine: { readonly step: 'compiled' | 'eager' }) =>
  step ?? engine.step;

/** A run goes on with its own settings, not with those that the document has by now. */
async function documentOf(client: EngineClient, run: string): Promise<ConvasDocument> {
  return documentFrom(
    (await client.call('runs.get', { run })).document,
    message('cli.run-document', { run }),
  );
}

export const trainCommand: AddCommand = (program, run) => {
  const { description, arguments: named, options, after } = text.commands.train;
  const command = program
    .command('train')
    .addArgument(argument(named.document))
    .addOption(option('--dataset', options.dataset));
  addTrainingOptions(command)
    .addOption(choosing(option('--backend', options.backend), backends))
    .addOption(choosing(option('--step', options.step), ['compiled', 'eager']))
    .addOption(option('--resume', options.resume))
    .addOption(option('--from', options.from).argParser(forkPointOf).conflicts('resume'))
    .addOption(option('--out', options.out))
    .description(description)
    .addHelpText('after', `\n${after}`);
  run(command, (context, reference, given) => train(context, reference as string, given as Options));
};
