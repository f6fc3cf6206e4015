import { type Attribute, dataType, type GraphNode } from '../../graph/graph-def.ts';
import { sizeOf } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { Length, ServingGraph } from '../sources.ts';
import { type Call, fixedLengths, type Lengths, tensorOf, type Write } from './call.ts';
import {
  constant,
  integers,
  type LiteGraph,
  type LiteOperator,
  type LiteTensor,
  withoutUnused,
} from './graph.ts';
import { arithmetic } from './ops/arithmetic.ts';
import { convolutions } from './ops/convolution.ts';
import { shapes } from './ops/shapes.ts';

/** How each of TensorFlow's operations is written. */
const writers: Readonly<Record<string, Write>> = { ...arithmetic, ...convolutions, ...shapes };

type TensorAttribute = Extract<Attribute, { kind: 'tensor' }>;

/** A constant's numbers; the graph may write one for many that are alike. */
function numbersOf({ dtype, shape, content }: TensorAttribute): Float32Array | Int32Array {
  const bytes = content.byteOffset % 4 === 0 ? content : content.slice();
  const { buffer, byteOffset, byteLength } = bytes;
  const values =
    dtype === dataType.int32
      ? new Int32Array(buffer, byteOffset, byteLength / 4)
      : new Float32Array(buffer, byteOffset, byteLength / 4);
  const size = sizeOf(shape);
  if (values.length === size || values.length !== 1) return values;
  return dtype === dataType.int32
    ? new Int32Array(size).fill(values[0]!)
    : new Float32Array(size).fill(values[0]!);
}

/** `node` of `node:1`. */
const nodeName = (name: string): string => name.split(':')[0]!;

/** Nodes of which none depends on what is fed. */
function fixedNodes(nodes: readonly GraphNode[]): ReadonlySet<string> {
  const fixed = new Set<string>();
  for (const { name, op, inputs } of nodes) {
    if (op !== 'Placeholder' && inputs.every((input) => fixed.has(nodeName(input)))) fixed.add(name);
  }
  return fixed;
}

/** A converter of one graph: what its nodes put out, by name. */
class Conversion {
  readonly #serving: ServingGraph;
  readonly #nodes: ReadonlyMap<string, GraphNode>;
  readonly #made = new Map<string, LiteTensor>();
  readonly operators: LiteOperator[] = [];
  readonly input: LiteTensor;

  constructor(serving: ServingGraph) {
    this.#serving = serving;
    this.#nodes = new Map(serving.nodes.map((node) => [node.name, node]));
    const { node, shape } = serving.input;
    this.input = tensorOf(node, [{ fixed: 0, factor: 1 }, ...fixedLengths(shape)], node);
    this.#made.set(node, this.input);
    this.#fold();
  }

  /** What is the same for every batch is computed now, by TensorFlow. */
  #fold(): void {
    const { nodes, input } = this.#serving;
    const fixed = fixedNodes(nodes);
    for (const node of nodes) if (node.op === 'Const') this.#made.set(node.name, this.#constantOf(node));
    const wanted = new Set<string>();
    for (const node of nodes) {
      if (fixed.has(node.name)) continue;
      for (const name of node.inputs)
        if (fixed.has(nodeName(name)) && !this.#made.has(name)) wanted.add(name);
    }
    if (wanted.size === 0) return;
    const names = [...wanted];
    const session = this.#serving.open(names);
    try {
      const example = { shape: [1, ...input.shape], values: new Float32Array(sizeOf(input.shape)) };
      for (const [at, { shape, values }] of session.run(example).entries()) {
        const whole = this.#isInteger(this.#nodes.get(nodeName(names[at]!))!);
        const made = whole
          ? integers(names[at]!, [...values], [...shape])
          : constant(names[at]!, shape, () => values);
        this.#made.set(names[at]!, made);
      }
    } finally {
      session.close();
    }
  }

