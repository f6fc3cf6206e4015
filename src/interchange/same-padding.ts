/** Zeros before and after, along one dimension. */
export type Edge = readonly [before: number, after: number];

export interface SlidingWindow {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: 'valid' | 'same' | 'causal';
}

/**
 * What TensorFlow pads a window's input with, for programs that want it as numbers: with `same` the odd zero comes
 * after, with `causal` all come before.
 * @param spatial the input's dimensions that the window slides along
 */
export const edgesOf = (
  { size, strides, dilation, padding }: SlidingWindow,
  spatial: readonly number[],
): readonly Edge[] =>
  spatial.map((length, at) => {
    const extent = (size[at]! - 1) * dilation[at]! + 1;
    if (padding === 'valid') return [0, 0];
    if (padding === 'causal') return [extent - 1, 0];
    const steps = Math.ceil(length / strides[at]!);
    const total = Math.max((steps - 1) * strides[at]! + extent - length, 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
