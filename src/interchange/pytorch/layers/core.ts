import { axisOf } from '../../../layers/axis.ts';
import { args } from '../../python/literal.ts';
import { activated, activationHelpers } from '../activations.ts';
import { channelsFirst, expression, moduleOf, movedLast, type Table } from '../layer.ts';

export const cores = {
  input: () => expression(() => 'x'),
  dense: (params, { inputs: [shape] }) => ({
    modules: {
      '': `nn.Linear(${args([shape!.at(-1)!, params.units], { bias: params.useBias }, { bias: true })})`,
    },
    call: (module, [input]) =>
      activated(
        params.activation,
        movedLast(shape!.length, input!, (last) => `${module()}(${last})`),
      ),
    weights: ({ name }) => (name === 'bias' ? { key: 'bias' } : { key: 'weight', axes: [1, 0] }),
    helpers: activationHelpers(params.activation),
  }),
  rbfOutput: ({ output }, { inputs: [shape], output: [classes] }) => ({
    modules: { '': `RBFOutput(${args([classes, shape![0]!])})` },
    call: (module, [input]) =>
      output === 'distance' ? `${module()}(${input})` : `F.softmax(-${module()}(${input}), dim=1)`,
    weights: () => ({ key: 'targets' }),
    helpers: ['RBFOutput'],
  }),
  activation: ({ activation, negativeSlope }) =>
    activation === 'leakyRelu'
      ? expression((input) => `F.leaky_relu(${input}, ${negativeSlope})`)
      : {
          ...expression((input) => activated(activation, input!)),
          helpers: activationHelpers(activation),
        },
  prelu({ sharedAxes }, { inputs: [shape] }) {
    const shared = new Set(sharedAxes.map((axis) => axisOf(axis, shape!)));
    const axes = channelsFirst(shape!.length);
    const slopes = axes.map((axis) => (shared.has(axis) ? 1 : shape![axis]!));
    return moduleOf(`PReLU(${args(slopes)})`, {
      weights: () => ({ key: 'weight', axes }),
      helpers: ['PReLU'],
    });
  },
} satisfies Partial<Table>;
