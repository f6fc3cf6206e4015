import { describe, expect, it } from 'vitest';
import type { Config, Dialect } from '../../src/interchange/keras/layer.ts';
import { readLayer } from '../../src/interchange/keras/read-layer.ts';
import { groupsOf, writeLayer } from '../../src/interchange/keras/table.ts';
import type { LayerKind } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import { grids } from '../conformance/grids.ts';

const read = (className: string, config: Config, dialect: Dialect = 3) =>
  readLayer({ className, config }, dialect);

/** Parameters that mean nothing where another has this value. */
const idle: Readonly<Record<string, (params: Record<string, unknown>) => readonly string[]>> = {
  activation: ({ activation }) => (activation === 'leakyRelu' ? [] : ['negativeSlope']),
  bidirectional: ({ layer }) => (layer === 'lstm' ? ['resetAfter'] : ['unitForgetBias']),
};

type Params = Readonly<Record<string, unknown>>;

/** Parameters that mean the same and are written another way. */
const wanted: Readonly<Record<string, (params: Params, inputs: readonly (readonly number[])[]) => Params>> = {
  timeDistributed: distributed,
  /** Keras takes a negative axis for another: they are written counted from the front, the batch included. */
  prelu: ({ sharedAxes, ...rest }, [shape]) => ({
    ...rest,
    sharedAxes: (sharedAxes as number[]).map((axis) => (axis < 0 ? axis + shape!.length + 1 : axis)),
  }),
};

describe.each(Object.values<LayerKind>(kinds))('$kind', (kind) => {
  const cases = grids[kind.kind as keyof typeof grids].map(({ params, inputs }) => ({
    params: kind.parameters.parse(params),
    inputs,
  }));

  it('reads what it writes', () => {
    for (const { params, inputs } of cases) {
      const { className, config } = writeLayer(kind, params, inputs);
      // As a file has it.
      const found = read(className, JSON.parse(JSON.stringify(config)));
      expect(found.notes).toEqual([]);
      expect(found.kind).toBe(kind.kind);
      const without = new Set(idle[kind.kind]?.(params) ?? []);
      // A rule's size means nothing without the rule, and a width of its own where proportions are kept.
      if (params['kernelConstraint'] !== 'maxNorm') without.add('kernelMaxNorm');
      if (params['keepProportions'] === true) without.add('widthFactor');
      const printed = (all: Readonly<Record<string, unknown>>) =>
        Object.fromEntries(Object.entries(all).filter(([name]) => !without.has(name)));
      const expected = (wanted[kind.kind] ?? ((own) => own))(params, inputs);
      expect(printed(found.params)).toEqual(printed(expected));
    }
  });

  it('has a place for each weight', () => {
    for (const { params, inputs } of cases) {
      const specs = kind.weights(params, inputs);
      const names = groupsOf(kind, params, specs).flatMap((group) => group.names);
      expect([...names].sort()).toEqual(specs.map(({ name }) => name).sort());
    }
  });
});

/** The inner layer's parameters, written out. */
function distributed(params: Params): Params {
  const inner = Object.values<LayerKind>(kinds).find(({ kind }) => kind === params['layer'])!;
  const { className, config } = writeLayer(inner, inner.parameters.parse(params['params']), [[3, 6, 5, 2]]);
  const { layer: _, ...own } = params;
  return { ...own, layer: inner.kind, params: read(className, config).params };
}

describe('a config of Keras', () => {
  it('may have one number for all dimensions, and say less than it could', () => {
    expect(read('Conv2D', { filters: 4, kernel_size: 5, strides: 2 }).params).toMatchObject({
      kernelSize: [5, 5],
      strides: [2, 2],
    });
    expect(read('MaxPooling2D', { pool_size: [3, 2], strides: null }).params).toMatchObject({
      strides: [3, 2],
    });
    expect(read('ZeroPadding2D', { padding: 2 }).params).toEqual({ padding: [2, 2, 2, 2] });
    expect(read('ZeroPadding2D', { padding: [1, 3] }).params).toEqual({ padding: [1, 1, 3, 3] });
    expect(read('BatchNormalization', { axis: [3] }, 2).params).toMatchObject({ axis: 3 });
  });

  it.each([
    ['ReLU', {}, { activation: 'relu' }],
    ['ReLU', { max_value: 6 }, { activation: 'relu6' }],
    ['ReLU', { negative_slope: 0.1 }, { activation: 'leakyRelu', negativeSlope: 0.1 }],
    ['LeakyReLU', { alpha: 0.25 }, { activation: 'leakyRelu', negativeSlope: 0.25 }],
    ['LeakyReLU', { negative_slope: 0.25 }, { activation: 'leakyRelu', negativeSlope: 0.25 }],
    ['Softmax', { axis: -1 }, { activation: 'softmax' }],
    ['ELU', { alpha: 1 }, { activation: 'elu' }],
    ['Activation', { activation: 'silu' }, { activation: 'swish' }],
  ])('%s %j is an activation', (className, config, expected) => {
    expect(read(className, config)).toMatchObject({ kind: 'activation', params: expected, notes: [] });
  });

  it.each([
    [
      'Conv2D',
      { filters: 4, kernel_size: 3, data_format: 'channels_first' },
      3,
      'data_format = "channels_first"',
    ],
    ['Dense', { units: 4, activation: 'mish' }, 3, 'activation = "mish"'],
    ['ReLU', { max_value: 1 }, 3, 'max_value = 1'],
    ['Softmax', { axis: 1 }, 3, 'axis = 1'],
    ['Embedding', { input_dim: 4, output_dim: 4, mask_zero: true }, 3, 'mask_zero = true'],
    ['LSTM', { units: 4, return_state: true }, 3, 'return_state = true'],
    ['Dense', { units: 4, activation: 'hard_sigmoid' }, 2, 'activation = "hard_sigmoid"'],
    ['Dense', { units: -1 }, 3, 'units'],
    ['Dense', { units: 1e12 }, 3, 'units'],
    ['MultiHeadAttention', {}, 3, 'MultiHeadAttention'],
    ['constructor', {}, 3, 'constructor'],
  ] as const)('%s %j is not taken for something else', (className, config, dialect, detail) => {
    expect(() => read(className, config, dialect)).toThrow(detail);
  });

  it('says what it leaves out', () => {
    const { notes } = read('Dense', {
      units: 4,
      kernel_initializer: { class_name: 'Constant', config: { value: 3 } },
      bias_regularizer: { class_name: 'L2', config: { l2: 0.1 } },
      activity_regularizer: null,
    });
    expect(notes).toHaveLength(2);
  });
});
