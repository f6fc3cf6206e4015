import { csvTable } from '../csv/table.ts';
import { type FormatOf, textFile } from '../format.ts';
import { layerTable } from '../layer-table.ts';
import { noOptions } from '../options.ts';

/** The table of layers for a spreadsheet; its columns are named in English, for programs. */
export const csvLayers: FormatOf<'document'> = {
  id: 'csv-layers',
  source: 'document',
  extensions: ['.csv'],
  options: noOptions,
  supports: () => [],
  write(source) {
    const { rows } = layerTable(source);
    const head = ['name', 'kind', 'settings', 'output', 'params', 'macs', 'receptive_field'];
    const cells = rows.map(({ name, kind, settings, output, params, macs, field }) => [
      name,
      kind,
      settings,
      output,
      params,
      macs,
      field,
    ]);
    return [textFile('layers.csv', csvTable(head, cells))];
  },
};
