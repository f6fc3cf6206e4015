import { stat } from 'node:fs/promises';
import type { Part } from '../../datasets/dataset.ts';
import { withOption } from '../../datasets/reference.ts';
import { checkDataset, inspectDataset } from '../../datasets/registry.ts';
import { readText } from '../../files/read.ts';
import { formatShape } from '../../layers/shape.ts';
import { splitNames } from '../../protocol/data-check.ts';
import type { Inspection } from '../../protocol/import-report.ts';
import { text } from '../../text/language.ts';
import { sentence, type Text } from '../../text/message.ts';
import { type AddCommand, argument, option, type Run } from '../command.ts';
import { withEngine } from '../engine.ts';
import { count, fixed, percent } from '../figures.ts';
import { table } from '../output.ts';
import { progressBar } from '../progress.ts';
import { writeWhole } from '../write.ts';

/** Classes that are printed for people; JSON has them all. */
const maxClasses = 50;

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function section(head: string, texts: readonly Text[]): string[] {
  return texts.length === 0 ? [] : ['', head, ...indented(texts.map((detail) => sentence(detail)))];
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
    .slice(0, maxClasses)
    .map(({ name, train, validation, test }) => [name, train, ...(hasValidation ? [validation] : []), test]);
  const rest = classes.length - rows.length;
  return [...table(head, rows), ...(rest > 0 ? [more(rest)] : [])];
}

/** Examples of a kind of trouble that are listed. */
const maxExamples = 1000;

type DataProgram = ReturnType<Parameters<AddCommand>[0]['command']>;

function addCheck(data: DataProgram, run: Run): void {
  const words = text.commands['data check'];
  const command = data
    .command('check')
    .addArgument(argument(words.arguments.dataset))
    .description(words.description)
    .addHelpText('after', `\n${words.after}`);
  run(command, async ({ stderr }, reference) => {
    const bar = progressBar(stderr);
    const { check, origins } = await checkDataset(reference as string, {
      onProgress: ({ phase, done, total }) => bar.update(phase, done, total),
    }).finally(() => bar.end());
    const fileOf = (split: Part, index: number) => {
      const file = origins?.[split]?.names[index];
      return file === undefined ? {} : { file };
    };
    const issues = check.issues.map(({ kind, splits, indices, scores }) => ({
      kind,
      count: indices.length,
      examples: Array.from({ length: Math.min(maxExamples, indices.length) }, (_, at) => {
        const [split, index] = [splitNames[splits[at]!]!, indices[at]!];
        return { split, index, score: scores[at]!, ...fileOf(split, index) };
      }),
    }));
    const found = issues.filter(({ count: examples }) => examples > 0);
    const { share, pairs } = check.leakage;
    const repair = withOption(reference as string, 'without', 'exact_duplicates,near_duplicates');
    return {
      json: { issues, usual: check.usual, leakage: { share, pairs } },
      lines: [
        ...(found.length === 0
          ? [words.none]
          : table(
              [words.columns.kind, words.columns.count, words.columns.worst],
              found.map(({ kind, count: examples, examples: [worst] }) => [
                kind,
                count(examples),
                worst ? `${worst.split} ${worst.index} (${fixed(worst.score, 3)})` : '',
              ]),
            )),
        ...check.usual.map((usual) => words.usual({ kind: usual.kind, share: percent(usual.share) })),
        '',
        words.leakage({ share: percent(share), count: pairs.length }),
        ...(pairs.length > 0 ? [words.repair({ reference: repair })] : []),
      ],
    };
  });
}

function addFreeze(data: DataProgram, run: Run): void {
  const words = text.commands['data freeze'];
  const command = data
    .command('freeze')
    .addArgument(argument(words.arguments.dataset))
    .addOption(option('--out', words.options.out).makeOptionMandatory())
    .description(words.description)
    .addHelpText('after', `\n${words.after}`);
  run(command, async ({ stderr }, dataset, given) => {
    const { out } = given as { out: string };
    const bar = progressBar(stderr);
    const { version, fingerprint } = await withEngine({}, ({ client }) =>
      client.call('datasets.freeze', { dataset: dataset as string }, ({ phase, done, total }) =>
        bar.update(phase, done, total),
      ),
    ).finally(() => bar.end());
    await writeWhole(out, `${version}\n`);
    return { json: { file: out, fingerprint }, lines: [words.written({ file: out, fingerprint })] };
  });
}

/** Bytes of a version that is read. */
const maxVersionBytes = 2 ** 29;

function addCompare(data: DataProgram, run: Run): void {
  const words = text.commands['data compare'];
  const command = data
    .command('compare')
    .addArgument(argument(words.arguments.version))
    .addArgument(argument(words.arguments.dataset))
    .description(words.description)
    .addHelpText('after', `\n${words.after}`);
  run(command, async ({ stderr }, source, dataset) => {
    const name = source as string;
    const isFile = await stat(name).then(
      (found) => found.isFile(),
      () => false,
    );
    const version = isFile ? { text: await readText(name, maxVersionBytes), name } : { run: name };
    const bar = progressBar(stderr);
    const found = await withEngine({}, ({ client }) =>
      client.call(
        'datasets.compare',
        { dataset: (dataset as string | undefined) ?? null, version },
        ({ phase, done, total }) => bar.update(phase, done, total),
      ),
    ).finally(() => bar.end());
    return {
      json: { ...found },
      lines: [
        found.same ? words.same({ dataset: found.dataset }) : words.other({ dataset: found.dataset }),
        ...(found.same
          ? []
          : table(
              [words.columns.kind, words.columns.count],
              Object.entries(found.counts).map(([kind, of]) => [
                words.kinds[kind as keyof typeof words.kinds],
                count(of),
              ]),
            )),
        ...(found.reordered ? [words.reordered] : []),
      ],
    };
  });
}

function addLabels(data: DataProgram, run: Run): void {
  const words = text.commands['data labels'];
  const command = data
    .command('labels')
    .addArgument(argument(words.arguments.run))
    .addArgument(argument(words.arguments.dataset))
    .addOption(option('--split', words.options.split).choices(['test', 'validation']).default('test'))
    .description(words.description)
    .addHelpText('after', `\n${words.after}`);
  run(command, async ({ stderr }, id, dataset, given) => {
    const { split } = given as { split: 'test' | 'validation' };
    const bar = progressBar(stderr);
    const params = { run: id as string, dataset: (dataset as string | undefined) ?? null, split };
    const found = await withEngine({}, ({ client }) =>
      client.call('datasets.labelErrors', params, ({ done, total }) =>
        bar.update(words.predicting, done, total),
      ),
    ).finally(() => bar.end());
    const { classes, examples, errors } = found;
    const nameOf = (label: number): string => classes[label] ?? String(label);
    const named = errors.map(({ given: own, suggested, ...rest }) => ({
      ...rest,
      split,
      label: nameOf(own),
      suggested: nameOf(suggested),
    }));
    const { columns } = words;
    return {
      json: { dataset: found.dataset, examples, errors: named },
      lines: [
        words.found({ count: errors.length, examples }),
        ...(errors.length === 0
          ? []
          : table(
              [columns.index, columns.label, columns.suggested, columns.quality],
              named
                .slice(0, maxClasses)
                .map(({ index, label, suggested, quality }) => [
                  String(index),
                  label,
                  suggested,
                  fixed(quality, 4),
                ]),
            )),
      ],
    };
  });
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
  addCheck(command, run);
  addFreeze(command, run);
  addCompare(command, run);
  addLabels(command, run);
};
