import type { InitializerName } from '../../../layers/initializers.ts';
import { axesBut, type RuleParams } from '../../../layers/rules.ts';
import type { Padding } from '../../../layers/sliding.ts';
import { message } from '../../../text/message.ts';
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

const refuseDilation = (what: '3d' | 'depthwise' | 'transposed'): Refusal =>
  refuse('dilationRate', message('interchange.no-dilation', { what }), message('interchange.fix-dilation'));

const convolution =
  (dimensions: number): Express<Params> =>
  (params, { inputs: [shape] }) => {
    if (params.groups > 1) {
      return refuse('groups', message('interchange.no-groups'), message('interchange.fix-groups'));
    }
    if (dimensions === 3 && dilated(params)) return refuseDilation('3d');
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
      ? refuseDilation('depthwise')
      : weighted('DepthwiseConv2D', params, {
          depth_multiplier: params.depthMultiplier,
          ...windowConfig(params),
          depthwise_initializer: initializer(params.depthwiseInitializer),
          ...rules(params, depthwiseAxes, 'depthwise'),
        }),
  separableConv2d: (params) =>
    dilated(params)
      ? refuse('dilationRate', message('interchange.separable-dilation'), message('interchange.fix-dilation'))
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
    if (dilated(params)) return refuseDilation('transposed');
    if (params.outputPadding.length > 0) {
      return refuse(
        'outputPadding',
        message('interchange.no-output-padding'),
        message('interchange.fix-output-padding'),
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
      message('interchange.no-partial-connections'),
      message('interchange.fix-partial-connections'),
    ),
} satisfies Partial<Table>;
