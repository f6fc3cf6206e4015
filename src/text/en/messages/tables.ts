/** Columns of a network's table of layers. */
export const tables = {
  name: 'Layer',
  kind: 'Kind',
  settings: 'Settings',
  output: 'Output',
  params: 'Parameters',
  macs: 'Multiply-adds',
  field: 'Receptive field',
  total: 'Total',
};
