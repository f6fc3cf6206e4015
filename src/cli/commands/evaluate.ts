import type { Evaluation } from '../../protocol/evaluation.ts';
import { text } from '../../text/language.ts';
import { message } from '../../text/message.ts';
import { cellResult } from '../cell.ts';
import { type AddCommand, argument, option } from '../command.ts';
import { withEngine } from '../engine.ts';
import { fixed, percent, significant } from '../figures.ts';
import { CliError, metricTitle, scoresInWords, table } from '../output.ts';
import { prepareData } from '../prepare-data.ts';
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
      const known = dataset === undefined ? null : (await prepareData(client, dataset, bar)).dataset;
      const result = await client.call(
        'runs.evaluate',
        { run: id as string, dataset: known },
        ({ done, total }) => bar.update(words.evaluating, done, total),
      );
      bar.end();
      if (cell !== undefined) {
        const used = known ?? (await client.call('runs.get', { run: id as string })).summary.dataset;
        return cellResult(client, result, cell, used, out);
      }
      const { answers: _each, ...figures } = result;
      return {
        json: figures,
        lines: [
          scoresInWords(result, result.accuracy === null && !result.target),
          ...(result.perClass.length === 0 ? [] : byClass(result)),
          ...(result.perNumber ? byNumber(result.perNumber) : []),
        ],
      };
    }).finally(() => bar.end());
  });
};

function byClass({ perClass, confusion }: Evaluation): string[] {
  const words = text.commands.evaluate;
  const { columns } = words;
  const isMask = perClass.some(({ iou }) => iou !== undefined);
  return [
    '',
    ...table(
      [
        columns.class,
        columns.precision,
        columns.recall,
        columns.f1,
        ...(isMask ? [metricTitle('iou')] : []),
        columns.support,
      ],
      perClass.map(({ label, precision, recall, f1, iou, support }) => [
        label,
        percent(precision),
        percent(recall),
        percent(f1),
        ...(iou === undefined ? [] : [percent(iou)]),
        support,
      ]),
    ),
    ...(confusion.length === 0 ? [] : ['', isMask ? words.confusionOfPixels : words.confusion]),
    ...(confusion.length === 0
      ? []
      : table(
          ['', ...perClass.map(({ label }) => label)],
          confusion.map((row, actual) => [perClass[actual]?.label ?? String(actual), ...row]),
        )),
  ];
}

const byNumber = (perNumber: NonNullable<Evaluation['perNumber']>): string[] => [
  '',
  ...table(
    [
      text.commands.evaluate.columns.number,
      metricTitle('meanAbsoluteError'),
      metricTitle('rootMeanSquaredError'),
      metricTitle('r2'),
    ],
    perNumber.map(({ name, meanAbsoluteError, rootMeanSquaredError, r2 }) => [
      name,
      significant(meanAbsoluteError, 4),
      significant(rootMeanSquaredError, 4),
      fixed(r2, 4),
    ]),
  ),
];
