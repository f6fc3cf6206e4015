import type { ActivationName } from '../../../layers/activations.ts';
import type { Padding } from '../../../layers/sliding.ts';
import { args } from '../../python/literal.ts';
import { type Edge, edgesOf } from '../../same-padding.ts';
import { activated, activationHelpers } from '../activations.ts';
import type { Express, Table, TorchLayer, TorchWeight } from '../layer.ts';

/** `F.pad` takes the last dimension first. */
export const padded = (input: string, edges: readonly Edge[], value?: string): string =>
  edges.every(([before, after]) => before === 0 && after === 0)
    ? input
    : `F.pad(${input}, ${`(${[...edges].reverse().flat().join(', ')})`}${value ? `, value=${value}` : ''})`;

const isSymmetric = (edges: readonly Edge[]): boolean => edges.every(([before, after]) => before === after);

interface Convolution {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilationRate: readonly number[];
  readonly padding: Padding;
  readonly activation: ActivationName;
  readonly useBias: boolean;
}

const windowOf = ({ kernelSize, strides, dilationRate, padding }: Convolution) => ({
  size: kernelSize,
  strides,
  dilation: dilationRate,
  padding,
});

const zeros = (length: number): readonly number[] => Array.from({ length }, () => 0);
const ones = (length: number): readonly number[] => Array.from({ length }, () => 1);

/** `nn.Conv2d(...)` and what is padded before it. */
function convolution(
  params: Convolution,
  spatial: readonly number[],
  [from, to, groups]: readonly [number, number, number],
): { make: string; pad(input: string): string } {
  const edges = edgesOf(windowOf(params), spatial);
  const symmetric = isSymmetric(edges);
  const { length } = spatial;
  const make = `nn.Conv${length}d(${args(
    [from, to, params.kernelSize],
    {
      stride: params.strides,
      padding: symmetric ? edges.map(([before]) => before) : zeros(length),
      dilation: params.dilationRate,
      groups,
      bias: params.useBias,
    },
    { stride: ones(length), padding: zeros(length), dilation: ones(length), groups: 1, bias: true },
  )})`;
  return { make, pad: (input) => (symmetric ? input : padded(input, edges)) };
}

const finished = (
  params: Convolution,
  layer: TorchLayer,
  call: (module: (suffix?: string) => string, input: string) => string,
): TorchLayer => ({
  ...layer,
  call: (module, [input]) => activated(params.activation, call(module, input!)),
  helpers: [...(layer.helpers ?? []), ...activationHelpers(params.activation)],
});

const kernelOr =
  (kernel: TorchWeight) =>
  ({ name }: { readonly name: string }): TorchWeight =>
    name === 'bias' ? { key: 'bias' } : kernel;

const plainConvolution =
  (rank: number): Express<Convolution & { readonly filters: number; readonly groups: number }> =>
  (params, { inputs: [shape] }) => {
    const { make, pad } = convolution(params, shape!.slice(0, -1), [
      shape!.at(-1)!,
      params.filters,
      params.groups,
    ]);
    const axes = [rank + 1, rank, ...Array.from({ length: rank }, (_, axis) => axis)];
    return finished(
      params,
      { modules: { '': make }, call: () => '', weights: kernelOr({ key: 'weight', axes }) },
      (module, input) => `${module()}(${pad(input)})`,
    );
  };

/** `[kh, kw, channels, multiplier]` as PyTorch's groups have it. */
const depthwiseKernel = (channels: number, multiplier: number, size: readonly number[]): TorchWeight => ({
  key: 'weight',
  axes: [2, 3, 0, 1],
  shape: [channels * multiplier, 1, ...size],
});

