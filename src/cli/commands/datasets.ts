import { datasetInfos } from '../../datasets/registry.ts';
import { formatShape } from '../../layers/shape.ts';
import { text } from '../../text/language.ts';
import { sentence } from '../../text/message.ts';
import type { AddCommand } from '../command.ts';
import { size } from '../figures.ts';
import { table } from '../output.ts';

export const datasetsCommand: AddCommand = (program, run) => {
  run(program.command('datasets').description(text.commands.datasets.description), async () => {
    const datasets = (await datasetInfos()).map((info) => ({
      ...info,
      title: sentence(info.title),
      description: sentence(info.description),
      license: sentence(info.license),
    }));
    const words = text.commands.datasets;
    const { columns } = words;
    return {
      json: { datasets },
      lines: table(
        [
          ...[columns.id, columns.title, columns.train, columns.test, columns.image, columns.classes],
          columns.here,
        ],
        datasets.map(({ id, title, train, test, sampleShape, classes, availability, downloadBytes }) => [
          id,
          sentence(title),
          train,
          test,
          formatShape(sampleShape),
          classes.length,
          availability === 'ready' ? words.here : words.download({ size: size(downloadBytes) }),
        ]),
      ),
    };
  });
};
