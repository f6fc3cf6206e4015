import { message } from '../../../text/message.ts';
import { TextError } from '../../../text/text-error.ts';
import type { ReadModel, ReadNode } from './model.ts';

const most = 100_000;

/** The operator that puts out each tensor. @throws TextError where two put out the same one */
function makersOf(nodes: readonly ReadNode[], file: string): ReadonlyMap<string, ReadNode> {
  const makers = new Map<string, ReadNode>();
  for (const node of nodes) {
    for (const output of node.outputs.filter((name) => name !== '')) {
      if (makers.has(output)) throw new TextError(message('import.layer-twice', { file, layer: output }));
      makers.set(output, node);
    }
  }
  return makers;
}

/**
 * The operators that the outputs need, each after those that it takes from.
 * @throws TextError for a cycle, and for a tensor that nothing puts out
 */
export function orderedNodes(
  { nodes, outputs, initializers, inputs }: ReadModel,
  file: string,
): readonly ReadNode[] {
  if (nodes.length > most)
    throw new TextError(message('import.too-many-layers', { file, layers: nodes.length, most }));
  const makers = makersOf(nodes, file);
  const given = new Set(['', ...initializers.keys(), ...inputs.map(({ name }) => name)]);
  const open = new Set<ReadNode>();
  const done = new Set<ReadNode>();
  /** Those it takes from that are still to come. */
  const missing = (node: ReadNode): readonly ReadNode[] =>
    node.inputs
      .filter((name) => !given.has(name))
      .flatMap((name) => {
        const maker = makers.get(name);
        if (!maker || open.has(maker))
          throw new TextError(
            message('import.unknown-layer', { file, layer: name, from: node.name || node.op }),
          );
        return done.has(maker) ? [] : [maker];
      });
  const waiting = outputs.flatMap(({ name }) => makers.get(name) ?? []).reverse();
  while (waiting.length > 0) {
    const node = waiting.at(-1)!;
    // Begun before: what it takes from is done by now.
    const before = open.delete(node) || done.has(node) ? [] : missing(node);
    if (before.length === 0) {
      waiting.pop();
      done.add(node);
    } else {
      open.add(node);
      waiting.push(...before);
    }
  }
  return [...done];
}
