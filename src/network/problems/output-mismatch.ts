import { type Shape, sameShape } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import { isSingleUnit } from '../../training/single-unit.ts';
import type { Problem, Repair } from '../network.ts';
import { isOpenEnded } from '../pending.ts';
import { resolve } from '../resolve.ts';
import { anyError, type ProblemCheck, type ProblemContext, soleOutput } from './context.ts';
import { soleInputShape } from './reconstruction.ts';
import { setWidth } from './set-width.ts';

/** A layer that brings the output nearer to a vector: a Flatten of an image, then a Dense of as many units. */
export function appendedUnits(output: string, shape: Shape, units: number, activation: string): Repair[] {
  if (shape.length > 1)
    return [
      {
        label: message('repairs.insert-flatten'),
        action: 'insertAfter',
        layer: output,
        kind: 'flatten',
        params: {},
      },
    ];
  return [
    {
      label: message('repairs.insert-dense', { units }),
      action: 'insertAfter',
      layer: output,
      kind: 'dense',
      params: { units, activation },
    },
  ];
}

/** A network that puts out what it takes in is an autoencoder, whatever the document says. */
function reconstructionRepairs(context: ProblemContext, shape: Shape): Repair[] {
  const input = soleInputShape(context);
  if (!context.document.data || !input || !sameShape(shape, input)) return [];
  return [{ label: message('repairs.learn-input'), action: 'setData', data: { target: 'input' } }];
}

/** No number of units helps where there is nothing to tell apart. */
const oneClass = (layer: string, repairs: readonly Repair[]): Problem => ({
  severity: 'error',
  code: 'output-units-mismatch',
  layer,
  message: message('network.one-class'),
  repairs: [...repairs],
});

export const outputMismatch: ProblemCheck = {
  code: 'output-units-mismatch',
  find(context, found): readonly Problem[] {
    const { data, document } = context;
    if (!data || data.classes < 1 || anyError(found)) return [];
    if (document.data?.target === 'input') return [];
    const output = soleOutput(context);
    const known = output === null ? undefined : context.inferred.get(output)?.known;
    if (output === null || !known || resolve(context.graph.byId.get(output)!.node).kind?.inputs.max === 0)
      return [];
    if (data.classes === 1) return [oneClass(output, reconstructionRepairs(context, known.shape))];
    const wanted = [data.classes];
    const single = isSingleUnit(known.shape);
    if (sameShape(known.shape, wanted) || (single && data.classes === 2)) return [];
    return [
      {
        severity: 'error',
        code: 'output-units-mismatch',
        layer: output,
        message: message('network.output-mismatch', { shape: known.shape, classes: data.classes }),
        repairs: [
          ...reconstructionRepairs(context, known.shape),
          ...setWidth(context, output, wanted),
          ...appendedUnits(output, known.shape, data.classes, 'softmax'),
        ],
        ...(isOpenEnded(context) ? { pending: true } : {}),
      },
    ];
  },
};
