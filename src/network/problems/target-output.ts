import { formatShape, type Shape, sameShape } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import { outputShapes, type TargetKind, type TargetSpec } from '../../training/target.ts';
import type { Problem, Repair } from '../network.ts';
import { isOpenEnded } from '../pending.ts';
import { resolve } from '../resolve.ts';
import { anyError, type ProblemCheck, soleOutput } from './context.ts';
import { appendedUnits } from './output-mismatch.ts';
import { setWidth } from './set-width.ts';

/** The activation that a last layer usually has. */
const endings: Readonly<Record<TargetKind, string>> = {
  class: 'softmax',
  labels: 'sigmoid',
  numbers: 'linear',
  mask: 'softmax',
  input: 'linear',
};

/** A layer that brings the output nearer: a Flatten, a Dense of as many units, or a convolution of single pixels. */
function appended(layer: string, shape: Shape, target: TargetSpec, wanted: Shape): Repair[] {
  const insert = { action: 'insertAfter', layer } as const;
  const activation = endings[target.kind];
  const count = wanted.at(-1)!;
  if (target.kind === 'mask') {
    if (shape.length !== 3 || !sameShape(shape.slice(0, -1), wanted.slice(0, -1))) return [];
    const params = { filters: count, kernelSize: [1, 1], activation };
    return [{ label: message('repairs.insert-pointwise', { count }), kind: 'conv2d', params, ...insert }];
  }
  return appendedUnits(layer, shape, count, activation);
}

/** Labels, numbers and masks need as many outputs as the examples come with. */
export const targetOutput: ProblemCheck = {
  code: 'target-output',
  find(context, found): readonly Problem[] {
    const { data, document } = context;
    const target = data?.target;
    if (!target || target.kind === 'class' || document.data?.target === 'input' || anyError(found)) return [];
    const output = soleOutput(context);
    const known = output === null ? undefined : context.inferred.get(output)?.known;
    if (output === null || !known || resolve(context.graph.byId.get(output)!.node).kind?.inputs.max === 0)
      return [];
    const fitting = outputShapes(target);
    if (fitting.some((shape) => sameShape(shape, known.shape))) return [];
    const wanted = fitting[0]!;
    return [
      {
        severity: 'error',
        code: 'target-output',
        layer: output,
        message: message('network.target-output', {
          target: target.kind,
          output: formatShape(known.shape),
          wanted: formatShape(wanted),
        }),
        repairs: [...setWidth(context, output, wanted), ...appended(output, known.shape, target, wanted)],
        ...(isOpenEnded(context) ? { pending: true } : {}),
      },
    ];
  },
};
