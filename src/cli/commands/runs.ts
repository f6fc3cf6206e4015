import type { AddCommand, Run } from '../command.ts';
import { withEngine } from '../engine.ts';
import { scoresInWords, table } from '../output.ts';
import { writeOut } from '../write.ts';

type Runs = ReturnType<Parameters<AddCommand>[0]['command']>;

function addLog(runs: Runs, run: Run): void {
  const command = runs
    .command('log')
    .argument('<run>', 'the id of a run')
    .requiredOption('--format <format>', 'csv, tensorboard')
    .requiredOption('--out <path>', 'where to write it: a file for csv, a folder for tensorboard')
    .description('write what a run measured, epoch by epoch');
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

export const runsCommand: AddCommand = (program, run) => {
  const runs = program.command('runs').description('list the runs that are kept').enablePositionalOptions();
  run(runs, async () => {
    const { runs } = await withEngine({}, ({ client }) => client.call('runs.list', {}));
    return {
      json: { runs },
      lines: table(
        ['run', 'name', 'state', 'dataset', 'epochs', 'test', 'started', 'tags'],
        runs.map(({ run: id, name, state, dataset, epochs, test, startedAt, tags }) => [
          id,
          name,
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
  addDescribe(runs, run);
  addDelete(runs, run);
};
