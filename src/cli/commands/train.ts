import { InvalidArgumentError, Option } from 'commander';
import { datasetInfo } from '../../datasets/registry.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import { analyze } from '../../network/analyze.ts';
import type { EngineClient } from '../../protocol/client.ts';
import type { EpochRecord, PretrainedLayer, RunState, RunSummary } from '../../protocol/data.ts';
import type { ForkPoint } from '../../protocol/fork.ts';
import type { AddCommand, Context } from '../command.ts';
import { documentFrom, loadDocument, withData } from '../document.ts';
import { withEngine } from '../engine.ts';
import { forecastTime, knownPace, type TimeForecast, timeAsJson, timeInWords } from '../forecast.ts';
import { onInterrupt } from '../interrupt.ts';
import { kernelsFor, kernelsInWords, kernelsToResume, readyKernels } from '../kernels.ts';
import { CliError, metricTitle, percent, type Result, scoresInWords, table } from '../output.ts';
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
function forkPointOf(text: string): ForkPoint {
  const [, run, steps] = /^(.+?)(?:@(\d+))?$/.exec(text) ?? [];
  if (run === undefined) throw new InvalidArgumentError('It must name a run: RUN or RUN@STEPS.');
  return { run, steps: steps === undefined ? null : Number(steps) };
}

/** The document with what the command line says otherwise. */
function withOptions(document: ConvasDocument, options: Options): ConvasDocument {
  return withData(withTraining(document, options), options.dataset);
}

const settled: ReadonlySet<RunState> = new Set(['finished', 'stopped', 'diverged', 'failed', 'interrupted']);

interface Ending {
  readonly state: RunState;
  readonly message: string;
  /** Why its last weights are not on disk; empty where they are. */
  readonly unsaved: string;
}

/** Follows a run to its end, drawing how far it is; an interrupt stops it after the running step. */
function follow(client: EngineClient, run: Promise<string>, bar: Bar): Promise<Ending> {
  return new Promise((resolve, reject) => {
    let mine = '';
    let unsaved = '';
    client.on('train.pretraining', (report) => {
      const { name, index, count, epoch, epochs, batch, batches, loss, imagesPerSecond } = report;
      const note = `error ${loss.at(-1)?.toFixed(4) ?? '-'}, ${Math.round(imagesPerSecond)} images/s`;
      bar.update(
        `pretraining ${name}, ${index} of ${count}, epoch ${epoch} of ${epochs}`,
        batch,
        batches,
        note,
      );
    });
    client.on('train.pretrained', ({ record: { name, losses, seconds } }) =>
      bar.say(
        `pretrained ${name}, epoch ${losses.length}: reconstruction error ${losses.at(-1)!.toFixed(4)} ` +
          `(${seconds.toFixed(1)} s)`,
      ),
    );
    client.on('train.batches', ({ epoch, epochs, batch, batches, loss, imagesPerSecond, secondsLeft }) => {
      const note = `loss ${loss.at(-1)?.toFixed(4) ?? '-'}, ${Math.round(imagesPerSecond)} images/s`;
      const left = secondsLeft === null ? '' : `, ${duration(secondsLeft)} left in all`;
      bar.update(`epoch ${epoch} of ${epochs}`, batch, batches, note + left);
    });
    client.on('train.epoch', ({ record }) => {
      const { epoch, valLoss, valAccuracy, metrics, seconds, imagesPerSecond } = record;
      const { metrics: _ofValidation, ...own } = record;
      const held = valLoss === null ? null : { loss: valLoss, accuracy: valAccuracy, metrics };
      const validation = held ? `, validation ${scoresInWords(held)}` : '';
      bar.say(
        `epoch ${epoch}: ${scoresInWords(own)}${validation} ` +
          `(${seconds.toFixed(1)} s, ${Math.round(imagesPerSecond)} images/s)`,
      );
    });
    client.on('train.unsaved', ({ message }) => {
      unsaved = message;
      bar.say(message || 'the weights can be written again');
    });
    client.on('train.state', ({ run: told, state, message }) => {
      if (mine !== '' && told !== mine) return;
      if (settled.has(state)) resolve({ state, message, unsaved });
      else if (message) bar.say(message);
    });
    client.onClose((reason) => reject(new CliError(`the engine is gone: ${reason}`)));
    run.then((id) => {
      mine = id;
    }, reject);
  });
}

type Column = readonly [head: string, cell: (record: EpochRecord) => string | number];

const fixed = (loss: number | null): string => loss?.toFixed(4) ?? '-';
const share = (accuracy: number | null): string => (accuracy === null ? '-' : percent(accuracy));

const scoreColumns: readonly Column[] = [
  ['loss', ({ loss }) => fixed(loss)],
  ['accuracy', ({ accuracy }) => share(accuracy)],
  ['validation loss', ({ valLoss }) => fixed(valLoss)],
  ['validation accuracy', ({ valAccuracy }) => share(valAccuracy)],
];
/** Of a network that gives back its input. */
const errorColumns: readonly Column[] = [
  ['reconstruction error', ({ loss }) => fixed(loss)],
  ['validation error', ({ valLoss }) => fixed(valLoss)],
];

