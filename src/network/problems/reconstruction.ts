import { formatShape, type Shape, sameShape, sizeOf } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import { losses, lossOf } from '../../training/losses/registry.ts';
import { lossNamed } from '../../training/texts.ts';
import type { Repair } from '../network.ts';
import { anyError, nameOf, type ProblemCheck, type ProblemContext, soleOutput } from './context.ts';
import { setWidth } from './set-width.ts';

/** The shape of the network's one input; null where there is not exactly one. */
export function soleInputShape({ inputs, inferred }: ProblemContext): Shape | null {
  const shapes = inputs.map((id) => inferred.get(id)?.known?.shape).filter((shape) => shape !== undefined);
  return shapes.length === 1 ? shapes[0]! : null;
}

function reshaped(output: string, shape: Shape, wanted: Shape): Repair[] {
  if (sizeOf(shape) !== sizeOf(wanted)) return [];
  return [
    {
      label: message('repairs.insert-reshape', { shape: formatShape(wanted) }),
      action: 'insertAfter',
      layer: output,
      kind: 'reshape',
      params: { targetShape: [...wanted] },
    },
  ];
}

/** An autoencoder's output must have the shape of its input. */
export const reconstructionShape: ProblemCheck = {
  code: 'reconstruction-shape',
  find(context, found) {
    if (context.document.data?.target !== 'input' || anyError(found)) return [];
    const output = soleOutput(context);
    const known = output === null ? undefined : context.inferred.get(output)?.known;
    const wanted = soleInputShape(context);
    if (output === null || !known || !wanted || sameShape(known.shape, wanted)) return [];
    return [
      {
        severity: 'error',
        code: 'reconstruction-shape',
        layer: output,
        message: message('network.reconstruction-shape', {
          name: nameOf(context, output),
          input: formatShape(wanted),
          output: formatShape(known.shape),
        }),
        repairs: [
          ...reshaped(output, known.shape, wanted),
          ...setWidth(context, output, wanted),
          { label: message('repairs.learn-classes'), action: 'setData', data: { target: 'label' } },
        ],
      },
    ];
  },
};

/** Cross-entropy compares classes; pixels need a loss that compares numbers. */
export const reconstructionLoss: ProblemCheck = {
  code: 'reconstruction-loss',
  find({ document }, found) {
    const loss = lossOf(document.training.loss.kind);
    if (document.data?.target !== 'input' || !loss || loss.targets.includes('input') || anyError(found))
      return [];
    const { kind } = losses.meanSquaredError;
    return [
      {
        severity: 'error',
        code: 'reconstruction-loss',
        layer: null,
        message: message('network.reconstruction-loss', { loss: lossNamed(loss.kind) }),
        repairs: [
          {
            label: message('repairs.use-loss', { loss: lossNamed(kind) }),
            action: 'setTraining',
            training: { loss: { kind, params: {} } },
          },
        ],
      },
    ];
  },
};
