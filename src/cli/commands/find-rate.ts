import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import { type AddCommand, type Context, positiveInteger, positiveNumber } from '../command.ts';
import { loadDocument, withData } from '../document.ts';
import { withEngine } from '../engine.ts';
import { onInterrupt } from '../interrupt.ts';
import { CliError, type Result } from '../output.ts';
import { progressBar } from '../progress.ts';

interface Options {
  readonly dataset?: string;
  readonly optimizer?: string;
  readonly from?: number;
  readonly to?: number;
  readonly steps?: number;
}

/** A rate in three figures, without the zeros of `toPrecision`. */
const figure = (rate: number): string => String(Number(rate.toPrecision(3)));

/** Another optimizer's parameters mean something else: they go. */
function withOptimizer(document: ConvasDocument, kind: string | undefined): ConvasDocument {
  const { training } = document;
  if (kind === undefined || kind === training.optimizer.kind) return document;
  return { ...document, training: { ...training, optimizer: { kind, params: {} } } };
}

async function find({ stderr }: Context, reference: string, options: Options): Promise<Result> {
  const document = withOptimizer(
    withData(await loadDocument(reference, stderr), options.dataset),
    options.optimizer,
  );
  const bar = progressBar(stderr);
  const range = {
    ...(options.from !== undefined && { from: options.from }),
    ...(options.to !== undefined && { to: options.to }),
    ...(options.steps !== undefined && { steps: options.steps }),
  };
  try {
    const search = await withEngine({}, async ({ client }) => {
      await client.call('datasets.prepare', { dataset: document.data!.dataset }, ({ phase, done, total }) =>
        bar.update(phase, done, total),
      );
      const pending = client.call(
        'train.findRate',
        { document: serializeDocument(document), ...range },
        ({ rates, smoothed, steps }) =>
          bar.update(
            'trying learning rates',
            rates.length,
            steps,
            `rate ${figure(rates.at(-1) ?? 0)}, loss ${smoothed.at(-1)?.toFixed(4) ?? '-'}`,
          ),
      );
      const release = onInterrupt(() => pending.cancel());
      return pending.finally(release);
    });
    const { suggestion, rates, smoothed, blownUpAt } = search;
    const last = rates.at(-1) ?? 0;
    if (!suggestion) {
      throw new CliError(
        `the loss did not fall at any rate from ${figure(rates[0] ?? 0)} to ${figure(last)}: try --to or more --steps, or another initialisation`,
      );
    }
    const { kind, params } = document.training.optimizer;
    const end = blownUpAt === null ? `held to ${figure(last)}` : `blew up at ${figure(blownUpAt)}`;
    return {
      json: { ...search, optimizer: kind, present: params['learningRate'] ?? null },
      lines: [
        `learning rate ${figure(suggestion.rate)} for ${kind}`,
        `The smoothed loss fell from ${smoothed[0]!.toFixed(4)}, fastest at ${figure(suggestion.steepest)}, least at ${figure(suggestion.least)}, and ${end}.`,
        ...(suggestion.openEnd ? ['It was still falling at the largest rate: look further with --to.'] : []),
      ],
    };
  } finally {
    bar.end();
  }
}

export const findRateCommand: AddCommand = (program, run) => {
  const command = program
    .command('find-rate')
    .argument('<document>', "a template's id or a .convas file")
    .option('--dataset <dataset>', "a dataset's id or a path")
    .option('--optimizer <kind>', 'sgd, momentum, adam, ...')
    .option('--from <x>', 'the smallest rate; 1e-6 if not given', positiveNumber)
    .option('--to <x>', 'the largest rate; 10 if not given', positiveNumber)
    .option('--steps <n>', 'how many rates, one step each; 150 if not given', positiveInteger)
    .description('find a learning rate: train a few steps with rising rates and read the loss')
    .addHelpText('after', '\nThe test of Smith (2017). It keeps no run; the document stays as it is.');
  run(command, (context, reference, given) => find(context, reference as string, given as Options));
};
