import type { AddCommand } from '../command.ts';
import { withEngine } from '../engine.ts';
import { scoresInWords, table } from '../output.ts';

export const runsCommand: AddCommand = (program, run) => {
  run(program.command('runs').description('list the runs that are kept'), async () => {
    const { runs } = await withEngine({}, ({ client }) => client.call('runs.list', {}));
    return {
      json: { runs },
      lines: table(
        ['run', 'name', 'state', 'dataset', 'epochs', 'test', 'started'],
        runs.map(({ run: id, name, state, dataset, epochs, test, startedAt }) => [
          id,
          name,
          state,
          dataset,
          epochs.length,
          test ? scoresInWords(test) : '-',
          startedAt,
        ]),
      ),
    };
  });
};
