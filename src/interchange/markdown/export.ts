import { type FormatOf, textFile } from '../format.ts';
import { grouped, layerTable } from '../layer-table.ts';
import { noOptions } from '../options.ts';

const escaped = (text: string): string => text.replace(/[\\|*_`<>[\]]/g, '\\$&').replace(/\s+/g, ' ');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The table of layers, as GitHub and Pandoc read it. */
export const markdown: FormatOf<'document'> = {
  id: 'markdown',
  source: 'document',
  extensions: ['.md'],
  options: noOptions,
  supports: () => [],
  write(source) {
    const { title, columns, rows, total } = layerTable(source);
    const count = (value: number): string => grouped(value, source.language);
    const lines = [
      `# ${escaped(title)}`,
      '',
      row(columns),
      row(['---', '---', '---', '---', '---:', '---:', '---:']),
      ...rows.map(({ name, kind, settings, output, params, macs, field }) =>
        row([...[name, kind, settings, output].map(escaped), count(params), count(macs), field]),
      ),
      row([`**${total.name}**`, '', '', '', `**${count(total.params)}**`, `**${count(total.macs)}**`, '']),
    ];
    return [textFile('layers.md', `${lines.join('\n')}\n`)];
  },
};
