import { z } from 'zod';
import type { LayerKind } from '../kind.ts';
import type { Range, RangeCall } from '../range.ts';
import type { Tensor, TF } from '../tensorflow.ts';
import { elementwise, mergingInputs, type Operation } from './shapes.ts';

const parameters = z.object({});

/** All that merging value by value shares; `merge` takes two or more tensors of broadcastable shapes. */
export const mergeElementwise = (
  operation: Operation,
  merge: (tf: TF, inputs: readonly Tensor[]) => Tensor,
  range: (call: RangeCall) => Range,
) =>
  ({
    family: 'merging',
    parameters,
    inputs: mergingInputs,
    summary: () => '',
    inferShape: (_params, shapes) => elementwise(shapes, operation),
    weights: () => [],
    macs: () => 0,
    range,
    window: () => ({ reach: 'pointwise' }),
    forward: (tf, _params, { inputs }) => merge(tf, inputs),
  }) satisfies Partial<LayerKind<z.output<typeof parameters>>>;
