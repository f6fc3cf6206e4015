import { resolve } from 'node:path';
import { text } from '../../text/language.ts';
import { inWords, sentence } from '../../text/message.ts';
import { type AddCommand, argument, option } from '../command.ts';
import { withEngine } from '../engine.ts';
import { count } from '../figures.ts';
import { table } from '../output.ts';
import { writeWhole } from '../write.ts';

export const importCommand: AddCommand = (program, run) => {
  const words = text.commands.import;
  const command = program
    .command('import')
    .addArgument(argument(words.arguments.file))
    .addOption(option('--out', words.options.out).makeOptionMandatory())
    .description(words.description);
  run(command, async ({ stderr }, file, given) => {
    const { out } = given as { out: string };
    const imported = await withEngine({}, ({ client }) =>
      client.call('import.model', { from: { path: resolve(file as string) } }),
    );
    await writeWhole(out, new TextEncoder().encode(imported.document));
    const { run: id, layers, weights, report, note } = imported;
    if (note !== '') stderr.write(`${sentence(note)}\n`);
    const lines = report.map(({ name, status, detail }) => ({
      layer: name,
      status,
      detail: sentence(detail),
    }));
    return {
      json: { document: out, run: id, layers, weights, report: lines, note: inWords(note) },
      lines: [
        out,
        ...(id === null ? [] : [words.run({ run: id, weights: count(weights) })]),
        '',
        ...table(
          [words.columns.layer, words.columns.status, words.columns.detail],
          lines.map(({ layer, status, detail }) => [layer, words.statuses[status], detail]),
        ),
      ],
    };
  });
};
