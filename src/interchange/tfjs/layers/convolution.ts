import type { InitializerName } from '../../../layers/initializers.ts';
import { axesBut, type RuleParams } from '../../../layers/rules.ts';
import type { Padding } from '../../../layers/sliding.ts';
import { initializer, rules, weighted, windowConfig } from '../config.ts';
import { asImage, type Express, type Refusal, refuse, type Table } from '../layer.ts';

type Params = Parameters<typeof windowConfig>[0] &
  Parameters<typeof weighted>[1] &
  RuleParams & {
    readonly filters: number;
    readonly groups: number;
    readonly padding: Padding;
    readonly kernelInitializer: InitializerName;
  };

const dilated = ({ dilationRate }: { readonly dilationRate: readonly number[] }): boolean =>
  dilationRate.some((rate) => rate > 1);

const refuseDilation = (what: string): Refusal =>
  refuse(
    'dilationRate',
    `TensorFlow.js computes ${what} without dilation.`,
    'Set the dilation to 1, with a larger kernel to see as far.',
  );

const convolution =
  (dimensions: number): Express<Params> =>
  (params, { inputs: [shape] }) => {
    if (params.groups > 1) {
      return refuse(
        'groups',
        'TensorFlow.js ignores groups: it would convolve over all channels.',
        'Set groups to 1, or split the channels over branches that are concatenated.',
      );
    }
    if (dimensions === 3 && dilated(params)) return refuseDilation('3D convolutions');
    const causal = params.padding === 'causal';
    const layers = weighted(`Conv${dimensions}D`, params, {
      filters: params.filters,
      ...windowConfig(params, causal ? 'valid' : params.padding),
      kernel_initializer: initializer(params.kernelInitializer),
      ...rules(params, axesBut(dimensions + 2, dimensions + 1)),
    });
    if (!causal) return layers;
    // TensorFlow.js refuses causal padding: the zeros come before.
    const before = (params.kernelSize[0]! - 1) * params.dilationRate[0]!;
    const pad = {
      className: 'ZeroPadding2D',
      config: {
        padding: [
          [before, 0],
          [0, 0],
        ],
        data_format: 'channels_last',
      },
    };
    const [length, channels] = shape as [number, number];
    return [...asImage(shape!, [pad], [length + before, channels]), ...layers];
  };

const depthwiseAxes = axesBut(4, 2, 3);

export const convolutions = {
  conv1d: convolution(1),
  conv2d: convolution(2),
  conv3d: convolution(3),
  depthwiseConv2d: (params) =>
    dilated(params)
      ? refuseDilation('depthwise convolutions')
      : weighted('DepthwiseConv2D', params, {
          depth_multiplier: params.depthMultiplier,
          ...windowConfig(params),
          depthwise_initializer: initializer(params.depthwiseInitializer),
          ...rules(params, depthwiseAxes, 'depthwise'),
        }),
  separableConv2d: (params) =>
    dilated(params)
      ? refuse(
          'dilationRate',
          'TensorFlow.js fails on separable convolutions with dilation where it runs on native TensorFlow without oneDNN.',
          'Set the dilation to 1, with a larger kernel to see as far.',
        )
      : weighted('SeparableConv2D', params, {
          filters: params.filters,
          depth_multiplier: params.depthMultiplier,
          ...windowConfig(params),
          depthwise_initializer: initializer(params.depthwiseInitializer),
          pointwise_initializer: initializer(params.pointwiseInitializer),
          ...rules(params, depthwiseAxes, 'depthwise'),
          ...rules(params, axesBut(4, 3), 'pointwise'),
        }),
  conv2dTranspose(params) {
    if (dilated(params)) return refuseDilation('transposed convolutions');
    if (params.outputPadding.length > 0) {
      return refuse(
        'outputPadding',
        'TensorFlow.js has no output padding in transposed convolutions.',
        'Leave the output padding empty, and pad or crop the output with a layer after it.',
      );
    }
    return weighted('Conv2DTranspose', params, {
      filters: params.filters,
      ...windowConfig(params),
      kernel_initializer: initializer(params.kernelInitializer),
      ...rules(params, axesBut(4, 2)),
    });
  },
  partiallyConnectedConv2d: () =>
    refuse(
      null,
      'TensorFlow.js has no convolution whose maps are connected to some of its inputs only.',
      'Replace it with a Conv2D, which is connected to all, and train it.',
    ),
} satisfies Partial<Table>;
