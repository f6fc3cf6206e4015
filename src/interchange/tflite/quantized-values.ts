import { sizeOf } from '../../layers/shape.ts';
import type { LiteTensor, Quantization } from './graph.ts';

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Rounds half away from zero, as TensorFlow Lite does. */
const rounded = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/** All of -128 to 127 for numbers of a range, zero among them and exact. */
export function rangeQuantization(least: number, most: number): Quantization {
  const [low, high] = [Math.min(0, least), Math.max(0, most)];
  const scale = Math.fround((high - low) / 255) || 1;
  return {
    scales: Float32Array.of(scale),
    zeroPoint: clamp(Math.round(-128 - low / scale), -128, 127),
    axis: 0,
  };
}

/** Numbers of a constant with the same scale everywhere. */
export function quantizedConstant(of: LiteTensor): LiteTensor {
  const values = of.values as () => Float32Array;
  let [least, most] = [0, 0];
  for (const value of values()) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const quantization = rangeQuantization(least, most);
  const scale = quantization.scales[0]!;
  return {
    ...of,
    name: `${of.name}/int8`,
    type: 'int8',
    quantization,
    values: () =>
      Int8Array.from(values(), (value) => clamp(rounded(value / scale) + quantization.zeroPoint, -128, 127)),
  };
}

/** A kernel in -127 to 127. @param axis of a scale for each of its places; null for one scale */
export function quantizedKernel(kernel: LiteTensor, axis: number | null): LiteTensor {
  const values = kernel.values as () => Float32Array;
  const inner = axis === null ? sizeOf(kernel.shape) : sizeOf(kernel.shape.slice(axis + 1));
  const places = axis === null ? 1 : kernel.shape[axis]!;
  const placeOf = (at: number): number => Math.floor(at / inner) % places;
  const largest = new Float32Array(places);
  for (const [at, value] of values().entries()) {
    const place = placeOf(at);
    largest[place] = Math.max(largest[place]!, Math.abs(value));
  }
  const scales = largest.map((magnitude) => magnitude / 127 || 1);
  return {
    ...kernel,
    name: `${kernel.name}/int8`,
    type: 'int8',
    quantization: { scales, zeroPoint: 0, axis: axis ?? 0 },
    values: () =>
      Int8Array.from(values(), (value, at) => clamp(rounded(value / scales[placeOf(at)]!), -127, 127)),
  };
}

/** A bias as sums of products are: the product of both scales, 32 bits. */
export function quantizedBias(
  name: string,
  values: Float32Array,
  input: Quantization,
  kernel: Quantization,
): LiteTensor {
  const scales = kernel.scales.map((scale) => scale * input.scales[0]!);
  return {
    name: `${name}/bias/int32`,
    type: 'int32',
    shape: [values.length],
    signature: [values.length],
    node: null,
    quantization: { scales, zeroPoint: 0, axis: 0 },
    values: () =>
      Int32Array.from(values, (value, at) =>
        clamp(rounded(value / scales[scales.length === 1 ? 0 : at]!), -(2 ** 31), 2 ** 31 - 1),
      ),
  };
}
