import { resolve } from 'node:path';
import { templates } from '../../../templates/index.ts';
import { blocksOfRepeated } from '../../document/operations/repeated-blocks.ts';
import { repeatedParts } from '../../document/operations/repeated-parts.ts';
import { serializeDocument } from '../../document/serialize.ts';
import { text } from '../../text/language.ts';
import { inWords, sentence } from '../../text/message.ts';
import { type AddCommand, argument, option } from '../command.ts';
import { documentFrom, loadDocument } from '../document.ts';
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
    .addOption(option('--into', words.options.into))
    .addOption(option('--blocks', words.options.blocks))
    .description(words.description);
  run(command, async ({ stderr }, file, given) => {
    const { out, into: reference, blocks } = given as { out: string; into?: string; blocks?: boolean };
    const into =
      reference === undefined
        ? templates.map(({ text: template }) => template)
        : [serializeDocument(await loadDocument(reference, stderr))];
    const imported = await withEngine({}, ({ client }) =>
      client.call('import.model', { from: { path: resolve(file as string) }, into }),
    );
    const document = documentFrom(imported.document, file as string);
    const folded = blocks ? blocksOfRepeated(document, () => words.block).document : document;
    await writeWhole(out, new TextEncoder().encode(serializeDocument(folded)));
    const repeated = blocks ? 0 : repeatedParts(document).length;
    if (repeated > 0) stderr.write(`${words.repeated(repeated)}\n`);
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
