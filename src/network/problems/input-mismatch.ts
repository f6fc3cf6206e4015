import { formatShape, type Shape, sameShape } from '../../layers/shape.ts';
import { canAdd, channelsAfter, defaultSteps, sizingOf, withStep } from '../../preprocessing/edit.ts';
import type { Dimensions } from '../../preprocessing/example.ts';
import { inferPreprocessing, isImageShape } from '../../preprocessing/pipeline.ts';
import type { ChosenStep } from '../../preprocessing/schema.ts';
import { message, type Text } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { DataShape, Repair } from '../network.ts';
import { resolve } from '../resolve.ts';
import type { LocalCheck } from './context.ts';

interface Mismatch {
  readonly why: Text;
  /** The nearest shape that the input could have; null where only other steps help. */
  readonly shape: Shape | null;
  /** A change of the steps that helps as well. */
  readonly steps?: readonly ChosenStep[];
}

/** Why the steps do not lead to the input's height and width. */
function wrongSize(input: Shape, sample: Shape, steps: readonly ChosenStep[]): Mismatch | null {
  let made: Shape;
  try {
    made = inferPreprocessing({ shape: sample, dtype: 'uint8' }, steps, input as Dimensions).shape;
  } catch (error) {
    return { why: textOf(error), shape: null };
  }
  if (made[0] === input[0] && made[1] === input[1]) return null;
  const shape = [made[0]!, made[1]!, input[2]!];
  return {
    why: message('preprocessing.wrong-size', { image: made.slice(0, 2), input: input.slice(0, 2) }),
    shape,
    ...(canAdd(steps) && { steps: withStep(steps, 'resize') }),
  };
}

function repairsOf(layer: string, { shape, steps }: Mismatch): Repair[] {
  return [
    ...(steps
      ? [
          {
            label: message('repairs.add-resize'),
            action: 'setData' as const,
            data: { preprocessing: [...steps] },
          },
        ]
      : []),
    ...(shape
      ? [
          {
            label: message('repairs.set-input', { shape: formatShape(shape) }),
            action: 'setParams' as const,
            layer,
            params: { shape },
          },
        ]
      : []),
  ];
}

/** Why images of the data cannot enter an input of this shape, and the nearest shape they can. */
function mismatch(input: Shape, data: DataShape, steps: readonly ChosenStep[]): Mismatch | null {
  const sample = data.sampleShape;
  if (!isImageShape(sample, data.dtype)) {
    if (sameShape(input, sample)) return null;
    const why = message('network.input-rank', { data: formatShape(sample), input: formatShape(input) });
    return { why, shape: sample };
  }
  if (input.length !== sample.length)
    return {
      why: message('network.input-rank', { data: formatShape(sample), input: formatShape(input) }),
      shape: sample,
    };
  const channels = channelsAfter(steps, sample.at(-1)!);
  if (input.at(-1) !== channels)
    return {
      why: message('network.input-channels', { data: channels, input: input.at(-1) ?? 0 }),
      shape: [...input.slice(0, -1), channels],
    };
  const smaller = input.slice(0, -1).some((length, axis) => length < sample[axis]!);
  if (sizingOf(steps) === 'pad' && smaller)
    return {
      why: message('network.input-too-small', {
        data: formatShape(sample.slice(0, -1)),
        input: formatShape(input.slice(0, -1)),
      }),
      shape: input.map((length, axis) => Math.max(length, sample[axis]!)),
    };
  return input.length === 3 ? wrongSize(input, sample, steps) : null;
}

export const inputMismatch: LocalCheck = {
  code: 'input-mismatch',
  everywhere: true,
  at({ graph, isolated, document, data }, id) {
    if (!data || isolated.has(id)) return [];
    const { kind, params } = resolve(graph.byId.get(id)!.node);
    if (kind?.inputs.max !== 0 || !params) return [];
    const { shape } = kind.inferShape(params, []);
    const found = shape && mismatch(shape, data, document.data?.preprocessing ?? defaultSteps);
    if (!found) return [];
    return [
      {
        severity: 'error',
        code: 'input-mismatch',
        layer: id,
        message: found.why,
        repairs: repairsOf(id, found),
      },
    ];
  },
};
