import { compareArchitectures, type LayerDifference } from '../../document/compare/architecture.ts';
import { compareSettings } from '../../document/compare/settings.ts';
import { writeSetting } from '../../document/compare/words.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import type { EngineClient } from '../../protocol/client.ts';
import { isMessage, sentence } from '../../text/message.ts';
import type { AddCommand, Run } from '../command.ts';
import { documentFrom } from '../document.ts';
import { withEngine } from '../engine.ts';
import { CliError, scoresInWords, table } from '../output.ts';
import { writeOut } from '../write.ts';

type Runs = ReturnType<Parameters<AddCommand>[0]['command']>;

function addLog(runs: Runs, run: Run): void {
  const command = runs
    .command('log')
    .argument('<run>', 'the id of a run')
    .requiredOption('--format <format>', 'csv (a row an epoch), csv-steps (a row a step), tensorboard (both)')
    .requiredOption('--out <path>', 'where to write it: a file for csv, a folder for tensorboard')
    .description('write what a run measured, epoch by epoch and step by step');
  run(command, async (_context, id, given) => {
    const { format, out } = given as { format: string; out: string };
    const { files } = await withEngine({}, ({ client }) =>
      client.call('runs.log', { run: id as string, format }),
    );
    const written = await writeOut(out, files);
    return { json: { files: written }, lines: written };
  });
}

function addDescribe(runs: Runs, run: Run): void {
  const command = runs
    .command('describe')
    .argument('<run>', 'the id of a run')
    .option('--name <name>', 'what it is called')
    .option('--tags <tags>', 'with commas between; an empty text takes all away')
    .option('--notes <text>', 'whatever is to be remembered')
    .description('name, tag and annotate a run');
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
    const said = { name: summary.name, tags: summary.tags, notes: summary.notes };
    return {
      json: { run: summary.run, ...said },
      lines: [
        said.name,
        ...(said.tags.length > 0 ? [said.tags.join(', ')] : []),
        ...(said.notes ? [said.notes] : []),
      ],
    };
  });
}

function addDelete(runs: Runs, run: Run): void {
  const command = runs
    .command('delete')
    .argument('<run>', 'the id of a run')
    .description('delete a run, its history and its weights');
  run(command, async (_context, id) => {
    await withEngine({}, ({ client }) => client.call('runs.delete', { run: id as string }));
    return { json: { deleted: id }, lines: [`deleted ${id}`] };
  });
}

async function networkOf(client: EngineClient, run: string): Promise<ConvasDocument> {
  return documentFrom((await client.call('runs.get', { run })).document, `run ${run}`);
}

/** A layer's difference in one line. */
function inWords(difference: LayerDifference): string {
  const { change, layer } = difference;
  const place = layer.within === null ? '' : ` in ${layer.within}`;
  const what = `${change} ${layer.name} (${layer.kind})${place}`;
  if (difference.change !== 'changed') return what;
  const { renamed, replaced, params, inputs } = difference;
  const phrases = [
    ...(renamed === null ? [] : [`was called ${renamed}`]),
    ...(replaced === null ? [] : [`was ${replaced}`]),
    ...params.map(({ title, from, to }) => `${title} ${writeSetting(from)} -> ${writeSetting(to)}`),
    ...(inputs ? [`takes from ${inputs.to.join(', ')}, not ${inputs.from.join(', ')}`] : []),
  ];
  return `${what}: ${phrases.join('; ')}`;
}

function addCompare(runs: Runs, run: Run): void {
  const command = runs
    .command('compare')
    .argument('<run...>', 'two or more; each is held against the first')
    .description('how settings and networks of runs differ');
  run(command, async (_context, given) => {
    const ids = given as readonly string[];
    if (ids.length < 2) throw new CliError('name two runs or more', 2);
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
          ['setting', ...ids],
          settings.map(({ title, values }) => [title, ...values.map(writeSetting)]),
        ),
        ...networks.flatMap(({ run: other, differences }) => [
          '',
          `${other} compared with ${ids[0]}:`,
          ...(differences.length === 0 ? ['the same network'] : differences.map(inWords)),
        ]),
      ],
    };
  });
}

export const runsCommand: AddCommand = (program, run) => {
  const runs = program.command('runs').description('list the runs that are kept').enablePositionalOptions();
  run(runs, async () => {
    const { runs } = await withEngine({}, ({ client }) => client.call('runs.list', {}));
    return {
      json: {
        runs: runs.map(({ differs, ...run }) => ({ ...run, ...(differs && { differs: sentence(differs) }) })),
      },
      lines: table(
        ['run', 'name', 'state', 'dataset', 'epochs', 'test', 'started', 'tags'],
        runs.map(({ run: id, name, differs, state, dataset, epochs, test, startedAt, tags }) => [
          id,
          differs ? `${name}, ${sentence(differs)}` : name,
          state,
          dataset,
          epochs.length,
          test ? scoresInWords(test) : '-',
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
