import { args, literal } from '../../python/literal.ts';
import { edgesOf } from '../../same-padding.ts';
import { activated, activationHelpers } from '../activations.ts';
import { type Express, expression, type Table } from '../layer.ts';
import { padded } from './convolution.ts';

interface Pooling {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
}

const pooling =
  (which: 'max' | 'avg', rank: number): Express<Pooling> =>
  ({ poolSize, strides, padding }, { inputs: [shape] }) => {
    const window = { size: poolSize, strides, dilation: poolSize.map(() => 1), padding };
    const edges = edgesOf(window, shape!.slice(0, -1));
    const pads = edges.some(([before, after]) => before + after > 0);
    const pool = (input: string): string =>
      `F.${which}_pool${rank}d(${input}, ${literal(poolSize)}, ${literal(strides)})`;
    return expression((input) => {
      if (which === 'max') return pool(padded(input!, edges, pads ? "float('-inf')" : undefined));
      // The mean of what lies inside: zeros are not counted.
      return pads
        ? `${pool(padded(input!, edges))} / ${pool(padded(`torch.ones_like(${input})`, edges))}`
        : pool(input!);
    });
  };

const globalPooling =
  (which: 'amax' | 'mean', rank: number): Express<{ readonly keepdims: boolean }> =>
  ({ keepdims }) =>
    expression(
      (input) =>
        `${input}.${which}(${literal(Array.from({ length: rank }, (_, at) => at + 2))}${keepdims ? ', keepdim=True' : ''})`,
    );

export const poolings = {
  maxPooling1d: pooling('max', 1),
  maxPooling2d: pooling('max', 2),
  maxPooling3d: pooling('max', 3),
  averagePooling1d: pooling('avg', 1),
  averagePooling2d: pooling('avg', 2),
  averagePooling3d: pooling('avg', 3),
  globalAveragePooling1d: globalPooling('mean', 1),
  globalAveragePooling2d: globalPooling('mean', 2),
  globalAveragePooling3d: globalPooling('mean', 3),
  globalMaxPooling1d: globalPooling('amax', 1),
  globalMaxPooling2d: globalPooling('amax', 2),
  globalMaxPooling3d: globalPooling('amax', 3),
  subsampling2d: ({ poolSize, useCoefficient, activation }, { inputs: [shape] }) => ({
    modules: {
      '': `Subsampling2d(${args([shape!.at(-1)!, poolSize], { coefficient: useCoefficient }, { coefficient: true })})`,
    },
    call: (module, [input]) => activated(activation, `${module()}(${input})`),
    weights: ({ name }) => ({ key: name === 'coefficient' ? 'weight' : 'bias' }),
    helpers: ['Subsampling2d', ...activationHelpers(activation)],
  }),
} satisfies Partial<Table>;