/** What else was measured on the validation split. */
const metricColumns = (epochs: readonly EpochRecord[]): Column[] =>
  Object.keys(epochs.at(-1)?.metrics ?? {}).map((name) => [
    metricTitle(name),
    ({ metrics }) => metrics?.[name]?.toFixed(4) ?? '-',
  ]);

function epochTable(epochs: readonly EpochRecord[]): string[] {
  const columns: readonly Column[] = [
    ['epoch', ({ epoch }) => epoch],
    ...(epochs.some(({ accuracy }) => accuracy === null) ? errorColumns : scoreColumns),
    ...metricColumns(epochs),
    ['seconds', ({ seconds }) => seconds.toFixed(1)],
    ['images/s', ({ imagesPerSecond }) => Math.round(imagesPerSecond)],
  ];
  return table(
    columns.map(([head]) => head),
    epochs.map((record) => columns.map(([, cell]) => cell(record))),
  );
}

const pretrainingTable = (layers: readonly PretrainedLayer[]): string[] =>
  table(
    ['pretrained', 'decoder', 'first error', 'last error', 'seconds'],
    layers.map(({ name, decoder, losses, seconds }) => [
      name,
      decoder,
      fixed(losses[0] ?? null),
      fixed(losses.at(-1) ?? null),
      seconds.toFixed(1),
    ]),
  );

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
      ...epochTable(epochs),
      '',
      ...(test ? [`test: ${scoresInWords(test)}`] : []),
      ...(!test && state === 'finished' ? ['nothing could be measured on a test split'] : []),
      ...(parent ? [`started from run ${parent.run}, step ${parent.steps}`] : []),
      ...(kernels ? [`kernels: ${kernelsInWords(kernels)}`] : []),
      `run ${run} (${engine.backend}, ${engine.step}), ${duration(seconds)}`,
    ],
  };
}

/** What training will take, where it was measured before: nobody waits for that who wants to train. */
async function forecastFor(document: ConvasDocument): Promise<TimeForecast | null> {
  const { sampleShape, classes } = await datasetInfo(document.data!.dataset);
  const { network } = analyze(document, { sampleShape, classes: classes.length });
  const pace = network && (await knownPace(document));
  return pace && forecastTime(document, network, pace);
}

async function train({ stderr }: Context, reference: string, options: Options): Promise<Result> {
  const document = await loadDocument(reference, stderr);
  const { backend, step, out, resume, from } = options;
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
        bar.update(phase, done, total),
      );
      const engine = await client.call('engine.info', {});
      if (engine.reason && backend === undefined) bar.say(`training on ${engine.backend}: ${engine.reason}`);
      if (step !== undefined && step !== engine.step) {
        throw new CliError(
          `there is no ${step} step on ${engine.backend}: ${engine.reason || 'steps run op by op'}`,
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
      const ending = follow(client, starting, bar);
      const release = onInterrupt(() => {
        bar.say('stopping after the running step; once more to leave at once');
        starting.then((run) => client.call('train.stop', { run })).catch(() => {});
      });
      const { state, message, unsaved } = await ending.finally(release);
      const run = await starting;
      const well = state === 'finished' || state === 'stopped';
      if (!well || unsaved !== '') {
        // A run that never began has left nothing behind that could be asked for more.
        const reason = unsaved || message || 'without a reason';
        throw new CliError(`run ${run}${well ? '' : ` ${state}`}: ${reason}`);
      }
      const { summary } = await client.call('runs.get', { run });
      if (message !== '') bar.say(message);
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
  return documentFrom((await client.call('runs.get', { run })).document, `run ${run}`);
}

export const trainCommand: AddCommand = (program, run) => {
  const command = program
    .command('train')
    .argument('<document>', "a template's id or a .convas file")
    .option('--dataset <dataset>', "a dataset's id or a path");
  addTrainingOptions(command)
    .addOption(new Option('--backend <backend>', 'what computes').choices(['native', 'wasm', 'cpu']))
    .addOption(new Option('--step <step>', 'how a step runs').choices(['compiled', 'eager']))
    .option('--resume <run>', 'go on with a run that was stopped or cut off')
    .addOption(
      new Option('--from <run[@steps]>', "start a new run with another's weights, or those of a checkpoint")
        .argParser(forkPointOf)
        .conflicts('resume'),
    )
    .option('--out <folder>', 'keep the run in this folder')
    .description('train a network; what is not given is as the document says')
    .addHelpText(
      'after',
      '\nCtrl-C stops after the running step and keeps the run; once more leaves at once.',
    );
  run(command, (context, reference, given) => train(context, reference as string, given as Options));
};
