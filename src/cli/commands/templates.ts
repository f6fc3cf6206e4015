import { aboutTemplate, templates } from '../../../templates/index.ts';
import { measuredMemory } from '../../../templates/measured.ts';
import { analyze } from '../../network/analyze.ts';
import { text } from '../../text/language.ts';
import type { AddCommand } from '../command.ts';
import { documentFrom } from '../document.ts';
import { fixed } from '../figures.ts';
import { table } from '../output.ts';

export const templatesCommand: AddCommand = (program, run) => {
  run(program.command('templates').description(text.commands.templates.description), () => {
    const found = templates.map((template) => {
      const { id } = template;
      const { title } = aboutTemplate(template);
      const { totals } = analyze(documentFrom(template.text, id), null);
      /** Of the process at its peak, with `batch` images a step; null where it was not measured. */
      const memory = measuredMemory(id);
      return { id, title, layers: totals.layers, params: totals.params, memory };
    });
    const { columns } = text.commands.templates;
    return {
      json: { templates: found },
      lines: table(
        [columns.id, columns.title, columns.layers, columns.params, columns.memory],
        found.map(({ id, title, layers, params, memory }) => [
          ...[id, title, layers, params],
          memory ? `${fixed(memory.bytes / 1e9, 1)} GB` : '-',
        ]),
      ),
    };
  });
};
