import { type FormatOf, textFile } from '../format.ts';
import { grouped, layerTable } from '../layer-table.ts';
import { noOptions } from '../options.ts';
import { escaped } from './escape.ts';

const row = (cells: readonly string[]): string => `    ${cells.join(' & ')} \\\\`;

/** The table of layers for a paper: it wants the package booktabs. */
export const latex: FormatOf<'document'> = {
  id: 'latex',
  source: 'document',
  extensions: ['.tex'],
  options: noOptions,
  supports: () => [],
  write(source) {
    const { title, columns, rows, total } = layerTable(source);
    const count = (value: number): string => escaped(grouped(value, source.language));
    const lines = [
      '% \\usepackage{booktabs}',
      '\\begin{table}',
      '  \\centering',
      `  \\caption{${escaped(title)}}`,
      '  \\begin{tabular}{llllrrr}',
      '    \\toprule',
      row(columns.map(escaped)),
      '    \\midrule',
      ...rows.map(({ name, kind, settings, output, params, macs, field }) =>
        row([...[name, kind, settings, output].map(escaped), count(params), count(macs), escaped(field)]),
      ),
      '    \\midrule',
      row([escaped(total.name), '', '', '', count(total.params), count(total.macs), '']),
      '    \\bottomrule',
      '  \\end{tabular}',
      '\\end{table}',
    ];
    return [textFile('layers.tex', `${lines.join('\n')}\n`)];
  },
};