  #constantOf({ name, attributes }: GraphNode): LiteTensor {
    const value = attributes['value'] as TensorAttribute;
    const whole = value.dtype === dataType.int32;
    return constant(name, value.shape, () => numbersOf(value), whole ? 'int32' : 'float32');
  }

  #isInteger({ attributes }: GraphNode): boolean {
    const type = attributes['DstT'] ?? attributes['T'];
    return type?.kind === 'type' && type.value === dataType.int32;
  }

  /** What a node puts out, once it has been written. */
  of(name: string): LiteTensor {
    return this.#made.get(name)!;
  }

  #lengths(name: string): Lengths | null {
    const node = this.#nodes.get(name);
    if (!node) return null;
    if (node.op === 'Const') {
      const value = node.attributes['value'] as TensorAttribute;
      return value.dtype === dataType.int32 ? fixedLengths([...(numbersOf(value) as Int32Array)]) : null;
    }
    if (name === 'input/batch') return [{ fixed: 0, factor: 1 }];
    if (node.op !== 'Mul' && node.op !== 'AddV2') return null;
    if (!this.#isInteger(node)) return null;
    const [left, right] = node.inputs.map((input) => this.#lengths(input));
    if (!left || !right) return null;
    return left.map(({ fixed, factor }, at): Length => {
      const other = right[right.length === 1 ? 0 : at]!;
      if (node.op === 'AddV2') return { fixed: fixed + other.fixed, factor: factor + other.factor };
      return { fixed: fixed * other.fixed, factor: fixed * other.factor };
    });
  }

  /** Of nodes that the graph has beside what was recorded, too. */
  #shapeOf({ name, op, inputs }: GraphNode, output: string): Lengths {
    const known = this.#serving.shapes.get(output);
    if (known) return known;
    if (op === 'Shape') return fixedLengths([this.of(inputs[0]!).shape.length]);
    if (name === 'input/batch') return [];
    if (op === 'Fill') return this.#lengths(inputs[0]!) ?? [];
    return fixedLengths(this.of(inputs[0]!).shape);
  }

  #call(node: GraphNode): Call {
    const { name, inputs } = node;
    let constants = 0;
    const outputName = (at: number) => (at === 0 ? name : `${name}:${at}`);
    const add = (
      op: LiteOperator['op'],
      given: readonly (LiteTensor | null)[],
      outputs: readonly LiteTensor[],
      options = {},
    ) => {
      this.operators.push({ op, inputs: [...given], outputs: [...outputs], options });
    };
    return {
      node,
      shape: this.#shapeOf(node, name),
      input: (at) => this.of(inputs[at]!),
      inputOf: (other) => this.of(other),
      lengths: (at) => this.#lengths(inputs[at]!),
      maker: (other) => this.#nodes.get(other) ?? null,
      constant: (other) => {
        const found = this.#made.get(other);
        return found?.values && found.type === 'float32' ? (found.values() as Float32Array) : null;
      },
      attribute: <T>(key: string, otherwise?: T) => {
        const found = node.attributes[key];
        return (found && 'value' in found ? found.value : otherwise) as T;
      },
      output: (at = 0) => {
        const key = outputName(at);
        const made = tensorOf(key, this.#shapeOf(node, key), key);
        if (this.#isInteger(node)) made.type = 'int32';
        this.#made.set(key, made);
        return made;
      },
      inner: (shape) => tensorOf(`${name}/${constants++}`, shape),
      name: (of) => `${name}/${of}${constants++}`,
      emit(op, given, output, options) {
        add(op, given, [output], options);
        return output;
      },
      split: add,
    };
  }

  write(node: GraphNode): void {
    const { name, op, inputs } = node;
    if (op === 'Identity') {
      this.#made.set(name, this.of(inputs[0]!));
      return;
    }
    const writer = writers[op];
    if (!writer) throw new TextError(message('interchange.no-lite-operator', { op }));
    writer(this.#call(node));
  }

  /** The network's outputs, each a tensor of its own. */
  ends(): LiteTensor[] {
    const taken = new Set<LiteTensor>([this.input]);
    return this.#serving.outputs.map(({ node }) => {
      const end = this.of(node);
      if (!taken.has(end) && !end.values) {
        taken.add(end);
        return end;
      }
      const own: LiteTensor = { ...end, name: node, values: null, node: null };
      const shape = integers(`${node}/shape`, end.signature as number[]);
      this.operators.push({ op: 'RESHAPE', inputs: [end, shape], outputs: [own], options: {} });
      taken.add(own);
      return own;
    });
  }
}

/**
 * A recorded network in TensorFlow Lite's operators.
 * @throws TextError where it has an operation that none stands for
 */
export function liteGraphOf(serving: ServingGraph): LiteGraph {
  const conversion = new Conversion(serving);
  const fixed = fixedNodes(serving.nodes);
  for (const node of serving.nodes) {
    if (node.op !== 'Placeholder' && !fixed.has(node.name)) conversion.write(node);
  }
  const graph = { input: conversion.input, outputs: conversion.ends(), operators: conversion.operators };
  withoutUnused(graph);
  return graph;
}
