import { InvalidArgumentError } from 'commander';
import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import { analyze } from '../../network/analyze.ts';
import type { Analysis } from '../../network/network.ts';
import type { RunSummary } from '../../protocol/data.ts';
import type { ForkPoint } from '../../protocol/fork.ts';
import type { Kernels } from '../../protocol/kernels.ts';
import { text } from '../../text/language.ts';
import { message, sentence } from '../../text/message.ts';
import { type AddCommand, argument, backends, type Context, choosing, option } from '../command.ts';
import { documentFrom, loadDocument, withData } from '../document.ts';
import { withEngine } from '../engine.ts';
import { followRun } from '../follow-run.ts';
import { forecastTime, knownPace, type TimeForecast, timeAsJson, timeInWords } from '../forecast.ts';
import { onInterrupt } from '../interrupt.ts';
import { ensureKernels, kernelsFor, runToResume } from '../kernels.ts';
import { CliError, type Result } from '../output.ts';
import { withPreparedData } from '../prepare-data.ts';
import { progressBar } from '../progress.ts';
import { runReport } from '../run-report.ts';
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

/** What is trained, and what it is trained with. */
interface TrainingRequest {
  readonly document: ConvasDocument;
  /** Of the document without its data: for the kernels, the forecast and the troubles. */
  readonly analysis: Analysis;
  readonly kernels: Kernels | null;
}

/**
 * A run is resumed with its own document and kernels; a new one has the named document and the fastest kernels.
 * @throws CliError where neither a document nor a run is named
 */
async function readWanted(
  { stderr }: Context,
  reference: string | undefined,
  options: Options,
): Promise<TrainingRequest> {
  const { resume, backend } = options;
  if (resume !== undefined) {
    const run = await runToResume(resume);
    const document = withOptions(
      documentFrom(run.document, message('cli.run-document', { run: resume })),
      options,
    );
    if (reference !== undefined) stderr.write(`convas: ${text.commands.train.ownDocument({ reference })}\n`);
    return { document, analysis: analyze(document, null), kernels: run.kernels };
  }
  if (reference === undefined) throw new CliError(message('cli.name-document-or-run'), 2);
  const document = withOptions(await loadDocument(reference, stderr), options);
  const analysis = analyze(document, null);
  await ensureKernels(stderr, backend);
  return { document, analysis, kernels: kernelsFor(document, analysis) };
}

/** What training will take, where it was measured before: no one waits for that who wants to train. */
async function forecastFor({ document, analysis }: TrainingRequest): Promise<TimeForecast | null> {
  const pace = analysis.network && (await knownPace(analysis));
  return pace && forecastTime(document, analysis.network!, pace);
}

async function train(context: Context, reference: string | undefined, options: Options): Promise<Result> {
  const { stderr } = context;
  const { backend, step, out, resume, from } = options;
  const words = text.commands.train;
  const wanted = await readWanted(context, reference, options);
  const { document } = wanted;
  const observed = { network: wanted.analysis.network, training: document.training };
  const bar = progressBar(stderr);
  try {
    const load = wanted.kernels;
    return await withEngine({ backend, step, out, load }, async ({ client, directoryOf }) => {
      const ready = await withPreparedData(client, document, bar);
      const { target } = document.data!;
      const engine = await client.call('engine.info', {});
      if (engine.reason && backend === undefined)
        bar.print(words.trainingOn({ backend: engine.backend, reason: sentence(engine.reason) }));
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
      if (time) bar.print(timeInWords(time));
      const starting = client
        .call('train.start', {
          document: serializeDocument(ready),
          resume: resume ?? null,
          from: from ?? null,
        })
        .then(({ run }) => run);
      watchTroubles(client, observed, bar.print);
      const ending = followRun(client, starting, bar, target === 'input');
      const release = onInterrupt(() => {
        bar.print(words.stopping);
        starting.then((run) => client.call('train.stop', { run })).catch(() => {});
      });
      const { state, message: detail, unsaved } = await ending.finally(release);
      const run = await starting;
      const well = state === 'finished' || state === 'stopped';
      if (!well || unsaved !== '') {
        // A run that never began has left nothing behind that could be asked for more.
        const reason = unsaved || detail || message('cli.no-reason');
        throw new CliError(
          well
            ? message('cli.run-unsaved', { run, reason })
            : message('cli.run-ended', { run, state, reason }),
        );
      }
      const { summary } = await client.call('runs.get', { run });
      if (detail !== '') bar.print(sentence(detail));
      const { rows } = await client.call('runs.health', { run: summary.run });
      const troubles = troublesOf(observed, rows, summary.epochs).map(plainTrouble);
      return runReport(
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
  run(command, (context, reference, given) =>
    train(context, reference as string | undefined, given as Options),
  );
};
