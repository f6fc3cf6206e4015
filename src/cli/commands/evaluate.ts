import type { Evaluation } from '../../protocol/data.ts';
import { cellResult } from '../cell.ts';
import type { AddCommand } from '../command.ts';
import { withEngine } from '../engine.ts';
import { CliError, percent, scoresInWords, table } from '../output.ts';
import { progressBar } from '../progress.ts';

export const evaluateCommand: AddCommand = (program, run) => {
  const command = program
    .command('evaluate')
    .argument('<run>', 'the id of a run')
    .option('--dataset <dataset>', "a dataset's id or a path; the run's own if not given")
    .option('--cell <actual,predicted>', 'the examples of one cell of the confusion matrix: 3,5 or cat,dog')
    .option('--out <folder>', 'with --cell: where to write their images as PNG files')
    .description('loss, accuracy, confusion and per-class scores on the test split');
  run(command, async ({ stderr }, id, given) => {
    const { dataset, cell, out } = given as { dataset?: string; cell?: string; out?: string };
    if (out !== undefined && cell === undefined) throw new CliError('--out needs --cell ACTUAL,PREDICTED', 2);
    const bar = progressBar(stderr);
    return withEngine({}, async ({ client }) => {
      if (dataset !== undefined) {
        await client.call('datasets.prepare', { dataset }, ({ phase, done, total }) =>
          bar.update(phase, done, total),
        );
      }
      const result = await client.call(
        'runs.evaluate',
        { run: id as string, dataset: dataset ?? null },
        ({ done, total }) => bar.update('evaluating', done, total),
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
  return [
    '',
    ...table(
      ['class', 'precision', 'recall', 'F1', 'examples'],
      perClass.map(({ label, precision, recall, f1, support }) => [
        label,
        percent(precision),
        percent(recall),
        percent(f1),
        support,
      ]),
    ),
    '',
    'confusion (rows: actual, columns: predicted)',
    ...table(
      ['', ...perClass.map(({ label }) => label)],
      confusion.map((row, actual) => [perClass[actual]?.label ?? String(actual), ...row]),
    ),
  ];
}
