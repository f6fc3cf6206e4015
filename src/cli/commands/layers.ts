import type { LayerKind } from '../../layers/kind.ts';
import { kinds } from '../../layers/registry.ts';
import { jsonSchemaOf } from '../../text/describe.ts';
import type { AddCommand } from '../command.ts';
import { table } from '../output.ts';

export const layersCommand: AddCommand = (program, run) => {
  run(program.command('layers').description('list the kinds of layer, with their parameters'), () => {
    const found = Object.values<LayerKind>(kinds).map(({ kind, family, title, parameters }) => ({
      kind,
      family,
      title,
      params: jsonSchemaOf(parameters),
    }));
    return {
      json: { layers: found },
      lines: table(
        ['kind', 'family', 'title', 'parameters'],
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
