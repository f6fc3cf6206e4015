import type { Constant } from './constants.ts';
import type { ReadAttribute, ReadNode } from './model.ts';

/* What exporters write in several operators, as the one operator that it is. */

interface Graph {
  readonly nodes: readonly ReadNode[];
  /** The operator that puts out a tensor. */
  readonly producers: ReadonlyMap<string, ReadNode>;
  /** The operators that take a tensor. */
  consumers(name: string): readonly ReadNode[];
  /** The number of a tensor of one. */
  scalar(name: string): number | null;
}

/** Operators that a pattern stands for, and the one in their place; it puts out what the last of them did. */
interface Match {
  readonly replaced: readonly ReadNode[];
  readonly replacement: ReadNode;
}

const near = (a: number | null, b: number): boolean => a !== null && Math.abs(a - b) < 1e-4 * Math.abs(b);

const attribute = (float: number): ReadAttribute => ({
  int: 0,
  float,
  text: '',
  texts: [],
  ints: [],
  floats: [],
  tensor: null,
  graph: false,
});

/** The only operator that takes a tensor, if it is such a one. */
function onlyTaker(graph: Graph, name: string, ...ops: readonly string[]): ReadNode | null {
  const [first, ...others] = graph.consumers(name);
  return first && others.length === 0 && ops.includes(first.op) ? first : null;
}

/** The other input of an operator of two. */
const other = ({ inputs }: ReadNode, name: string): string => (inputs[0] === name ? inputs[1]! : inputs[0]!);

/** `x * 0.5 * (1 + erf(x / sqrt 2))`, its factors in any order. */
function gelu(graph: Graph, erf: ReadNode): Match | null {
  const scaled = graph.producers.get(erf.inputs[0]!);
  if (!scaled || (scaled.op !== 'Div' && scaled.op !== 'Mul')) return null;
  const constant = graph.scalar(scaled.inputs[1]!) === null ? scaled.inputs[0]! : scaled.inputs[1]!;
  const x = other(scaled, constant);
  if (!near(graph.scalar(constant), scaled.op === 'Div' ? Math.SQRT2 : Math.SQRT1_2)) return null;
  const added = onlyTaker(graph, erf.outputs[0]!, 'Add');
  if (!added || !near(graph.scalar(other(added, erf.outputs[0]!)), 1)) return null;
  const product = onlyTaker(graph, added.outputs[0]!, 'Mul');
  if (!product) return null;
  const factor = other(product, added.outputs[0]!);
  const replaced = [scaled, erf, added, product];
  const replacement = (end: ReadNode): ReadNode => ({
    ...end,
    op: 'Gelu',
    inputs: [x],
    attributes: new Map(),
  });
  if (factor === x) {
    const half = onlyTaker(graph, product.outputs[0]!, 'Mul');
    if (!half || !near(graph.scalar(other(half, product.outputs[0]!)), 0.5)) return null;
    return { replaced: [...replaced, half], replacement: replacement(half) };
  }
  if (near(graph.scalar(factor), 0.5)) {
    const last = onlyTaker(graph, product.outputs[0]!, 'Mul');
    if (!last || other(last, product.outputs[0]!) !== x) return null;
    return { replaced: [...replaced, last], replacement: replacement(last) };
  }
  const half = graph.producers.get(factor);
  if (half?.op !== 'Mul' || !half.inputs.includes(x) || !near(graph.scalar(other(half, x)), 0.5)) return null;
  return { replaced: [...replaced, half], replacement: replacement(product) };
}

/** `(x - mean) / sqrt(mean((x - mean)^2) + epsilon) * gamma + beta`, over the last axis. */
function layerNorm(graph: Graph, divided: ReadNode): Match | null {
  const maker = (name: string | undefined, op: string): ReadNode | null => {
    const found = graph.producers.get(name ?? '');
    return found?.op === op ? found : null;
  };
  const centered = maker(divided.inputs[0], 'Sub');
  const root = maker(divided.inputs[1], 'Sqrt');
  const sum = maker(root?.inputs[0], 'Add');
  const mean = maker(centered?.inputs[1], 'ReduceMean');
  if (!centered || !sum || !mean) return null;
  const epsilon = sum.inputs.map((name) => graph.scalar(name)).find((value) => value !== null);
  const variance = sum.inputs.map((name) => maker(name, 'ReduceMean')).find((found) => found !== null);
  const squares = variance && graph.producers.get(variance.inputs[0]!);
  const power = squares?.op === 'Pow' && near(graph.scalar(squares.inputs[1]!), 2);
  const product = squares?.op === 'Mul' && squares.inputs[0] === squares.inputs[1];
  if (epsilon === undefined || !variance || !squares || !(power || product)) return null;
  if (mean.inputs[0] !== centered.inputs[0] || graph.producers.get(squares.inputs[0]!)?.op !== 'Sub')
    return null;
  if ([mean, variance].some((node) => node.attributes.get('axes')?.ints.join() !== '-1')) return null;
  const scaled = onlyTaker(graph, divided.outputs[0]!, 'Mul');
  const moved = scaled && onlyTaker(graph, scaled.outputs[0]!, 'Add');
  if (!scaled || !moved) return null;
  const inputs = [centered.inputs[0]!, other(scaled, divided.outputs[0]!), other(moved, scaled.outputs[0]!)];
  const attributes = new Map([['epsilon', attribute(epsilon!)]]);
  return {
    replaced: [mean, centered, squares, variance, sum, root!, divided, scaled, moved],
    replacement: { ...moved, op: 'LayerNormalization', inputs, attributes },
  };
}

const patterns: Readonly<Record<string, (graph: Graph, node: ReadNode) => Match | null>> = {
  Erf: gelu,
  Div: layerNorm,
};

/** @param constants what is known before anything is computed @param outputs names that must stay */
export function simplified(
  nodes: readonly ReadNode[],
  constants: ReadonlyMap<string, Constant>,
): readonly ReadNode[] {
  const consumers = new Map<string, ReadNode[]>();
  for (const node of nodes) {
    for (const input of node.inputs) {
      const known = consumers.get(input);
      if (known) known.push(node);
      else consumers.set(input, [node]);
    }
  }
  const graph: Graph = {
    nodes,
    producers: new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const))),
    consumers: (name) => consumers.get(name) ?? [],
    scalar(name) {
      const constant = constants.get(name);
      return constant?.values.length === 1 ? constant.values[0]! : null;
    },
  };
  const replaced = new Set<ReadNode>();
  const replacement = new Map<ReadNode, ReadNode>();
  for (const node of nodes) {
    const match = patterns[node.op]?.(graph, node);
    if (!match || match.replaced.some((each) => replaced.has(each))) continue;
    for (const each of match.replaced) replaced.add(each);
    replacement.set(
      match.replaced.find(({ outputs }) => outputs[0] === match.replacement.outputs[0])!,
      match.replacement,
    );
  }
  return nodes.flatMap((node) => replacement.get(node) ?? (replaced.has(node) ? [] : [node]));
}
