import { transposed } from '../../transpose.ts';
import type { Call, Lengths, Write } from '../call.ts';
import { constant, integers, type LiteTensor } from '../graph.ts';
import type { Builtin, Padding } from '../schema.ts';

const padding = (call: Call): Padding => call.attribute<Padding>('padding');

/** Strides or windows without those of batch and channels. */
const inside = (call: Call, name: string): readonly number[] =>
  call.attribute<readonly number[]>(name).slice(1, -1);

/** A kernel with its axes in another order. */
function kernelOf(call: Call, at: number, axes: readonly number[]): LiteTensor {
  const kernel = call.input(at);
  const values = kernel.values!;
  return constant(
    call.name('kernel'),
    axes.map((axis) => kernel.shape[axis]!),
    () => transposed(values() as Float32Array, kernel.shape, axes),
  );
}

const pool =
  (op: Builtin): Write =>
  (call) => {
    call.emit(op, [call.input(0)], call.output(), {
      padding: padding(call),
      strides: inside(call, 'strides'),
      window: inside(call, 'ksize'),
    });
  };

/** As TensorFlow has it: pooled over height and width of each plane, then over the planes. */
const pool3d =
  (op: Builtin): Write =>
  (call) => {
    const x = call.input(0);
    const [depth, height, width, channels] = x.signature.slice(1) as [number, number, number, number];
    const [, deep, tall, wide] = call.shape.map(({ fixed }) => fixed) as [number, number, number, number];
    const [strideD, ...strides] = inside(call, 'strides');
    const [windowD, ...window] = inside(call, 'ksize');
    const reshaped = (from: LiteTensor, [, ...shape]: Lengths, factor: number, to?: LiteTensor) => {
      const lengths = [{ fixed: 0, factor }, ...shape];
      const target = integers(call.name('shape'), [-1, ...shape.map(({ fixed }) => fixed)]);
      return call.emit('RESHAPE', [from, target], to ?? call.inner(lengths));
    };
    const all = (...shape: number[]): Lengths => [
      { fixed: 0, factor: 1 },
      ...shape.map((fixed) => ({ fixed, factor: 0 })),
    ];
    const growing = (factor: number, shape: Lengths): Lengths => [{ fixed: 0, factor }, ...shape.slice(1)];
    const planes = reshaped(x, all(height, width, channels), depth);
    const pooled = call.emit(op, [planes], call.inner(growing(depth, all(tall, wide, channels))), {
      padding: padding(call),
      strides,
      window,
    });
    const columns = reshaped(pooled, all(depth, tall * wide, channels), 1);
    const deeper = call.emit(op, [columns], call.inner(all(deep, tall * wide, channels)), {
      padding: padding(call),
      strides: [strideD!, 1],
      window: [windowD!, 1],
    });
    reshaped(deeper, call.shape, 1, call.output());
  };

export const convolutions: Readonly<Record<string, Write>> = {
  Conv2D(call) {
    call.emit('CONV_2D', [call.input(0), kernelOf(call, 1, [3, 0, 1, 2]), null], call.output(), {
      padding: padding(call),
      strides: inside(call, 'strides'),
    });
  },
  DepthwiseConv2dNative(call) {
    const kernel = call.input(1);
    const [height, width, channels, multiplier] = kernel.shape as [number, number, number, number];
    const own = constant(
      call.name('kernel'),
      [1, height, width, channels * multiplier],
      kernel.values as () => Float32Array,
    );
    call.emit('DEPTHWISE_CONV_2D', [call.input(0), own, null], call.output(), {
      padding: padding(call),
      strides: inside(call, 'strides'),
      depthMultiplier: multiplier,
    });
  },
  Conv2DBackpropInput(call) {
    const kernel = kernelOf(call, 1, [2, 0, 1, 3]);
    call.emit('TRANSPOSE_CONV', [call.input(0), kernel, call.input(2)], call.output(), {
      padding: padding(call),
      strides: inside(call, 'strides'),
    });
  },
  Conv3D(call) {
    call.emit('CONV_3D', [call.input(0), kernelOf(call, 1, [0, 1, 2, 3, 4]), null], call.output(), {
      padding: padding(call),
      strides: inside(call, 'strides'),
    });
  },
  MatMul(call) {
    const [x, y] = [call.input(0), call.input(1)];
    const flipped = call.attribute<boolean>('transpose_b', false);
    if (!y.values || x.values || call.attribute<boolean>('transpose_a', false)) {
      const adjoint = [call.attribute<boolean>('transpose_a', false), flipped] as const;
      call.emit('BATCH_MATMUL', [x, y], call.output(), { adjoint });
      return;
    }
    call.emit('FULLY_CONNECTED', [x, kernelOf(call, 1, flipped ? [0, 1] : [1, 0]), null], call.output());
  },
  BatchMatMulV2(call) {
    const adjoint = [
      call.attribute<boolean>('adj_x', false),
      call.attribute<boolean>('adj_y', false),
    ] as const;
    call.emit('BATCH_MATMUL', [call.input(0), call.input(1)], call.output(), { adjoint });
  },
  MaxPool: pool('MAX_POOL_2D'),
  AvgPool: pool('AVERAGE_POOL_2D'),
  MaxPool3D: pool3d('MAX_POOL_2D'),
  AvgPool3D: pool3d('AVERAGE_POOL_2D'),
  LRN(call) {
    call.emit('LOCAL_RESPONSE_NORMALIZATION', [call.input(0)], call.output(), {
      response: {
        radius: call.attribute<number>('depth_radius', 5),
        bias: call.attribute<number>('bias', 1),
        alpha: call.attribute<number>('alpha', 1),
        beta: call.attribute<number>('beta', 0.5),
      },
    });
  },
};
