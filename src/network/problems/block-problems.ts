import { definitionOf, inputPorts } from '../../document/blocks.ts';
import type { ConvasDocument, LayerNode } from '../../document/schema.ts';
import type { Problem, Repair } from '../network.ts';
import type { ProblemCheck } from './context.ts';

function reachedFrom({ edges }: ConvasDocument, start: string): Set<string> {
  const reached = new Set([start]);
  for (const id of reached) for (const edge of edges) if (edge.source === id) reached.add(edge.target);
  return reached;
}

/** Wires from loose ends of the document that would not close a cycle, the nearest on the canvas first. */
function wiresInto(document: ConvasDocument, instance: LayerNode): Repair[] {
  const used = new Set(document.edges.map((edge) => edge.source));
  const behind = reachedFrom(document, instance.id);
  const distance = ({ position: { x, y } }: LayerNode): number =>
    Math.hypot(x - instance.position.x, y - instance.position.y) + (x > instance.position.x ? 1e6 : 0);
  return document.layers
    .filter(({ id }) => !used.has(id) && !behind.has(id))
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 2)
    .map(({ id, name }) => ({
      label: `Connect "${name}" to it`,
      action: 'connect',
      source: id,
      target: instance.id,
    }));
}

/** An instance of the document itself that lacks a wire gets one offered. */
function withWires(document: ConvasDocument, problem: Problem): Problem {
  const instance = document.layers.find((layer) => layer.id === problem.layer);
  const definition = instance && definitionOf(document, instance);
  const wires = document.edges.filter((edge) => edge.target === problem.layer).length;
  if (!definition || wires >= inputPorts(definition).length) return problem;
  return { ...problem, repairs: [...wiresInto(document, instance), ...problem.repairs] };
}

const wanting: ReadonlySet<string> = new Set(['block-inputs', 'unconnected-layer']);

/** What is wrong with the blocks themselves; found while unfolding them. */
export const blockProblems: ProblemCheck = {
  code: 'block',
  find: ({ expansion, document }) =>
    expansion.problems.map((problem) => (wanting.has(problem.code) ? withWires(document, problem) : problem)),
};
