import { formatShape, type Shape, sameShape } from '../../layers/shape.ts';
import { infer } from '../infer.ts';
import type { Problem, Repair } from '../network.ts';
import { resolve } from '../resolve.ts';
import { anyError, nameOf, type ProblemCheck, type ProblemContext, soleOutput } from './context.ts';

/** Parameters that set how many values or maps a layer puts out. */
const widths = ['units', 'filters'];

/** The shape at the output if `id` had other parameters, through the single-input layers after it. */
function shapeIf(
  context: ProblemContext,
  id: string,
  change: object,
  after: readonly string[],
): Shape | null {
  const own = context.inferred.get(id)!;
  const { node } = own.layer;
  const changed = { ...own.layer, node: { ...node, params: { ...node.params, ...change } } };
  let shape = infer(changed, own.inputShapes).known?.shape ?? null;
  for (const next of after) {
    if (!shape) return null;
    shape = infer(context.inferred.get(next)!.layer, [shape]).known?.shape ?? null;
  }
  return shape;
}

/** Going back from the output, the first layer whose width makes the output what it should be. */
function setWidth(context: ProblemContext, output: string, wanted: Shape): Repair[] {
  const after: string[] = [];
  for (let id: string | undefined = output; id !== undefined; ) {
    const params = context.inferred.get(id)!.known!.params;
    for (const width of widths) {
      if (typeof params[width] !== 'number') continue;
      const change = { [width]: wanted.at(-1)! };
      const shape = shapeIf(context, id, change, after);
      if (!shape || !sameShape(shape, wanted)) continue;
      const label = `Set ${width} of "${nameOf(context, id)}" to ${wanted.at(-1)}`;
      return [{ label, action: 'setParams', layer: id, params: change }];
    }
    if (context.inferred.get(id)!.known!.weights.length > 0) return [];
    after.unshift(id);
    const wires: readonly { source: string }[] = context.graph.incoming.get(id)!;
    id = wires.length === 1 ? wires[0]!.source : undefined;
  }
  return [];
}

/** A layer that brings the output nearer: a Flatten of an image, then a Dense of the classes. */
function appended(output: string, shape: Shape, classes: number): Repair[] {
  if (shape.length > 1)
    return [
      {
        label: 'Insert a Flatten after it',
        action: 'insertAfter',
        layer: output,
        kind: 'flatten',
        params: {},
      },
    ];
  return [
    {
      label: `Insert a Dense with ${classes} units after it`,
      action: 'insertAfter',
      layer: output,
      kind: 'dense',
      params: { units: classes, activation: 'softmax' },
    },
  ];
}

export const outputMismatch: ProblemCheck = {
  code: 'output-units-mismatch',
  find(context, found): readonly Problem[] {
    const { data, document } = context;
    if (!data || data.classes < 1 || anyError(found)) return [];
    if (!document.training.loss.kind.toLowerCase().includes('crossentropy')) return [];
    const output = soleOutput(context);
    const known = output === null ? undefined : context.inferred.get(output)?.known;
    if (output === null || !known || resolve(context.graph.byId.get(output)!.node).kind?.inputs.max === 0)
      return [];
    const wanted = [data.classes];
    if (sameShape(known.shape, wanted)) return [];
    const what =
      known.shape.length === 1
        ? `${known.shape[0]} value${known.shape[0] === 1 ? '' : 's'}`
        : formatShape(known.shape);
    return [
      {
        severity: 'error',
        code: 'output-units-mismatch',
        layer: output,
        message: `The network puts out ${what}, but the data has ${data.classes} classes: the last layer needs one unit for each.`,
        repairs: [...setWidth(context, output, wanted), ...appended(output, known.shape, data.classes)],
      },
    ];
  },
};
