import { message } from '../../../text/message.ts';
import { TextError } from '../../../text/text-error.ts';
import type { ReadModel, ReadNode } from './model.ts';

const most = 100_000;

/** The operator that puts out each tensor. @throws TextError where two put out the same one */
function producersOf(nodes: readonly ReadNode[], file: string): ReadonlyMap<string, ReadNode> {
  const producers = new Map<string, ReadNode>();
  for (const node of nodes) {
    for (const output of node.outputs.filter((name) => name !== '')) {
      if (producers.has(output)) throw new TextError(message('import.layer-twice', { file, layer: output }));
      producers.set(output, node);
    }
  }
  return producers;
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
  const producers = producersOf(nodes, file);
  const given = new Set(['', ...initializers.keys(), ...inputs.map(({ name }) => name)]);
  const open = new Set<ReadNode>();
  const done = new Set<ReadNode>();
  /** Those it takes from that are still to come. */
  const missing = (node: ReadNode): readonly ReadNode[] =>
    node.inputs
      .filter((name) => !given.has(name))
      .flatMap((name) => {
        const producer = producers.get(name);
        if (!producer || open.has(producer))
          throw new TextError(
            message('import.unknown-layer', { file, layer: name, from: node.name || node.op }),
          );
        return done.has(producer) ? [] : [producer];
      });
  const waiting = outputs.flatMap(({ name }) => producers.get(name) ?? []).reverse();
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
