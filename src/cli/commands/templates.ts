import { templates } from '../../../templates/index.ts';
import { measuredMemory } from '../../../templates/measured.ts';
import { analyze } from '../../network/analyze.ts';
import type { AddCommand } from '../command.ts';
import { documentFrom } from '../document.ts';
import { table } from '../output.ts';

export const templatesCommand: AddCommand = (program, run) => {
  run(program.command('templates').description('list the networks that ship with Convas'), () => {
    const found = templates.map(({ id, title, text }) => {
      const { totals } = analyze(documentFrom(text, id), null);
      /** Of the process at its peak, with `batch` images a step; null where it was not measured. */
      const memory = measuredMemory(id);
      return { id, title, layers: totals.layers, params: totals.params, memory };
    });
    return {
      json: { templates: found },
      lines: table(
        ['id', 'title', 'layers', 'parameters', 'memory to train'],
        found.map(({ id, title, layers, params, memory }) => [
          ...[id, title, layers, params],
          memory ? `${(memory.bytes / 1e9).toFixed(1)} GB` : '-',
        ]),
      ),
    };
  });
};
