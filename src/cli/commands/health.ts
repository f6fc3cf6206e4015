import { analyze } from '../../network/analyze.ts';
import type { LayerHealth } from '../../protocol/health.ts';
import { text } from '../../text/language.ts';
import { message } from '../../text/message.ts';
import { type AddCommand, argument } from '../command.ts';
import { documentFrom } from '../document.ts';
import { withEngine } from '../engine.ts';
import { exponential, percent } from '../figures.ts';
import { table } from '../output.ts';
import { plainTrouble, troubleLines, troublesOf } from '../troubles.ts';

const figure = (value: number | null): string => (value === null ? '-' : exponential(value, 1));

function activationWords({ activation }: LayerHealth): string {
  if (activation?.dead != null)
    return text.commands.health.dead({ dead: activation.dead, units: activation.units });
  if (activation?.saturated != null)
    return text.commands.health.saturated({ share: percent(activation.saturated) });
  return '-';
}

export const healthCommand: AddCommand = (program, run) => {
  const words = text.commands.health;
  const { columns } = words;
  const command = program
    .command('health')
    .addArgument(argument(words.arguments.run))
    .description(words.description);
  run(command, async (_context, id) => {
    const { rows, summary, document } = await withEngine({}, async ({ client }) => ({
      ...(await client.call('runs.health', { run: id as string })),
      ...(await client.call('runs.get', { run: id as string })),
    }));
    const trained = documentFrom(document, message('cli.run-document', { run: id as string }));
    const { network } = analyze(trained, null);
    const troubles = troublesOf({ network, training: trained.training }, rows, summary.epochs);
    const [first] = rows;
    const last = rows.at(-1);
    const before = new Map(first?.layers.map((layer) => [layer.layer, layer]));
    return {
      json: { run: summary.run, troubles: troubles.map(plainTrouble), rows },
      lines: [
        ...(last
          ? [
              ...table(
                [columns.layer, columns.first, columns.last, columns.activation],
                last.layers.map((layer) => [
                  layer.name,
                  figure(before.get(layer.layer)?.gradient ?? null),
                  figure(layer.gradient),
                  activationWords(layer),
                ]),
              ),
              words.after(last),
            ]
          : [words.none]),
        '',
        ...(troubles.length > 0 ? troubles.flatMap(troubleLines) : [words.noTrouble]),
      ],
    };
  });
};
