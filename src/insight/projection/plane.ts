import type { Tensor2D } from '../../layers/tensorflow.ts';
import type { Tools } from '../view.ts';
import type { Layout, LayoutRequest } from './layout.ts';
import { nearestNeighbors } from './neighbors.ts';
import { principalComponents } from './pca.ts';

/** Features that neighbors are searched for in: more are first brought down to so many by principal components. */
const maxFeatures = 50;
/** Points that the trustworthiness is measured of. */
const measured = 600;
const measuredNeighbors = 10;

export interface PlaneMethod {
  readonly neighbors: number;
  /** Standard deviation of the first column at the start. */
  readonly deviation: number;
  method(start: Float32Array): LayoutRequest['method'];
}

/** Columns of `[count, width]`, brought to this standard deviation of the first: where a layout starts. */
function startOf(projected: Float32Array, count: number, width: number, deviation: number): Float32Array {
  const column = (at: number): number[] =>
    Array.from({ length: count }, (_, row) => (at < width ? projected[row * width + at]! : 0));
  const first = column(0);
  const spread = Math.sqrt(first.reduce((sum, value) => sum + value * value, 0) / count);
  // Points at one place would never part.
  const tiny = (at: number): number => 1e-3 * deviation * Math.sin(7.3 * at);
  const second = column(1);
  return Float32Array.from({ length: 2 * count }, (_, at) => {
    const value = (at % 2 === 0 ? first : second)[at >> 1]!;
    return (spread > 0 ? (value / spread) * deviation : 0) + tiny(at);
  });
}

/**
 * Lays rows out in the plane so that neighbors lie together: their principal components, the nearest neighbors of
 * each, and the layout of that graph, as far as it is.
 * @param x `[count, features]`; stays the caller's
 */
export async function* layOutInPlane(
  { tf, yieldToTraining, layOut }: Pick<Tools, 'tf' | 'yieldToTraining' | 'layOut'>,
  x: Tensor2D,
  { neighbors: wanted, deviation, method }: PlaneMethod,
): AsyncGenerator<Layout> {
  const [count] = x.shape;
  const { projected, components } = await principalComponents(tf, x, maxFeatures, yieldToTraining);
  const reduced = tf.tensor2d(projected, [count, components]);
  const neighbors = await nearestNeighbors(tf, reduced, wanted, yieldToTraining).finally(() =>
    reduced.dispose(),
  );
  const some = Math.min(count, measured);
  yield* layOut({
    neighbors,
    method: method(startOf(projected, count, components, deviation)),
    measured: {
      data: projected.slice(0, some * components),
      features: components,
      neighbors: Math.min(measuredNeighbors, Math.max(1, Math.floor(some / 4))),
    },
  });
}
