import type { Values } from '../values.ts';
import type { GraphParts } from './precision.ts';
import type { InitializerProto, NodeProto } from './proto.ts';

/** Operators that runtimes have on 8-bit numbers, whose second input are weights. */
const computedInBytes: ReadonlySet<string> = new Set(['Conv', 'MatMul', 'Gemm']);

/** What becomes part of the operator before it, so that only what it puts out is rounded. */
const joined: ReadonlySet<string> = new Set(['Relu', 'Clip']);

type Range = readonly [least: number, most: number];

/** The tensors that are rounded to 8 bits: what such operators take and, unless it leaves the model, put out. */
export function roundedTensors({ nodes, initializers, outputs }: GraphParts): readonly string[] {
  const constant = new Set([...initializers.map(({ name }) => name), ...dequantizedIn(nodes)]);
  const ends = new Set(outputs.map(({ name }) => name));
  const consumers = new Map<string, NodeProto[]>();
  for (const node of nodes)
    for (const input of node.inputs) consumers.set(input, [...(consumers.get(input) ?? []), node]);
  const through = (name: string): string => {
    const [next, ...others] = consumers.get(name) ?? [];
    return next && others.length === 0 && joined.has(next.op) && !ends.has(name) ? next.outputs[0]! : name;
  };
  const found = nodes
    .filter(({ op }) => computedInBytes.has(op))
    .flatMap(({ inputs, outputs: [output] }) => [...inputs.slice(0, 2), through(output!)]);
  return [...new Set(found)].filter((name) => !constant.has(name) && !ends.has(name));
}

const dequantizedIn = (nodes: readonly NodeProto[]): readonly string[] =>
  nodes.filter(({ op }) => op === 'DequantizeLinear').map(({ outputs: [output] }) => output!);

/** The same graph, which puts out the smallest and the largest number of some of its tensors instead. */
export function withExtremes(graph: GraphParts, names: readonly string[]): GraphParts {
  const nodes = names.flatMap((name) =>
    ['ReduceMin', 'ReduceMax'].map((op): NodeProto => {
      const own = `${name}/${op}`;
      return { name: own, op, inputs: [name], outputs: [own], attributes: { keepdims: { int: 0 } } };
    }),
  );
  const outputs = nodes.map(({ name }) => ({ name, type: 'float' as const, dims: [] }));
  return { ...graph, nodes: [...graph.nodes, ...nodes], outputs };
}

/** @param found of `withExtremes`, for each batch: of each name, the smallest and the largest */
export function rangesIn(
  names: readonly string[],
  found: readonly (readonly Values[])[],
): ReadonlyMap<string, Range> {
  const extreme = (at: number, of: (...values: number[]) => number): number =>
    of(...found.map((outputs) => outputs[at]!.values[0]!));
  return new Map(names.map((name, at) => [name, [extreme(2 * at, Math.min), extreme(2 * at + 1, Math.max)]]));
}

const floats = (name: string, dims: readonly number[], values: () => Float32Array): InitializerProto => ({
  name,
  type: 'float',
  dims,
  bytes: () => new Uint8Array(values().buffer),
});

/** Zero is a number that 8 bits have exactly: it pads. */
function scaleOf([least, most]: Range): { readonly scale: number; readonly zero: number } {
  const [low, high] = [Math.min(0, least), Math.max(0, most)];
  const scale = high > low ? Math.fround((high - low) / 255) : 1;
  return { scale, zero: Math.max(0, Math.min(255, Math.round(-low / scale))) };
}

const asFloats = (bytes: Uint8Array): Float32Array => new Float32Array(bytes.slice().buffer);

/**
 * Rounds tensors to 8 bits between the operators, as QuantizeLinear and DequantizeLinear, which runtimes merge into
 * operators on 8-bit numbers; biases become whole numbers of the product of both scales.
 * @param graph whose weights are stored in 8 bits
 */
export function withRounding(graph: GraphParts, ranges: ReadonlyMap<string, Range>): GraphParts {
  const initializers = new Map(graph.initializers.map((each) => [each.name, each]));
  const added: InitializerProto[] = [];
  const rounding = new Map<string, readonly NodeProto[]>();
  for (const [name, range] of ranges) {
    const { scale, zero } = scaleOf(range);
    added.push(
      floats(`${name}/scale`, [], () => Float32Array.of(scale)),
      { name: `${name}/zero`, type: 'uint8', dims: [], bytes: () => Uint8Array.of(zero) },
    );
    const node = (op: string, input: string, output: string): NodeProto => ({
      name: `${name}/${op}`,
      op,
      inputs: [input, `${name}/scale`, `${name}/zero`],
      outputs: [output],
      attributes: {},
    });
    rounding.set(name, [
      node('QuantizeLinear', name, `${name}/quantized`),
      node('DequantizeLinear', `${name}/quantized`, `${name}/rounded`),
    ]);
  }
  const roundedBias = (node: NodeProto): NodeProto[] => {
    const [x, weights, bias] = node.inputs;
    const stored = bias === undefined ? undefined : initializers.get(bias);
    const scales = initializers.get(`${weights}/scale`);
    const range = ranges.get(x!);
    if (!stored || !scales || !range || stored.type !== 'float' || stored.dims.length !== 1) return [];
    const { scale } = scaleOf(range);
    const own = `${node.name}/bias`;
    const product = () => asFloats(scales.bytes()).map((each) => each * scale);
    added.push(floats(`${own}/scale`, scales.dims, product), {
      name: `${own}/int32`,
      type: 'int32',
      dims: stored.dims,
      bytes: () => {
        const by = product();
        return new Uint8Array(
          Int32Array.from(asFloats(stored.bytes()), (value, at) => Math.round(value / by[at]!)).buffer,
        );
      },
    });
    return [
      {
        name: `${own}/DequantizeLinear`,
        op: 'DequantizeLinear',
        inputs: [`${own}/int32`, `${own}/scale`],
        outputs: [`${own}/rounded`],
        attributes: { axis: { int: 0 } },
      },
    ];
  };
  const nodes: NodeProto[] = graph.inputs.flatMap(({ name }) => rounding.get(name) ?? []);
  for (const node of graph.nodes) {
    const taken = node.inputs.map((input) => (ranges.has(input) ? `${input}/rounded` : input));
    const bias = computedInBytes.has(node.op) ? roundedBias(node) : [];
    const inputs = bias.length > 0 ? [...taken.slice(0, 2), bias[0]!.outputs[0]!] : taken;
    nodes.push(...bias, { ...node, inputs }, ...node.outputs.flatMap((output) => rounding.get(output) ?? []));
  }
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  return {
    ...graph,
    nodes,
    initializers: [...graph.initializers, ...added].filter(({ name }) => used.has(name)),
  };
}
