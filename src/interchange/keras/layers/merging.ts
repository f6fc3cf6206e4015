import type { Table } from '../layer.ts';
import { axis, codec, lengths, same } from '../parts.ts';

export const mergings = {
  add: codec('Add', []),
  multiply: codec('Multiply', []),
  average: codec('Average', []),
  maximum: codec('Maximum', []),
  concatenate: codec('Concatenate', [axis]),
  dot: codec('Dot', [lengths('axes', 'axes', 2), same('normalize', 'normalize')]),
} satisfies Partial<Table>;
