import type { ActivationName } from '../../../layers/activations.ts';
import { outputLength, type Padding, padBefore, span } from '../../../layers/sliding.ts';
import { activated } from '../activations.ts';
import { channelsFirst, type Tensor, type Value } from '../graph.ts';
import { type Attributes, type Call, type Table, transposed } from '../layer.ts';

interface WindowParams {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilationRate: readonly number[];
  readonly padding: Padding;
}

interface Finish {
  readonly useBias: boolean;
  readonly activation: ActivationName;
}

/** Zeros before each spatial axis, then after each: never `SAME_UPPER`, which not every runtime computes alike. */
export function padsOf(
  spatial: readonly number[],
  reach: readonly number[],
  strides: readonly number[],
  padding: Padding,
): number[] {
  const before = spatial.map((length, axis) => padBefore(length, reach[axis]!, strides[axis]!, padding));
  const after = spatial.map((length, axis) => {
    if (padding !== 'same') return 0;
    const positions = outputLength(length, reach[axis]!, strides[axis]!, padding);
    return Math.max((positions - 1) * strides[axis]! + reach[axis]! - length, 0) - before[axis]!;
  });
  return [...before, ...after];
}

export const windowAttributes = (
  { kernelSize, strides, dilationRate, padding }: WindowParams,
  spatial: readonly number[],
): Attributes => {
  const reach = kernelSize.map((size, axis) => span(size, dilationRate[axis]!));
  return {
    kernel_shape: { ints: kernelSize },
    strides: { ints: strides },
    dilations: { ints: dilationRate },
    pads: { ints: padsOf(spatial, reach, strides, padding) },
  };
};

/** A kernel `[...window, in, out]` as `[out, in, ...window]`. */
const kernelOf = (call: Call<WindowParams>, name: string, incoming: number, outgoing: number): Tensor => {
  const { kernelSize } = call.params;
  const dims = [...kernelSize, incoming, outgoing];
  const rank = dims.length;
  const order = [rank - 1, rank - 2, ...kernelSize.keys()];
  return call.floats(name, [outgoing, incoming, ...kernelSize], () =>
    transposed(call.weight(name)!, dims, order),
  );
};

const biasOf = (call: Call<Finish>): Tensor[] =>
  call.params.useBias ? [call.floats('bias', [call.output.at(-1)!], () => call.weight('bias')!)] : [];

const finished = (call: Call<Finish>, tensor: Tensor): Value =>
  activated(call, call.params.activation, {
    tensor,
    shape: call.output,
    order: channelsFirst(call.output),
    shuffle: null,
  });

const spatialOf = ({ inputs: [x] }: Call<unknown>): readonly number[] => x!.shape.slice(0, -1);

const imageOf = ({ inputs: [x], moved }: Call<unknown>): Tensor => moved(x!, channelsFirst(x!.shape)).tensor;

function convolution(
  call: Call<WindowParams & Finish & { readonly filters: number; readonly groups: number }>,
): Value {
  const { params } = call;
  const incoming = call.inputs[0]!.shape.at(-1)! / params.groups;
  const kernel = kernelOf(call, 'kernel', incoming, params.filters);
  const y = call.main('Conv', [imageOf(call), kernel, ...biasOf(call)], {
    ...windowAttributes(params, spatialOf(call)),
    group: { int: params.groups },
  });
  return finished(call, y);
}

/** Kernel `[...window, in, multiplier]`: the outputs of one input channel are neighbors. */
function depthwise(
  call: Call<WindowParams & { readonly depthMultiplier: number }>,
): readonly [Tensor, Attributes] {
  const { kernelSize, depthMultiplier } = call.params;
  const channels = call.inputs[0]!.shape.at(-1)!;
  const dims = [...kernelSize, channels, depthMultiplier];
  const kernel = call.floats('depthwise_kernel', [channels * depthMultiplier, 1, ...kernelSize], () =>
    transposed(call.weight('depthwise_kernel')!, dims, [2, 3, 0, 1]),
  );
  return [kernel, { ...windowAttributes(call.params, spatialOf(call)), group: { int: channels } }];
}

export const convolutions = {
  conv1d: convolution,
  conv2d: convolution,
  conv3d: convolution,
  depthwiseConv2d(call) {
    const [kernel, attributes] = depthwise(call);
    return finished(call, call.main('Conv', [imageOf(call), kernel, ...biasOf(call)], attributes));
  },
  separableConv2d(call) {
    const [kernel, attributes] = depthwise(call);
    const { filters, depthMultiplier } = call.params;
    const between = call.inputs[0]!.shape.at(-1)! * depthMultiplier;
    const pointwise = call.floats('pointwise_kernel', [filters, between, 1, 1], () =>
      transposed(call.weight('pointwise_kernel')!, [between, filters], [1, 0]),
    );
    const y = call.node('Conv', [imageOf(call), kernel], attributes);
    return finished(
      call,
      call.main('Conv', [y, pointwise, ...biasOf(call)], { kernel_shape: { ints: [1, 1] } }),
    );
  },
  conv2dTranspose(call) {
    const { kernelSize, strides, dilationRate, padding, filters } = call.params;
    const incoming = call.inputs[0]!.shape.at(-1)!;
    const kernel = call.floats('kernel', [incoming, filters, ...kernelSize], () =>
      transposed(call.weight('kernel')!, [...kernelSize, filters, incoming], [3, 2, 0, 1]),
    );
    // By how much the painted area is larger than the output: cut off, or less than 0 and added at the end.
    const over = spatialOf(call).map(
      (length, axis) =>
        (length - 1) * strides[axis]! + span(kernelSize[axis]!, dilationRate[axis]!) - call.output[axis]!,
    );
    const before = over.map((each) => (padding === 'same' ? Math.floor(Math.max(each, 0) / 2) : 0));
    const after = over.map((each, axis) => Math.max(each, 0) - before[axis]!);
    const y = call.main('ConvTranspose', [imageOf(call), kernel, ...biasOf(call)], {
      kernel_shape: { ints: kernelSize },
      strides: { ints: strides },
      dilations: { ints: dilationRate },
      pads: { ints: [...before, ...after] },
      output_padding: { ints: over.map((each) => Math.max(-each, 0)) },
    });
    return finished(call, y);
  },
  /** A full kernel with zeros where channels are not connected: ONNX has no operator for a table of connections. */
  partiallyConnectedConv2d(call) {
    const { connections, kernelSize } = call.params;
    const channels = call.inputs[0]!.shape.at(-1)!;
    const area = kernelSize.reduce((product, size) => product * size, 1);
    const pairs = connections.flatMap((row, filter) => row.map((channel) => [channel, filter] as const));
    const kernel = call.floats('kernel', [connections.length, channels, ...kernelSize], () => {
      const own = call.weight('kernel')!;
      const full = new Float32Array(connections.length * channels * area);
      for (const [at, [channel, filter]] of pairs.entries()) {
        for (let place = 0; place < area; place++)
          full[(filter * channels + channel) * area + place] = own[place * pairs.length + at]!;
      }
      return full;
    });
    const params = { ...call.params, dilationRate: kernelSize.map(() => 1) };
    const attributes = windowAttributes(params, spatialOf(call));
    return finished(call, call.main('Conv', [imageOf(call), kernel, ...biasOf(call)], attributes));
  },
} satisfies Partial<Table>;
