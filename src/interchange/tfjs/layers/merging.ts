import { axisOf } from '../../../layers/axis.ts';
import { message } from '../../../text/message.ts';
import { plain, refuse, type Table } from '../layer.ts';

export const mergings = {
  add: () => plain('Add'),
  multiply: () => plain('Multiply'),
  average: () => plain('Average'),
  maximum: () => plain('Maximum'),
  concatenate: ({ axis }, { inputs: [shape] }) => plain('Concatenate', { axis: axisOf(axis, shape!)! + 1 }),
  dot: ({ axes, normalize }, { inputs }) =>
    inputs.some((shape) => shape.length > 2)
      ? refuse(null, message('interchange.no-tensor-products'), message('interchange.fix-tensor-products'))
      : plain('Dot', {
          axes: axes.map((axis, index) => axisOf(axis, inputs[index]!)! + 1),
          normalize,
        }),
} satisfies Partial<Table>;
