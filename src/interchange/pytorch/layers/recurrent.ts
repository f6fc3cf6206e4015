import type { ActivationName } from '../../../layers/activations.ts';
import { message } from '../../../text/message.ts';
import { args } from '../../python/literal.ts';
import { activationFunction, activationHelpers } from '../activations.ts';
import { type Express, moduleOf, type Refusal, type Table, type TorchWeight } from '../layer.ts';

interface Recurrent {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly activation: ActivationName;
  readonly recurrentActivation: ActivationName;
  readonly useBias: boolean;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly goBackwards: boolean;
}

const refuse = (parameter: string, key: 'dropout' | 'activation'): Refusal => ({
  parameter,
  reason: message(`interchange.no-torch-recurrent-${key}`),
  remedy: message(`interchange.fix-torch-recurrent-${key}`),
});

const weights = ({ name }: { readonly name: string }): TorchWeight => {
  if (name === 'bias') return { key: 'bias' };
  return { key: name === 'kernel' ? 'weight' : 'recurrent_weight', axes: [1, 0] };
};

const recurrent =
  (which: 'LSTM' | 'GRU'): Express<Recurrent & { readonly resetAfter?: boolean }> =>
  (params, { inputs: [shape] }) => {
    if (params.dropout > 0) return refuse('dropout', 'dropout');
    if (params.recurrentDropout > 0) return refuse('recurrentDropout', 'dropout');
    const activation = activationFunction(params.activation);
    const inner = activationFunction(params.recurrentActivation);
    if (activation === null) return refuse('activation', 'activation');
    if (inner === null) return refuse('recurrentActivation', 'activation');
    const named = args(
      [shape!.at(-1)!, params.units],
      {
        sequences: params.returnSequences,
        backwards: params.goBackwards,
        bias: params.useBias,
        reset_after: params.resetAfter ?? true,
      },
      { sequences: false, backwards: false, bias: true, reset_after: true },
    );
    const functions = [
      ...(activation === 'torch.tanh' ? [] : [`activation=${activation}`]),
      ...(inner === 'torch.sigmoid' ? [] : [`recurrent=${inner}`]),
    ];
    const helpers = [
      which,
      ...activationHelpers(params.activation),
      ...activationHelpers(params.recurrentActivation),
    ];
    return moduleOf(`${which}(${[named, ...functions].join(', ')})`, { weights, helpers });
  };

const refuseWrapper = (): Refusal => ({
  parameter: null,
  reason: message('interchange.no-torch-wrapper'),
  remedy: message('interchange.fix-torch-wrapper'),
});

export const recurrents = {
  embedding: ({ inputDim, outputDim }) => ({
    modules: { '': `nn.Embedding(${args([inputDim, outputDim])})` },
    call: (module, [input]) => `${module()}(${input}.long()).movedim(-1, 1)`,
    weights: () => ({ key: 'weight' }),
  }),
  lstm: recurrent('LSTM'),
  gru: recurrent('GRU'),
  bidirectional: refuseWrapper,
  timeDistributed: refuseWrapper,
} satisfies Partial<Table>;
