import { textsOf } from '../../layers/form.ts';
import type { LayerKind } from '../../layers/kind.ts';
import { kinds } from '../../layers/registry.ts';
import { jsonSchemaOf } from '../../text/describe.ts';
import { text } from '../../text/language.ts';
import type { AddCommand } from '../command.ts';
import { table } from '../output.ts';

export const layersCommand: AddCommand = (program, run) => {
  run(program.command('layers').description(text.commands.layers.description), () => {
    const all = Object.values<LayerKind>(kinds);
    const { columns } = text.commands.layers;
    return {
      json: {
        layers: all.map((kind) => ({
          kind: kind.kind,
          family: kind.family,
          title: kind.title,
          params: jsonSchemaOf(kind.parameters, textsOf(kind)),
        })),
      },
      lines: table(
        [columns.kind, columns.family, columns.title, columns.params],
        all.map(({ kind, family, title, parameters }) => [
          kind,
          family,
          title,
          Object.keys(parameters.shape).join(', '),
        ]),
      ),
    };
  });
};
