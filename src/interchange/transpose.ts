import { sizeOf } from '../layers/shape.ts';

/**
 * Values with their axes in another order.
 * @param axes output axis i is input axis `axes[i]`, as NumPy's `transpose` takes them
 */
export function transposed(
  values: Float32Array,
  shape: readonly number[],
  axes: readonly number[],
): Float32Array {
  if (axes.every((axis, at) => axis === at)) return values;
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const outer = axes.map((axis) => ({ length: shape[axis]!, stride: strides[axis]! }));
  const result = new Float32Array(values.length);
  const index = outer.map(() => 0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from]!;
    for (let at = outer.length - 1; at >= 0; at--) {
      const { length, stride } = outer[at]!;
      index[at]!++;
      from += stride;
      if (index[at]! < length) break;
      from -= stride * length;
      index[at] = 0;
    }
  }
  return result;
}
