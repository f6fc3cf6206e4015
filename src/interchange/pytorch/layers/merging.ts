import { axisOf } from '../../../layers/axis.ts';
import { message } from '../../../text/message.ts';
import { dimOf, expression, type Table } from '../layer.ts';

export const mergings = {
  add: () => expression((...inputs) => inputs.join(' + ')),
  multiply: () => expression((...inputs) => inputs.join(' * ')),
  average: () => expression((...inputs) => `(${inputs.join(' + ')}) / ${inputs.length}`),
  maximum: () =>
    expression((...inputs) => inputs.reduce((largest, input) => `torch.maximum(${largest}, ${input})`)),
  concatenate: ({ axis }, { inputs: [shape] }) =>
    expression(
      (...inputs) => `torch.cat((${inputs.join(', ')}), dim=${dimOf(axisOf(axis, shape!)!, shape!.length)})`,
    ),
  dot({ normalize }, { inputs }) {
    if (inputs.some((shape) => shape.length > 1)) {
      return {
        parameter: null,
        reason: message('interchange.no-torch-dot'),
        remedy: message('interchange.fix-torch-dot'),
      };
    }
    const side = (input: string): string => (normalize ? `F.normalize(${input}, eps=1e-6)` : input);
    return expression((one, other) => `(${side(one!)} * ${side(other!)}).sum(1, keepdim=True)`);
  },
} satisfies Partial<Table>;