export const convolutions = {
  conv1d: plainConvolution(1),
  conv2d: plainConvolution(2),
  conv3d: plainConvolution(3),
  depthwiseConv2d(params, { inputs: [shape] }) {
    const channels = shape!.at(-1)!;
    const { make, pad } = convolution(params, shape!.slice(0, -1), [
      channels,
      channels * params.depthMultiplier,
      channels,
    ]);
    return finished(
      params,
      {
        modules: { '': make },
        call: () => '',
        weights: kernelOr(depthwiseKernel(channels, params.depthMultiplier, params.kernelSize)),
      },
      (module, input) => `${module()}(${pad(input)})`,
    );
  },
  separableConv2d(params, { inputs: [shape] }) {
    const channels = shape!.at(-1)!;
    const between = channels * params.depthMultiplier;
    const depthwise = convolution({ ...params, useBias: false }, shape!.slice(0, -1), [
      channels,
      between,
      channels,
    ]);
    const pointwise = `nn.Conv2d(${args([between, params.filters, [1, 1]], { bias: params.useBias }, { bias: true })})`;
    const { axes, shape: own } = depthwiseKernel(channels, params.depthMultiplier, params.kernelSize);
    return finished(
      params,
      {
        modules: { '': `nn.Sequential(${depthwise.make}, ${pointwise})` },
        call: () => '',
        weights: ({ name }) =>
          name === 'bias'
            ? { key: '1.bias' }
            : name.startsWith('depthwise')
              ? { key: '0.weight', axes: axes!, shape: own! }
              : { key: '1.weight', axes: [3, 2, 0, 1] },
      },
      (module, input) => `${module()}(${depthwise.pad(input)})`,
    );
  },
  conv2dTranspose(params, { inputs: [shape], output }) {
    const spatial = output.slice(0, -1);
    const starts = edgesOf({ ...windowOf(params), padding: params.padding }, spatial).map(
      ([before]) => before,
    );
    const full = shape!
      .slice(0, -1)
      .map(
        (length, at) =>
          (length - 1) * params.strides[at]! + (params.kernelSize[at]! - 1) * params.dilationRate[at]! + 1,
      );
    const crop = params.padding === 'same' ? starts : zeros(2);
    // PyTorch's padding crops both ends; its output padding returns at the end.
    const more = spatial.map((length, at) => length - (full[at]! - 2 * crop[at]!));
    const fits = more.every(
      (each, at) => each >= 0 && each < Math.max(params.strides[at]!, params.dilationRate[at]!),
    );
    const missing = spatial.map((length, at) => Math.max(0, crop[at]! + length - full[at]!));
    const make = `nn.ConvTranspose2d(${args(
      [shape!.at(-1)!, params.filters, params.kernelSize],
      {
        stride: params.strides,
        padding: fits ? crop : zeros(2),
        output_padding: fits ? more : missing,
        dilation: params.dilationRate,
        bias: params.useBias,
      },
      { stride: [1, 1], padding: [0, 0], output_padding: [0, 0], dilation: [1, 1], bias: true },
    )})`;
    const cut = fits
      ? ''
      : `[:, :, ${crop.map((start, at) => `${start}:${start + spatial[at]!}`).join(', ')}]`;
    return finished(
      params,
      {
        modules: { '': make },
        call: () => '',
        weights: kernelOr({ key: 'weight', axes: [3, 2, 0, 1] }),
      },
      (module, input) => `${module()}(${input})${cut}`,
    );
  },
  partiallyConnectedConv2d(params, { inputs: [shape] }) {
    const whole = { ...params, dilationRate: [1, 1] };
    const edges = edgesOf(windowOf(whole), shape!.slice(0, -1));
    const make = `PartiallyConnectedConv2d(${args(
      [shape!.at(-1)!, params.connections, params.kernelSize],
      { stride: params.strides, bias: params.useBias },
      { stride: [1, 1], bias: true },
    )})`;
    return finished(
      whole,
      {
        modules: { '': make },
        call: () => '',
        weights: kernelOr({ key: 'weight', axes: [2, 0, 1] }),
        helpers: ['PartiallyConnectedConv2d'],
      },
      (module, input) => `${module()}(${padded(input, edges)})`,
    );
  },
} satisfies Partial<Table>;
