import { join, resolve } from 'node:path';
import { createRunStore } from '../../engine/runs/run-store.ts';
import { codeOf } from '../../files/errors.ts';
import { type JobEngine, jobEngines, type Precision, precisions } from '../../job/engines.ts';
import { writeJob } from '../../job/folder.ts';
import { prepareJob } from '../../job/prepare.ts';
import { JobError } from '../../job/refuse.ts';
import { runJob } from '../../job/run.ts';
import { text } from '../../text/language.ts';
import { message, sentence } from '../../text/message.ts';
import { type AddCommand, argument, type Context, choosing, option, positiveInteger } from '../command.ts';
import { loadDocument, withData } from '../document.ts';
import { runsFolder, withEngine } from '../engine.ts';
import { fixed } from '../figures.ts';
import { onInterrupt } from '../interrupt.ts';
import { CliError, type Result, scoresInWords } from '../output.ts';
import { progressBar } from '../progress.ts';
import { addTrainingOptions, type TrainingFlags, withTraining } from '../training-options.ts';

interface Options extends TrainingFlags {
  readonly engine?: JobEngine;
  readonly workers?: number;
  readonly out?: string;
  readonly dataset?: string;
  readonly precision?: Precision;
  readonly run?: boolean;
  readonly address?: string;
}

const python = (): string => process.env['CONVAS_PYTHON'] || 'python3';

/** Its scores on the test split, kept with it as a training keeps them. */
async function test(run: string) {
  return withEngine({}, async ({ client }) => {
    const { loss, accuracy } = await client.call('runs.evaluate', { run });
    const store = createRunStore({ folder: runsFolder(), byPath: true });
    const scores = { loss, accuracy };
    await store.change(await store.folderOf(run), (record) => ({ ...record, test: scores }));
    return scores;
  });
}

async function job({ stderr }: Context, reference: string, options: Options): Promise<Result> {
  const { engine, workers = 2, out, address, precision } = options;
  const words = text.commands.job;
  if (engine === undefined || out === undefined) throw new CliError(message('cli.job-needs'), 2);
  const document = withData(withTraining(await loadDocument(reference, stderr), options), options.dataset);
  const folder = resolve(out);
  const bar = progressBar(stderr);
  const stop = new AbortController();
  const release = onInterrupt(() => stop.abort());
  try {
    const prepared = await prepareJob(document, precision);
    const files = await writeJob(folder, prepared, { engine, workers }).catch((error: unknown) => {
      if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error)))
        throw new CliError(message('cli.job-folder', { folder }));
      throw error;
    });
    bar.print(words.written({ files: files.length, folder }));
    if (!options.run) {
      return {
        json: { files: files.map((name) => join(folder, name)), submitted: false, run: null },
        lines: files,
      };
    }
    const run = await runJob(folder, prepared, {
      engine,
      workers,
      python: python(),
      runsFolder: runsFolder(),
      address: address ?? null,
      signal: stop.signal,
      onStart: (count, step) => bar.print(words.begun({ workers: count, step })),
      onStep: (step, loss) => bar.update(words.training, step, prepared.steps, fixed(loss, 4)),
      onEpoch: ({ epoch, valLoss, valAccuracy, metrics: _, ...own }) =>
        bar.print(
          words.epoch({
            epoch,
            scores: scoresInWords(own, prepared.checked.target === 'input'),
            validation:
              valLoss === null
                ? null
                : scoresInWords(
                    { loss: valLoss, accuracy: valAccuracy },
                    prepared.checked.target === 'input',
                  ),
          }),
        ),
    });
    const scores = await test(run);
    return {
      json: { files: files.map((name) => join(folder, name)), submitted: true, run, test: scores },
      lines: [words.run({ run }), scoresInWords(scores, prepared.checked.target === 'input')],
    };
  } catch (error) {
    if (error instanceof JobError) throw new CliError(sentence(error.text));
    throw error;
  } finally {
    release();
    bar.end();
  }
}

export const jobCommand: AddCommand = (program, run) => {
  const words = text.commands.job;
  const command = program
    .command('job')
    .addArgument(argument(words.arguments.document))
    .addOption(choosing(option('--engine', words.options.engine), jobEngines))
    .addOption(option('--workers', words.options.workers).argParser(positiveInteger))
    .addOption(option('--out', words.options.out))
    .addOption(option('--dataset', words.options.dataset))
    .addOption(choosing(option('--precision', words.options.precision), precisions).default('float32'))
    .addOption(option('--run', words.options.run))
    .addOption(option('--address', words.options.address))
    .description(words.description);
  addTrainingOptions(command);
  run(command, (context, document, given) => job(context, document as string, given as Options));
};
