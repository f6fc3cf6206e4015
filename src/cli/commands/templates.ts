import { templates } from '../../../templates/index.ts';
import { analyze } from '../../network/analyze.ts';
import type { AddCommand } from '../command.ts';
import { documentFrom } from '../document.ts';
import { table } from '../output.ts';

export const templatesCommand: AddCommand = (program, run) => {
  run(program.command('templates').description('list the networks that ship with Convas'), () => {
    const found = templates.map(({ id, title, text }) => {
      const { totals } = analyze(documentFrom(text, id), null);
      return { id, title, layers: totals.layers, params: totals.params };
    });
    return {
      json: { templates: found },
      lines: table(
        ['id', 'title', 'layers', 'parameters'],
        found.map(({ id, title, layers, params }) => [id, title, layers, params]),
      ),
    };
  });
};
