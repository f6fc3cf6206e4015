import type { LayerHealth } from '../../protocol/health.ts';
import type { AddCommand } from '../command.ts';
import { documentFrom } from '../document.ts';
import { withEngine } from '../engine.ts';
import { percent, table } from '../output.ts';
import { plainTrouble, troubleLines, troublesOf } from '../troubles.ts';

const figure = (value: number | null): string => (value === null ? '-' : value.toExponential(1));

function activationWords({ activation }: LayerHealth): string {
  if (activation?.dead != null) return `${activation.dead} of ${activation.units} dead`;
  if (activation?.saturated != null) return `${percent(activation.saturated)} saturated`;
  return '-';
}

export const healthCommand: AddCommand = (program, run) => {
  const command = program
    .command('health')
    .argument('<run>', 'the id of a run')
    .description('gradients and activations of a run, layer by layer, and what troubles it');
  run(command, async (_context, id) => {
    const { rows, summary, document } = await withEngine({}, async ({ client }) => ({
      ...(await client.call('runs.health', { run: id as string })),
      ...(await client.call('runs.get', { run: id as string })),
    }));
    const troubles = troublesOf(documentFrom(document, `run ${id}`), rows, summary.epochs);
    const [first] = rows;
    const last = rows.at(-1);
    const before = new Map(first?.layers.map((layer) => [layer.layer, layer]));
    return {
      json: { run: summary.run, troubles: troubles.map(plainTrouble), rows },
      lines: [
        ...(last
          ? [
              ...table(
                ['layer', 'gradient at first', 'gradient now', 'activation'],
                last.layers.map((layer) => [
                  layer.name,
                  figure(before.get(layer.layer)?.gradient ?? null),
                  figure(layer.gradient),
                  activationWords(layer),
                ]),
              ),
              `after step ${last.step}, epoch ${last.epoch}; gradients: L2 norm, mean over the steps`,
            ]
          : ['Of this run no gradients were kept.']),
        '',
        ...(troubles.length > 0 ? troubles.flatMap(troubleLines) : ['No trouble seen.']),
      ],
    };
  });
};
