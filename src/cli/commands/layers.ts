import type { LayerKind } from '../../layers/kind.ts';
import { kinds } from '../../layers/registry.ts';
import { jsonSchemaOf } from '../../text/describe.ts';
import { text } from '../../text/language.ts';
import type { AddCommand } from '../command.ts';
import { table } from '../output.ts';

export const layersCommand: AddCommand = (program, run) => {
  run(program.command('layers').description(text.commands.layers.description), () => {
    const found = Object.values<LayerKind>(kinds).map(({ kind, family, title, parameters }) => ({
      kind,
      family,
      title,
      params: jsonSchemaOf(parameters),
    }));
    const { columns } = text.commands.layers;
    return {
      json: { layers: found },
      lines: table(
        [columns.kind, columns.family, columns.title, columns.params],
        Object.values<LayerKind>(kinds).map(({ kind, family, title, parameters }) => [
          kind,
          family,
          title,
          Object.keys(parameters.shape).join(', '),
        ]),
      ),
    };
  });
};
