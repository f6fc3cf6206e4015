import { compareArchitectures, type LayerDifference } from '../../document/compare/architecture.ts';
import { compareSettings } from '../../document/compare/settings.ts';
import { writeSetting } from '../../document/compare/words.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import type { EngineClient } from '../../protocol/client.ts';
import { text } from '../../text/language.ts';
import { isMessage, message, sentence } from '../../text/message.ts';
import { type AddCommand, argument, option, type Run } from '../command.ts';
import { documentFrom } from '../document.ts';
import { withEngine } from '../engine.ts';
import { exportTo, formatNamed } from '../export.ts';
import { CliError, scoresInWords, table } from '../output.ts';

type Runs = ReturnType<Parameters<AddCommand>[0]['command']>;

function addLog(runs: Runs, run: Run): void {
  const { description, arguments: named, options } = text.commands['runs log'];
  const command = runs
    .command('log')
    .addArgument(argument(named.run))
    .addOption(option('--format', options.format).makeOptionMandatory())
    .addOption(option('--out', options.out).makeOptionMandatory())
    .description(description);
  run(command, async (context, id, given) => {
    const { format: name, out } = given as { format: string; out: string };
    const { files } = await withEngine({}, async ({ client }) => {
      const format = await formatNamed(client, name, ({ source }) => source === 'history');
      return exportTo(client, context, { source: { run: id as string }, format, out });
    });
    return { json: { files }, lines: files };
  });
}

function addDescribe(runs: Runs, run: Run): void {
  const { description, arguments: named, options } = text.commands['runs describe'];
  const command = runs
    .command('describe')
    .addArgument(argument(named.run))
    .addOption(option('--name', options.name))
    .addOption(option('--tags', options.tags))
    .addOption(option('--notes', options.notes))
    .description(description);
  run(command, async (_context, id, given) => {
    const { name, tags, notes } = given as { name?: string; tags?: string; notes?: string };
    const summary = await withEngine({}, async ({ client }) => {
      await client.call('runs.describe', {
        run: id as string,
        name,
        tags: tags
          ?.split(',')
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ''),
        notes,
      });
      return (await client.call('runs.get', { run: id as string })).summary;
    });
    const printed = { name: summary.name, tags: summary.tags, notes: summary.notes };
    return {
      json: { run: summary.run, ...printed },
      lines: [
        printed.name,
        ...(printed.tags.length > 0 ? [printed.tags.join(', ')] : []),
        ...(printed.notes ? [printed.notes] : []),
      ],
    };
  });
}

function addDelete(runs: Runs, run: Run): void {
  const words = text.commands['runs delete'];
  const command = runs
    .command('delete')
    .addArgument(argument(words.arguments.run))
    .description(words.description);
  run(command, async (_context, id) => {
    await withEngine({}, ({ client }) => client.call('runs.delete', { run: id as string }));
    return { json: { deleted: id }, lines: [words.deleted({ run: id as string })] };
  });
}

async function networkOf(client: EngineClient, run: string): Promise<ConvasDocument> {
  return documentFrom(
    (await client.call('runs.get', { run })).document,
    message('cli.run-document', { run }),
  );
}

/** A layer's difference in one line. */
function inWords(difference: LayerDifference): string {
  const { change, layer } = difference;
  const words = text.commands['runs compare'];
  const { name, kind, within } = layer;
  const what = words.layer({ change: words.changes[change], name, kind: sentence(kind), within });
  if (difference.change !== 'changed') return what;
  const { renamed, replaced, params, inputs } = difference;
  const phrases = [
    ...(renamed === null ? [] : [words.renamed({ from: renamed })]),
    ...(replaced === null ? [] : [words.replaced({ from: sentence(replaced) })]),
    ...params.map(({ title, from, to }) => `${sentence(title)} ${writeSetting(from)} -> ${writeSetting(to)}`),
    ...(inputs ? [words.inputs({ from: inputs.from.join(', '), to: inputs.to.join(', ') })] : []),
  ];
  return `${what}: ${phrases.join('; ')}`;
}

function addCompare(runs: Runs, run: Run): void {
  const words = text.commands['runs compare'];
  const command = runs
    .command('compare')
    .addArgument(argument(words.arguments.run))
    .description(words.description);
  run(command, async (_context, given) => {
    const ids = given as readonly string[];
    if (ids.length < 2) throw new CliError(message('cli.two-runs'), 2);
    const documents = await withEngine({}, ({ client }) =>
      Promise.all(ids.map((id) => networkOf(client, id))),
    );
    const [first, ...others] = documents;
    const settings = compareSettings(documents).differing.map((row) => ({
      ...row,
      values: row.values.map((value) => (isMessage(value) ? sentence(value) : value)),
    }));
    const networks = others.map((other, at) => ({
      run: ids[at + 1]!,
      differences: compareArchitectures(first!, other),
    }));
    return {
      json: { runs: ids, settings, networks },
      lines: [
        ...table(
          [words.setting, ...ids],
          settings.map(({ title, values }) => [sentence(title), ...values.map(writeSetting)]),
        ),
        ...networks.flatMap(({ run: other, differences }) => [
          '',
          words.title({ run: other, first: ids[0]! }),
          ...(differences.length === 0 ? [words.same] : differences.map(inWords)),
        ]),
      ],
    };
  });
}

export const runsCommand: AddCommand = (program, run) => {
  const runs = program.command('runs').description(text.commands.runs.description).enablePositionalOptions();
  run(runs, async () => {
    const { columns } = text.commands.runs;
    const { runs } = await withEngine({}, ({ client }) => client.call('runs.list', {}));
    return {
      json: {
        runs: runs.map(({ differs, ...run }) => ({ ...run, ...(differs && { differs: sentence(differs) }) })),
      },
      lines: table(
        [
          ...[columns.run, columns.name, columns.state, columns.dataset, columns.epochs, columns.test],
          ...[columns.started, columns.tags],
        ],
        runs.map(({ run: id, name, differs, state, dataset, target, epochs, test, startedAt, tags }) => [
          id,
          differs ? `${name}, ${sentence(differs)}` : name,
          text.cli.output.states[state],
          dataset,
          epochs.length,
          test ? scoresInWords(test, test.accuracy === null && !target) : '-',
          startedAt,
          tags.join(', '),
        ]),
      ),
    };
  });
  addLog(runs, run);
  addCompare(runs, run);
  addDescribe(runs, run);
  addDelete(runs, run);
};
