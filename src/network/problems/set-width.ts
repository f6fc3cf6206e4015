import { type Shape, sameShape } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import { infer } from '../infer.ts';
import type { Repair } from '../network.ts';
import { nameOf, type ProblemContext } from './context.ts';

/** Parameters that set how many values or maps a layer puts out. */
const widths = ['units', 'filters'] as const;

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
export function setWidth(context: ProblemContext, output: string, wanted: Shape): Repair[] {
  const after: string[] = [];
  for (let id: string | undefined = output; id !== undefined; ) {
    const params = context.inferred.get(id)!.known!.params;
    for (const width of widths) {
      if (typeof params[width] !== 'number') continue;
      const change = { [width]: wanted.at(-1)! };
      const shape = shapeIf(context, id, change, after);
      if (!shape || !sameShape(shape, wanted)) continue;
      const label = message('repairs.set-width', { width, name: nameOf(context, id), count: wanted.at(-1)! });
      return [{ label, action: 'setParams', layer: id, params: change }];
    }
    if (context.inferred.get(id)!.known!.weights.length > 0) return [];
    after.unshift(id);
    const wires: readonly { source: string }[] = context.graph.incoming.get(id)!;
    id = wires.length === 1 ? wires[0]!.source : undefined;
  }
  return [];
}
