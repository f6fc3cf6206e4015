import { message } from '../text/message.ts';
import { fail, type KindRepair, type ShapeInference, type Window } from './kind.ts';
import type { Shape } from './shape.ts';

/** Causal, for sequences: all zeros before the first element, so that no output sees what comes later. */
export type Padding = 'valid' | 'same' | 'causal';

/** A window that slides over the spatial dimensions of an input, one entry a dimension. */
export interface Sliding {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: Padding;
}

/** How far a kernel reaches once its values are spread out: `(kernel - 1) * dilation + 1`. */
export const span = (kernel: number, dilation: number): number => (kernel - 1) * dilation + 1;

/** Number of positions of a window along one dimension; 0 or less if it does not fit. TensorFlow's rule. */
export function outputLength(length: number, reach: number, stride: number, padding: Padding): number {
  return padding === 'valid' ? Math.floor((length - reach) / stride) + 1 : Math.ceil(length / stride);
}

/** Zeros before the first element: 'same' puts the odd one at the end, as TensorFlow does. */
export function padBefore(length: number, reach: number, stride: number, padding: Padding): number {
  if (padding === 'valid') return 0;
  if (padding === 'causal') return reach - 1;
  const total = Math.max((outputLength(length, reach, stride, padding) - 1) * stride + reach - length, 0);
  return Math.floor(total / 2);
}

const reaches = (sliding: Sliding): number[] =>
  sliding.kernel.map((kernel, axis) => span(kernel, sliding.dilation[axis]!));

/** Output lengths of a sliding window over `spatial`; some may be 0 or less. */
export function slide(spatial: readonly number[], sliding: Sliding): number[] {
  const reach = reaches(sliding);
  return spatial.map((length, axis) =>
    outputLength(length, reach[axis]!, sliding.strides[axis]!, sliding.padding),
  );
}

/** The receptive-field window of a sliding layer. */
export function slidingWindow(spatial: readonly number[], sliding: Sliding): Window {
  const size = reaches(sliding);
  return {
    reach: 'local',
    size,
    stride: sliding.strides,
    padStart: spatial.map((length, axis) =>
      padBefore(length, size[axis]!, sliding.strides[axis]!, sliding.padding),
    ),
  };
}

/** What a layer calls its window, for messages and repairs. */
export interface WindowNames {
  readonly window: 'kernel' | 'pooling';
  /** The parameter that holds its size. */
  readonly parameter: string;
}

/** The refusal of a window that is larger than its input, or null if it fits. */
export function refuseTooLarge(
  spatial: readonly number[],
  sliding: Sliding,
  { window, parameter }: WindowNames,
  { canPad = true } = {},
): ShapeInference | null {
  const lengths = slide(spatial, sliding);
  const axis = lengths.findIndex((length) => length < 1);
  if (axis < 0) return null;

  const smaller = sliding.kernel.map((size, index) =>
    Math.max(1, Math.min(size, Math.floor((spatial[index]! - 1) / sliding.dilation[index]!) + 1)),
  );
  const pad: KindRepair = {
    label: message('layers.pad-input'),
    action: 'setParams',
    params: { padding: 'same' },
  };
  const shrink: KindRepair = {
    label: message('layers.use-window', { window, size: smaller }),
    action: 'setParams',
    params: { [parameter]: smaller },
  };
  const values = {
    window,
    size: sliding.kernel,
    reach: reaches(sliding),
    input: spatial,
    axis,
    stride: sliding.strides[axis]!,
    length: lengths[axis]!,
  };
  return fail(
    'kernel-larger-than-input',
    message('layers.kernel-larger-than-input', values),
    canPad ? [pad, shrink] : [shrink],
  );
}

/** The refusal of a stride together with a dilation, which no library computes; null if there is none. */
export function refuseStrideWithDilation(sliding: Sliding): ShapeInference | null {
  if (!sliding.strides.some((stride) => stride > 1) || !sliding.dilation.some((rate) => rate > 1))
    return null;
  const ones = sliding.kernel.map(() => 1);
  const { strides, dilation } = sliding;
  return fail('stride-with-dilation', message('layers.stride-with-dilation', { strides, dilation }), [
    {
      label: message('layers.set-dilation', { dilation: ones }),
      action: 'setParams',
      params: { dilationRate: ones },
    },
    {
      label: message('layers.set-strides', { strides: ones }),
      action: 'setParams',
      params: { strides: ones },
    },
  ]);
}

/** The spatial part of `[...spatial, channels]`. */
export const spatialOf = (shape: Shape): readonly number[] => shape.slice(0, -1);
