import { formatShape, type Shape } from '../../layers/shape.ts';
import { channelsAfter, defaultSteps, sizingOf } from '../../preprocessing/edit.ts';
import type { ChosenStep } from '../../preprocessing/schema.ts';
import { type Message, message } from '../../text/message.ts';
import type { DataShape, Problem } from '../network.ts';
import { resolve } from '../resolve.ts';
import type { ProblemCheck } from './context.ts';

/** Why images of the data cannot enter an input of this shape, and the nearest shape they can. */
function mismatch(
  input: Shape,
  data: DataShape,
  steps: readonly ChosenStep[],
): { why: Message; shape: Shape } | null {
  const sample = data.sampleShape;
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
  return null;
}

export const inputMismatch: ProblemCheck = {
  code: 'input-mismatch',
  find({ graph, isolated, document, data }) {
    if (!data) return [];
    return graph.layers.flatMap(({ id, node }): Problem[] => {
      const { kind, params } = resolve(node);
      if (kind?.inputs.max !== 0 || !params || isolated.has(id)) return [];
      const { shape } = kind.inferShape(params, []);
      const found = shape && mismatch(shape, data, document.data?.preprocessing ?? defaultSteps);
      if (!found) return [];
      return [
        {
          severity: 'error',
          code: 'input-mismatch',
          layer: id,
          message: found.why,
          repairs: [
            {
              label: message('repairs.set-input', { shape: formatShape(found.shape) }),
              action: 'setParams',
              layer: id,
              params: { shape: found.shape },
            },
          ],
        },
      ];
    });
  },
};
