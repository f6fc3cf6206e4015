import { sizeOf } from '../../../layers/shape.ts';
import { message } from '../../../text/message.ts';
import { withActivation } from '../activations.ts';
import { type Express, plain, refuse, reshaped, type Table, type TfjsLayer } from '../layer.ts';

interface Pooling {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
}

const pooling =
  (className: string): Express<Pooling> =>
  ({ poolSize, strides, padding }) =>
    plain(className, { pool_size: poolSize, strides, padding, data_format: 'channels_last' });

/** TensorFlow.js pools no volumes globally, and keeps no dimensions: a volume is a long sequence, and reshaped after. */
const globalPooling =
  (which: 'Average' | 'Max', dimensions: number): Express<{ readonly keepdims: boolean }> =>
  ({ keepdims }, { inputs: [shape], output }) => {
    const flat = dimensions === 3 ? [reshaped([sizeOf(shape!.slice(0, -1)), shape!.at(-1)!])] : [];
    const pooled: TfjsLayer =
      dimensions === 2
        ? { className: `Global${which}Pooling2D`, config: { data_format: 'channels_last' } }
        : { className: `Global${which}Pooling1D`, config: {} };
    return [...flat, pooled, ...(keepdims ? [reshaped(output)] : [])];
  };

export const poolings = {
  maxPooling1d: pooling('MaxPooling1D'),
  maxPooling2d: pooling('MaxPooling2D'),
  /**
   * In two steps, depth with height and then width: in WebAssembly, MaxPooling3D of TensorFlow.js puts out a number
   * close to 0 for a window of negative values.
   */
  maxPooling3d({ poolSize, strides, padding }, { inputs: [shape], output }) {
    const [depth, height, width, channels] = shape as [number, number, number, number];
    const step = (sizes: readonly number[], by: readonly number[]): TfjsLayer => ({
      className: 'MaxPooling2D',
      config: { pool_size: sizes, strides: by, padding, data_format: 'channels_last' },
    });
    return [
      reshaped([depth, height, width * channels]),
      step(poolSize.slice(0, 2), strides.slice(0, 2)),
      reshaped([output[0]! * output[1]!, width, channels]),
      step([1, poolSize[2]!], [1, strides[2]!]),
      reshaped(output),
    ];
  },
  averagePooling1d: pooling('AveragePooling1D'),
  averagePooling2d: pooling('AveragePooling2D'),
  averagePooling3d: pooling('AveragePooling3D'),
  globalAveragePooling1d: globalPooling('Average', 1),
  globalAveragePooling2d: globalPooling('Average', 2),
  globalAveragePooling3d: globalPooling('Average', 3),
  globalMaxPooling1d: globalPooling('Max', 1),
  globalMaxPooling2d: globalPooling('Max', 2),
  globalMaxPooling3d: globalPooling('Max', 3),
  /** The mean of each window, scaled and shifted by a 1x1 depthwise convolution whose kernel is the coefficients. */
  subsampling2d({ poolSize, useCoefficient, activation }) {
    const mean: TfjsLayer = {
      className: 'AveragePooling2D',
      config: { pool_size: poolSize, strides: poolSize, padding: 'valid', data_format: 'channels_last' },
    };
    if (!useCoefficient) {
      return refuse(
        'useCoefficient',
        message('interchange.no-lone-bias'),
        message('interchange.fix-lone-bias'),
      );
    }
    const channelwise: TfjsLayer = {
      className: 'DepthwiseConv2D',
      config: { kernel_size: [1, 1], depth_multiplier: 1, use_bias: true, data_format: 'channels_last' },
      weights: {
        path: (name) => (name === 'coefficient' ? 'depthwise_kernel' : name),
        shape: ({ name, shape }) => (name === 'coefficient' ? [1, 1, shape[0]!, 1] : shape),
      },
    };
    const summed: TfjsLayer = { className: 'Rescaling', config: { scale: sizeOf(poolSize), offset: 0 } };
    return [mean, summed, ...withActivation(channelwise, activation)];
  },
} satisfies Partial<Table>;
