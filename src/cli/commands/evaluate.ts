import type { Evaluation } from '../../protocol/data.ts';
import type { AddCommand } from '../command.ts';
import { withEngine } from '../engine.ts';
import { percent, scoresInWords, table } from '../output.ts';
import { progressBar } from '../progress.ts';

export const evaluateCommand: AddCommand = (program, run) => {
  const command = program
    .command('evaluate')
    .argument('<run>', 'the id of a run')
    .option('--dataset <dataset>', "a dataset's id or a path; the run's own if not given")
    .description('loss, accuracy, confusion and per-class scores on the test split');
  run(command, async ({ stderr }, id, given) => {
    const { dataset } = given as { dataset?: string };
    const bar = progressBar(stderr);
    const result = await withEngine({}, async ({ client }) => {
      if (dataset !== undefined) {
        await client.call('datasets.prepare', { dataset }, ({ phase, done, total }) =>
          bar.update(phase, done, total),
        );
      }
      return client.call(
        'runs.evaluate',
        { run: id as string, dataset: dataset ?? null },
        ({ done, total }) => bar.update('evaluating', done, total),
      );
    }).finally(() => bar.end());
    return {
      json: result,
      lines: [scoresInWords(result), ...(result.perClass.length === 0 ? [] : byClass(result))],
    };
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
