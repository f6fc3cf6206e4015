import { datasetInfos } from '../../datasets/registry.ts';
import { formatShape } from '../../layers/shape.ts';
import { sentence } from '../../text/message.ts';
import type { AddCommand } from '../command.ts';
import { table } from '../output.ts';

export const datasetsCommand: AddCommand = (program, run) => {
  run(program.command('datasets').description('list the datasets that have a name'), async () => {
    const datasets = (await datasetInfos()).map((info) => ({
      ...info,
      title: sentence(info.title),
      description: sentence(info.description),
      licence: sentence(info.licence),
    }));
    return {
      json: { datasets },
      lines: table(
        ['id', 'title', 'train', 'test', 'image', 'classes', 'on this machine'],
        datasets.map(({ id, title, train, test, sampleShape, classes, availability, downloadBytes }) => [
          id,
          title,
          train,
          test,
          formatShape(sampleShape),
          classes.length,
          availability === 'ready' ? 'yes' : `download of ${(downloadBytes / 1e6).toFixed(0)} MB`,
        ]),
      ),
    };
  });
};
