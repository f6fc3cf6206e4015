import { sizeOf } from '../../../layers/shape.ts';
import { activated } from '../activations.ts';
import { channelsFirst, placeOf } from '../graph.ts';
import { along, type Call, ordered, type Table, type Write } from '../layer.ts';
import { padsOf } from './convolution.ts';

interface Pooling {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
}

const pooled = (call: Call<unknown>, op: string, { poolSize, strides, padding }: Pooling) => {
  const [x] = call.inputs;
  const order = channelsFirst(x!.shape);
  const tensor = call.main(op, [call.moved(x!, order).tensor], {
    kernel_shape: { ints: poolSize },
    strides: { ints: strides },
    pads: { ints: padsOf(x!.shape.slice(0, -1), poolSize, strides, padding) },
  });
  return { tensor, shape: call.output, order, shuffle: null };
};

const pooling =
  (op: string): Write<Pooling> =>
  (call) =>
    pooled(call, op, call.params);

/** In whatever order the axes are: what comes in is not moved. */
const globalPooling =
  (which: 'Average' | 'Max'): Write<{ readonly keepdims: boolean }> =>
  (call) => {
    const [x] = call.inputs;
    const { shape, order } = x!;
    const { keepdims } = call.params;
    if (order.join() === channelsFirst(shape).join()) {
      const tensor = call.main(`Global${which}Pool`, [x!.tensor]);
      if (keepdims) return { tensor, shape: call.output, order, shuffle: null };
      return ordered(call.node('Flatten', [tensor], { axis: { int: 1 } }), call.output);
    }
    const axes = shape.slice(1).map((_, axis) => placeOf(x!, axis + 1));
    const op = which === 'Average' ? 'ReduceMean' : 'ReduceMax';
    const tensor = call.main(op, [x!.tensor], { axes: { ints: axes }, keepdims: { int: keepdims ? 1 : 0 } });
    if (keepdims) return { tensor, shape: call.output, order, shuffle: null };
    const last = shape.length;
    const left = order.filter((axis) => axis === 0 || axis === last).map((axis) => (axis === 0 ? 0 : 1));
    return { tensor, shape: call.output, order: left, shuffle: null };
  };

export const poolings = {
  maxPooling1d: pooling('MaxPool'),
  maxPooling2d: pooling('MaxPool'),
  maxPooling3d: pooling('MaxPool'),
  averagePooling1d: pooling('AveragePool'),
  averagePooling2d: pooling('AveragePool'),
  averagePooling3d: pooling('AveragePool'),
  globalAveragePooling1d: globalPooling('Average'),
  globalAveragePooling2d: globalPooling('Average'),
  globalAveragePooling3d: globalPooling('Average'),
  globalMaxPooling1d: globalPooling('Max'),
  globalMaxPooling2d: globalPooling('Max'),
  globalMaxPooling3d: globalPooling('Max'),
  /** The mean of each window, times its size and the coefficient, plus the bias. */
  subsampling2d(call) {
    const { poolSize, useCoefficient, activation } = call.params;
    const mean = pooled(call, 'AveragePool', { poolSize, strides: poolSize, padding: 'valid' });
    const factor = () => call.weight('coefficient')!.map((each) => each * sizeOf(poolSize));
    const scaled = useCoefficient
      ? call.node('Mul', [mean.tensor, along(call, 'coefficient', mean, 3, factor)])
      : mean.tensor;
    const bias = along(call, 'bias', mean, 3, () => call.weight('bias')!);
    return activated(call, activation, { ...mean, tensor: call.node('Add', [scaled, bias]) });
  },
} satisfies Partial<Table>;
