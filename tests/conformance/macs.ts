import type { Shape } from '../../src/layers/shape.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import type { TF } from '../../src/layers/tensorflow.ts';

const product = (lengths: readonly number[]): number => sizeOf(lengths as Shape);

/** Multiply-accumulates of a convolution or matrix product, from the shapes of its operands and result. */
const counts: Readonly<Record<string, (inputs: readonly number[][], output: number[]) => number>> = {
  Conv2D: ([, kernel], output) => product(output) * product(kernel!.slice(0, -1)),
  DepthwiseConv2dNative: ([, kernel], output) => product(output) * kernel![0]! * kernel![1]!,
  Conv3D: ([, kernel], output) => product(output) * product(kernel!.slice(0, -1)),
  Conv2DBackpropInput: ([gradient, kernel]) => product(gradient!) * product(kernel!.slice(0, -1)),
  // |A| |B| / |C| is the square of the summed length, times the number of matrices.
  BatchMatMul: ([a, b], output) => {
    const matrices = product(output.slice(0, -2));
    return product(output) * Math.sqrt((product(a!) * product(b!)) / product(output) / matrices);
  },
};

const aliases: Readonly<Record<string, string>> = {
  FusedConv2D: 'Conv2D',
  FusedDepthwiseConv2D: 'DepthwiseConv2dNative',
};
/** Native TensorFlow runs BatchMatMul inside, which is counted by itself. */
const aliasesElsewhere: typeof aliases = { ...aliases, _FusedMatMul: 'BatchMatMul' };

/** Counts the multiply-accumulates of the kernels that TensorFlow.js executes in `f`. */
export async function countMacs(tf: TF, f: () => unknown): Promise<number> {
  const { kernels } = await tf.profile(() => {
    f();
  });
  const names = tf.getBackend() === 'tensorflow' ? aliases : aliasesElsewhere;
  return kernels.reduce((sum, { name, inputShapes, outputShapes }) => {
    const count = counts[names[name] ?? name];
    const inputs = inputShapes.filter((shape) => shape !== null);
    return count ? sum + count(inputs, outputShapes[0]!) : sum;
  }, 0);
}
