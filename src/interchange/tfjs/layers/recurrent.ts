import type { CellParams } from '../../../layers/recurrent/cells.ts';
import { gateAxes } from '../../../layers/recurrent/cells.ts';
import { kindOf } from '../../../layers/registry.ts';
import { axesBut } from '../../../layers/rules.ts';
import { message } from '../../../text/message.ts';
import { activationName } from '../activations.ts';
import { initializer, rules } from '../config.ts';
import { isRefusal, type Refusal, refuse, type Table, type TfjsLayer } from '../layer.ts';

type Recurrent = Omit<CellParams, 'unitForgetBias' | 'resetAfter'> & {
  readonly returnSequences: boolean;
  readonly goBackwards?: boolean;
};

function recurrent(className: string, params: Recurrent, own: TfjsLayer['config']): TfjsLayer | Refusal {
  const config: Record<string, unknown> = {
    ...own,
    units: params.units,
    use_bias: params.useBias,
    kernel_initializer: initializer(params.kernelInitializer),
    recurrent_initializer: initializer(params.recurrentInitializer),
    bias_initializer: initializer(params.biasInitializer),
    return_sequences: params.returnSequences,
    go_backwards: params.goBackwards ?? false,
    dropout: params.dropout,
    recurrent_dropout: params.recurrentDropout,
    ...rules(params, gateAxes),
    ...rules(params, gateAxes, 'recurrent'),
  };
  for (const [parameter, key] of [
    ['activation', 'activation'],
    ['recurrentActivation', 'recurrent_activation'],
  ] as const) {
    config[key] = activationName(params[parameter]);
    if (config[key] === null) {
      return refuse(
        parameter,
        message('interchange.no-recurrent-activation', { activation: params[parameter] }),
        message('interchange.fix-recurrent-activation'),
      );
    }
  }
  return { className, config, weights: {} };
}

const refuseResetAfter = (): Refusal =>
  refuse('resetAfter', message('interchange.no-reset-after'), message('interchange.fix-reset-after'));

const chainOf = (layer: TfjsLayer | Refusal) => ('reason' in layer ? layer : [layer]);

/** TensorFlow.js names the two directions after the layer inside. */
const inside = 'rnn';

export const recurrents = {
  embedding: (params) => [
    {
      className: 'Embedding',
      config: {
        input_dim: params.inputDim,
        output_dim: params.outputDim,
        embeddings_initializer: initializer(params.embeddingsInitializer),
        ...rules(params, axesBut(2, 0), 'embeddings'),
        mask_zero: false,
      },
      weights: {},
    },
  ],
  lstm: (params) => chainOf(recurrent('LSTM', params, { unit_forget_bias: params.unitForgetBias })),
  gru: (params) =>
    params.resetAfter ? refuseResetAfter() : chainOf(recurrent('GRU', params, { reset_after: false })),
  bidirectional(params) {
    if (params.layer === 'gru' && params.resetAfter) return refuseResetAfter();
    const own =
      params.layer === 'lstm' ? { unit_forget_bias: params.unitForgetBias } : { reset_after: false };
    const layer = recurrent(params.layer.toUpperCase(), params, own);
    if ('reason' in layer) return layer;
    return [
      {
        className: 'Bidirectional',
        config: {
          layer: { class_name: layer.className, config: { ...layer.config, name: inside } },
          merge_mode: params.mergeMode,
        },
        weights: {
          // `forward_kernel` to `forward_rnn/kernel`
          path: (name) => name.replace(/^(forward|backward)_/, `$1_${inside}/`),
        },
      },
    ];
  },
  timeDistributed(params, { inputs, express }) {
    const kind = kindOf(params.layer)!;
    const parsed = kind.parameters.parse(params.params);
    const layers = express(
      kind,
      parsed,
      inputs.map((shape) => shape.slice(1)),
    );
    if (isRefusal(layers))
      return {
        ...layers,
        reason: message('interchange.inner-layer', { kind: kind.title, reason: layers.reason }),
      };
    return layers.map(({ className, config, weights }) => ({
      className: 'TimeDistributed',
      config: { layer: { class_name: className, config: { ...config, name: 'layer' } } },
      ...(weights && { weights }),
    }));
  },
} satisfies Partial<Table>;
