import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import { text } from '../../text/language.ts';
import { message } from '../../text/message.ts';
import {
  type AddCommand,
  argument,
  type Context,
  option,
  positiveInteger,
  positiveNumber,
} from '../command.ts';
import { loadDocument, withData } from '../document.ts';
import { withEngine } from '../engine.ts';
import { figure as figureOf, fixed } from '../figures.ts';
import { onInterrupt } from '../interrupt.ts';
import { CliError, type Result } from '../output.ts';
import { withPreparedData } from '../prepare-data.ts';
import { progressBar } from '../progress.ts';

interface Options {
  readonly dataset?: string;
  readonly optimizer?: string;
  readonly from?: number;
  readonly to?: number;
  readonly steps?: number;
}

/** A rate in three digits. */
const figure = (rate: number): string => figureOf(rate, 3);

const lossOf = (loss: number | undefined): string => (loss === undefined ? '-' : fixed(loss, 4));

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
  const words = text.commands['find-rate'];
  const bar = progressBar(stderr);
  const range = {
    ...(options.from !== undefined && { from: options.from }),
    ...(options.to !== undefined && { to: options.to }),
    ...(options.steps !== undefined && { steps: options.steps }),
  };
  try {
    const search = await withEngine({}, async ({ client }) => {
      const ready = await withPreparedData(client, document, bar);
      const pending = client.call(
        'train.findRate',
        { document: serializeDocument(ready), ...range },
        ({ rates, smoothed, steps }) =>
          bar.update(
            words.trying,
            rates.length,
            steps,
            words.progress({ rate: figure(rates.at(-1) ?? 0), loss: lossOf(smoothed.at(-1)) }),
          ),
      );
      const release = onInterrupt(() => pending.cancel());
      return pending.finally(release);
    });
    const { suggestion, rates, smoothed, blownUpAt } = search;
    const last = rates.at(-1) ?? 0;
    if (!suggestion) {
      throw new CliError(message('cli.no-falling-loss', { from: figure(rates[0] ?? 0), to: figure(last) }));
    }
    const { kind, params } = document.training.optimizer;
    return {
      json: { ...search, optimizer: kind, present: params['learningRate'] ?? null },
      lines: [
        words.found({ rate: figure(suggestion.rate), optimizer: kind }),
        words.course({
          from: fixed(smoothed[0]!, 4),
          steepest: figure(suggestion.steepest),
          least: figure(suggestion.least),
          last: figure(blownUpAt ?? last),
          diverged: blownUpAt !== null,
        }),
        ...(suggestion.openEnd ? [words.openEnd] : []),
      ],
    };
  } finally {
    bar.end();
  }
}

export const findRateCommand: AddCommand = (program, run) => {
  const { description, arguments: given, options, after } = text.commands['find-rate'];
  const command = program
    .command('find-rate')
    .addArgument(argument(given.document))
    .addOption(option('--dataset', options.dataset))
    .addOption(option('--optimizer', options.optimizer))
    .addOption(option('--from', options.from).argParser(positiveNumber))
    .addOption(option('--to', options.to).argParser(positiveNumber))
    .addOption(option('--steps', options.steps).argParser(positiveInteger))
    .description(description)
    .addHelpText('after', `\n${after}`);
  run(command, (context, reference, chosen) => find(context, reference as string, chosen as Options));
};
