import type { CellParams } from '../../../layers/recurrent/cells.ts';
import { gateAxes } from '../../../layers/recurrent/cells.ts';
import { kindOf } from '../../../layers/registry.ts';
import { axesBut } from '../../../layers/rules.ts';
import type { Shape } from '../../../layers/shape.ts';
import { message } from '../../../text/message.ts';
import { type Codec, type Config, isConfig, type KerasLayer, type Table, Unreadable } from '../layer.ts';
import { activated, codec, constantPart, initialized, readParts, ruled, same, writeParts } from '../parts.ts';

const recurrent = [
  same('units', 'units'),
  same('returnSequences', 'return_sequences'),
  activated('activation', 'activation'),
  activated('recurrentActivation', 'recurrent_activation'),
  same('useBias', 'use_bias'),
  same('dropout', 'dropout'),
  same('recurrentDropout', 'recurrent_dropout'),
  initialized('kernelInitializer', 'kernel_initializer'),
  initialized('recurrentInitializer', 'recurrent_initializer'),
  initialized('biasInitializer', 'bias_initializer'),
  ruled({ kernel: gateAxes, recurrent: gateAxes }),
  constantPart({ return_state: false }),
] as const;

const goBackwards = same('goBackwards', 'go_backwards');
const unitForgetBias = same('unitForgetBias', 'unit_forget_bias');
const resetAfter = same('resetAfter', 'reset_after');

/** The weights of a recurrent layer are its cell's. */
const inCell: Pick<Codec<unknown>, 'groups'> = {
  groups: (_params, specs) => [{ path: 'cell', names: specs.map(({ name }) => name) }],
};

type RecurrentConfig = Omit<CellParams, 'unitForgetBias' | 'resetAfter'> & {
  readonly layer: 'lstm' | 'gru';
  readonly mergeMode: string;
  readonly returnSequences: boolean;
  readonly unitForgetBias: boolean;
  readonly resetAfter: boolean;
};

const cells = {
  lstm: { className: 'LSTM', parts: [...recurrent, unitForgetBias] },
  gru: { className: 'GRU', parts: [...recurrent, resetAfter] },
} as const;

const kindsOfCell: ReadonlyMap<unknown, keyof typeof cells> = new Map([
  ['LSTM', 'lstm'],
  ['GRU', 'gru'],
]);

const ownClass = (className: string, name: string, config: Config) => ({
  module: 'keras.layers',
  class_name: className,
  config: { ...config, name },
  registered_name: null,
});

/** The layer that a wrapper has in its config. @throws Unreadable where it has none */
function wrapped(config: Config, key: string): KerasLayer {
  const found = config[key];
  if (isConfig(found) && isConfig(found['config']) && typeof found['class_name'] === 'string')
    return { className: found['class_name'], config: found['config'] };
  throw new Unreadable(message('import.no-inner-layer', { setting: key }));
}

const directions = ['forward', 'backward'] as const;

const bidirectional: Codec<RecurrentConfig> = {
  classes: ['Bidirectional'],
  write(params) {
    const { className, parts } = cells[params.layer];
    const config = writeParts(parts, params);
    return {
      className: 'Bidirectional',
      config: {
        merge_mode: params.mergeMode,
        layer: ownClass(className, 'forward', { ...config, go_backwards: false }),
        backward_layer: ownClass(className, 'backward', { ...config, go_backwards: true }),
      },
    };
  },
  read({ config }, reader) {
    const inner = wrapped(config, 'layer');
    const layer = kindsOfCell.get(inner.className);
    if (!layer) throw new Unreadable(message('import.unknown-class', { className: inner.className }));
    // The backward layer is the same in the other direction, unless a person has given another.
    const back = config['backward_layer'] ? wrapped(config, 'backward_layer') : inner;
    const parts = [...cells[layer].parts, { ...goBackwards, read: () => ({}) }];
    const [forth, backward] = [inner, back].map((each) => readParts(parts, each.config, reader));
    if (back.className !== inner.className || JSON.stringify(forth) !== JSON.stringify(backward))
      throw new Unreadable(message('import.directions-differ'));
    return {
      ...forth,
      layer,
      ...(config['merge_mode'] !== undefined && { mergeMode: config['merge_mode'] }),
    };
  },
  groups: (_params, specs) =>
    directions.map((direction) => ({
      path: `${direction}_layer/cell`,
      names: specs.map(({ name }) => name).filter((name) => name.startsWith(`${direction}_`)),
    })),
};

interface Distributed {
  readonly layer: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const timeDistributed: Codec<Distributed> = {
  classes: ['TimeDistributed'],
  write({ layer, params }, { inputs, write }) {
    const kind = kindOf(layer)!;
    const steps = inputs.map((shape): Shape => shape.slice(1));
    const { className, config } = write(kind, kind.parameters.parse(params), steps);
    return { className: 'TimeDistributed', config: { layer: ownClass(className, 'layer', config) } };
  },
  read({ config }, reader) {
    const { kind, params } = reader.read(wrapped(config, 'layer'));
    return { layer: kind, params };
  },
  groups: (_params, specs) => [{ path: 'layer', names: specs.map(({ name }) => name) }],
};

export const recurrents = {
  embedding: codec('Embedding', [
    same('inputDim', 'input_dim'),
    same('outputDim', 'output_dim'),
    initialized('embeddingsInitializer', 'embeddings_initializer'),
    ruled({ embeddings: axesBut(2, 0) }),
    constantPart({ mask_zero: false }),
  ]),
  lstm: codec('LSTM', [...recurrent, goBackwards, unitForgetBias], inCell),
  gru: codec('GRU', [...recurrent, goBackwards, resetAfter], inCell),
  bidirectional,
  timeDistributed,
} satisfies Partial<Table>;
