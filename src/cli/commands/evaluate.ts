import type { AddCommand } from '../command.ts';
import { withEngine } from '../engine.ts';
import { percent, table } from '../output.ts';
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
      lines: [
        `loss ${result.loss.toFixed(4)}, accuracy ${percent(result.accuracy)}`,
        '',
        ...table(
          ['class', 'precision', 'recall', 'F1', 'examples'],
          result.perClass.map(({ label, precision, recall, f1, support }) => [
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
          ['', ...result.perClass.map(({ label }) => label)],
          result.confusion.map((row, actual) => [result.perClass[actual]?.label ?? String(actual), ...row]),
        ),
      ],
    };
  });
};
