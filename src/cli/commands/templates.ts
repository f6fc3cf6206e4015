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
      const document = documentFrom(template.text, id);
      const { totals } = analyze(document, null);
      const { trainingBytes: bytes } = totals;
      return {
        ...{ id, title, layers: totals.layers, params: totals.params },
        /** The forecast with the template's own batch, as `convas analyze` and the gallery have it. */
        memory: { bytes, batchSize: document.training.batchSize },
        /** Of the process at its peak, with as many images a step as it names; null where it was not measured. */
        measured: measuredMemory(id),
      };
    });
    const { columns } = text.commands.templates;
    return {
      json: { templates: found },
      lines: table(
        [columns.id, columns.title, columns.layers, columns.params, columns.memory],
        found.map(({ id, title, layers, params, memory }) => [
          ...[id, title, layers, params],
          `${fixed(memory.bytes / 1e9, 1)} GB`,
        ]),
      ),
    };
  });
};
