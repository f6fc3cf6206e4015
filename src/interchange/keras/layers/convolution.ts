import { axesBut } from '../../../layers/rules.ts';
import type { Table } from '../layer.ts';
import { activated, codec, constantPart, initialized, lengths, part, ruled, same } from '../parts.ts';

const lastChannels = constantPart({ data_format: 'channels_last' });

const biased = [same('useBias', 'use_bias'), initialized('biasInitializer', 'bias_initializer')] as const;

const sliding = (dimensions: number) =>
  [
    lengths('kernelSize', 'kernel_size', dimensions),
    lengths('strides', 'strides', dimensions),
    same('padding', 'padding'),
  ] as const;

const common = (dimensions: number) =>
  [
    ...sliding(dimensions),
    lengths('dilationRate', 'dilation_rate', dimensions),
    activated('activation', 'activation'),
    ...biased,
    lastChannels,
  ] as const;

const convolution = (dimensions: number) =>
  [
    same('filters', 'filters'),
    ...common(dimensions),
    same('groups', 'groups'),
    initialized('kernelInitializer', 'kernel_initializer'),
    ruled({ kernel: axesBut(dimensions + 2, dimensions + 1) }),
  ] as const;

const depthwiseAxes = axesBut(4, 2, 3);

export const convolutions = {
  conv1d: codec('Conv1D', convolution(1)),
  conv2d: codec('Conv2D', convolution(2)),
  conv3d: codec('Conv3D', convolution(3)),
  depthwiseConv2d: codec('DepthwiseConv2D', [
    same('depthMultiplier', 'depth_multiplier'),
    ...common(2),
    initialized('depthwiseInitializer', 'depthwise_initializer'),
    ruled({ depthwise: depthwiseAxes }),
  ]),
  separableConv2d: codec('SeparableConv2D', [
    same('filters', 'filters'),
    same('depthMultiplier', 'depth_multiplier'),
    ...common(2),
    initialized('depthwiseInitializer', 'depthwise_initializer'),
    initialized('pointwiseInitializer', 'pointwise_initializer'),
    ruled({ depthwise: depthwiseAxes, pointwise: axesBut(4, 3) }),
  ]),
  conv2dTranspose: codec('Conv2DTranspose', [
    same('filters', 'filters'),
    ...common(2),
    part({
      keys: ['output_padding'],
      write: ({ outputPadding }: { readonly outputPadding: readonly number[] }) => ({
        output_padding: outputPadding.length > 0 ? outputPadding : null,
      }),
      read: (config, reader) => lengths('outputPadding', 'output_padding', 2).read(config, reader),
    }),
    initialized('kernelInitializer', 'kernel_initializer'),
    ruled({ kernel: axesBut(4, 2) }),
  ]),
  /** A class of ours: `convas_layers.py`. */
  partiallyConnectedConv2d: codec('PartiallyConnectedConv2D', [
    same('connections', 'connections'),
    ...sliding(2),
    activated('activation', 'activation'),
    ...biased,
    initialized('kernelInitializer', 'kernel_initializer'),
    // A norm is a whole filter's.
    ruled({ kernel: axesBut(4, 3) }),
  ]),
} satisfies Partial<Table>;
