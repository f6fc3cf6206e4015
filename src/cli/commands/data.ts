import { inspectDataset } from '../../datasets/registry.ts';
import { formatShape } from '../../layers/shape.ts';
import type { Inspection } from '../../protocol/import-report.ts';
import { text } from '../../text/language.ts';
import { sentence, type Text } from '../../text/message.ts';
import { type AddCommand, argument } from '../command.ts';
import { count } from '../figures.ts';
import { table } from '../output.ts';
import { progressBar } from '../progress.ts';

/** Classes that are printed for people; JSON has them all. */
const mostClasses = 50;

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function section(head: string, texts: readonly Text[]): string[] {
  return texts.length === 0 ? [] : ['', head, ...indented(texts.map((told) => sentence(told)))];
}

function facts({ format, splits, shape, sizes, range, target, heldOut }: Inspection): string[] {
  const words = text.commands.data;
  const held = heldOut === null ? '' : ` (${words.heldOut(heldOut)})`;
  const each = [
    words.train(splits.train),
    ...(splits.validation > 0 ? [words.validation(splits.validation)] : []),
    words.test(splits.test) + held,
  ];
  const several = sizes.map((size) => `${size.height} × ${size.width} (${count(size.count)})`);
  return [
    `${words.format}: ${sentence(format)}`,
    `${words.splits}: ${each.join(', ')}`,
    `${words.shape}: ${formatShape(shape)}`,
    ...(sizes.length > 1 ? [`${words.sizes}: ${several.join(', ')}`] : []),
    `${words.range}: ${words.to({ least: count(range[0]), most: count(range[1]) })}`,
    `${words.target}: ${words.targets[target]}`,
  ];
}

function classTable({ classes, splits }: Inspection): string[] {
  const { columns, more } = text.commands.data;
  const hasValidation = splits.validation > 0;
  const head = [columns.class, columns.train, ...(hasValidation ? [columns.validation] : []), columns.test];
  const rows = classes
    .slice(0, mostClasses)
    .map(({ name, train, validation, test }) => [name, train, ...(hasValidation ? [validation] : []), test]);
  const rest = classes.length - rows.length;
  return [...table(head, rows), ...(rest > 0 ? [more(rest)] : [])];
}

export const dataCommand: AddCommand = (program, run) => {
  const words = text.commands.data;
  const command = program
    .command('data')
    .addArgument(argument(words.arguments.path))
    .description(words.description)
    .addHelpText('after', `\n${words.after}`);
  run(command, async ({ stderr }, path) => {
    const bar = progressBar(stderr);
    const found = await inspectDataset(path as string, {
      onProgress: ({ phase, done, total }) => bar.update(phase, done, total),
    }).finally(() => bar.end());
    const { leftOut, leftOutCount, warnings, changes, ...rest } = found;
    const unnamed = leftOutCount - leftOut.length;
    return {
      json: { ...rest, left_out: leftOut, left_out_count: leftOutCount, warnings, changes },
      lines: [
        ...facts(found),
        '',
        ...classTable(found),
        ...section(words.changes, changes),
        ...(leftOutCount === 0 ? [] : ['', words.leftOut(leftOutCount)]),
        ...indented(leftOut.map(({ file, reason }) => `${file}: ${sentence(reason)}`)),
        ...(unnamed > 0 ? indented([words.more(unnamed)]) : []),
        ...section(words.warnings, warnings),
      ],
    };
  });
};
