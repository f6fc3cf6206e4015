import type { Evaluation } from '../../protocol/data.ts';
import { text } from '../../text/language.ts';
import { message, sentence } from '../../text/message.ts';
import { cellResult } from '../cell.ts';
import { type AddCommand, argument, option } from '../command.ts';
import { withEngine } from '../engine.ts';
import { percent } from '../figures.ts';
import { CliError, scoresInWords, table } from '../output.ts';
import { progressBar } from '../progress.ts';

export const evaluateCommand: AddCommand = (program, run) => {
  const words = text.commands.evaluate;
  const command = program
    .command('evaluate')
    .addArgument(argument(words.arguments.run))
    .addOption(option('--dataset', words.options.dataset))
    .addOption(option('--cell', words.options.cell))
    .addOption(option('--out', words.options.out))
    .description(words.description);
  run(command, async ({ stderr }, id, given) => {
    const { dataset, cell, out } = given as { dataset?: string; cell?: string; out?: string };
    if (out !== undefined && cell === undefined) throw new CliError(message('cli.out-without-cell'), 2);
    const bar = progressBar(stderr);
    return withEngine({}, async ({ client }) => {
      if (dataset !== undefined) {
        await client.call('datasets.prepare', { dataset }, ({ phase, done, total }) =>
          bar.update(sentence(phase), done, total),
        );
      }
      const result = await client.call(
        'runs.evaluate',
        { run: id as string, dataset: dataset ?? null },
        ({ done, total }) => bar.update(words.evaluating, done, total),
      );
      bar.end();
      if (cell !== undefined) {
        const used = dataset ?? (await client.call('runs.get', { run: id as string })).summary.dataset;
        return cellResult(client, result, cell, used, out);
      }
      const { answers: _each, ...figures } = result;
      return {
        json: figures,
        lines: [scoresInWords(result), ...(result.perClass.length === 0 ? [] : byClass(result))],
      };
    }).finally(() => bar.end());
  });
};

function byClass({ perClass, confusion }: Evaluation): string[] {
  const words = text.commands.evaluate;
  const { columns } = words;
  return [
    '',
    ...table(
      [columns.class, columns.precision, columns.recall, columns.f1, columns.support],
      perClass.map(({ label, precision, recall, f1, support }) => [
        label,
        percent(precision),
        percent(recall),
        percent(f1),
        support,
      ]),
    ),
    '',
    words.confusion,
    ...table(
      ['', ...perClass.map(({ label }) => label)],
      confusion.map((row, actual) => [perClass[actual]?.label ?? String(actual), ...row]),
    ),
  ];
}
