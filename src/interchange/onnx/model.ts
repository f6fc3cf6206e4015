import type { LayerKind, Params } from '../../layers/kind.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import type { TrainedNetwork } from '../sources.ts';
import { channelsFirst, Graph, inOrder, lengthsOf, type Tensor, type Value } from './graph.ts';
import type { Attributes, Call } from './layer.ts';
import type { ModelProto, ValueInfoProto } from './proto.ts';
import { writeLayer } from './table.ts';

/** The order of an image's axes in the model's input and output. */
export type Layout = 'nhwc' | 'nchw';

export type Weights = TrainedNetwork['weights'];

/** Of images and volumes; sequences and vectors are as they are in either. */
const orderOf = (shape: readonly number[], layout: Layout): readonly number[] =>
  layout === 'nchw' && shape.length > 2 ? channelsFirst(shape) : inOrder(shape);

/** Where a layer's operators go, under its name. */
class LayerGraph {
  readonly #graph: Graph;
  readonly #name: string;
  readonly #own: ReturnType<Graph['add']>[] = [];
  readonly #weights: (name: string) => Float32Array | undefined;
  #named = false;

  constructor(graph: Graph, name: string, weights: (name: string) => Float32Array | undefined) {
    this.#graph = graph;
    this.#name = name;
    this.#weights = weights;
  }

  #add(op: string, inputs: readonly (Tensor | null)[], attributes: Attributes, count: number, main: boolean) {
    const mains = main && !this.#named;
    if (mains) this.#named = true;
    const helper = () => this.#graph.fresh(`${this.#name}/${op}`);
    const node = this.#graph.add(mains ? this.#name : helper(), op, inputs, attributes, count);
    // The layer's name is for its output alone.
    for (const [at, output] of node.outputs.entries()) {
      output.name = mains || count > 1 ? this.#graph.fresh(`${this.#name}/${op}_${at}`) : node.name;
    }
    this.#own.push(node);
    return node.outputs;
  }

  call<P>(params: P, inputs: readonly Value[], output: readonly number[]): Call<P> {
    return {
      params,
      inputs,
      output,
      main: (op, given, attributes = {}) => this.#add(op, given, attributes, 1, true)[0]!,
      node: (op, given, attributes = {}) => this.#add(op, given, attributes, 1, false)[0]!,
      split: (op, given, attributes, count) => this.#add(op, given, attributes, count, op !== 'Split'),
      weight: this.#weights,
      floats: (name, dims, values) => this.#graph.constant(`${this.#name}/${name}`, 'float', dims, values),
      scalar: (name, value) => this.#graph.constant(`${this.#name}/${name}`, 'float', [], () => [value]),
      ints: (name, values) =>
        this.#graph.constant(`${this.#name}/${name}`, 'int64', [values.length], () => values),
      moved: (value, order) => this.#graph.moved(value, order),
      write: (kind, inner, values) => this.write(kind, inner, values),
    };
  }

  write(kind: LayerKind, params: Params, inputs: readonly Value[]): Value {
    const shapes = inputs.map(({ shape }) => shape);
    return writeLayer(kind, this.call(params, inputs, kind.inferShape(params, shapes).shape!));
  }

  /** Gives the layer's name to its output and, where none has it, to its last operator. */
  finish(value: Value): Value {
    const made = this.#own.some(({ outputs }) => outputs.includes(value.tensor));
    const tensor = made ? value.tensor : this.#add('Identity', [value.tensor], {}, 1, false)[0]!;
    if (!this.#named) this.#own.at(-1)!.name = this.#name;
    tensor.name = this.#name;
    return { ...value, tensor };
  }
}

/** Names of tensors by layer: the layers' own, which are unique in a network; an empty one means that there is none. */
function namesOf({ layers }: Network): ReadonlyMap<string, string> {
  const taken = new Set(layers.map(({ name }) => name));
  const fresh = (name: string): string => (taken.has(name) ? fresh(`${name}_`) : name);
  return new Map(layers.map(({ id, name }) => [id, name === '' ? fresh('layer') : name]));
}

const infoOf = (name: string, shape: readonly number[], order: readonly number[]): ValueInfoProto => ({
  name,
  type: 'float',
  dims: lengthsOf(shape, order).map((length) => (length === -1 ? 'batch' : length)),
});

/**
 * A network as a graph of ONNX operators (opset 17): images channels first inside, weights laid out for it.
 */
export function graphOf(
  network: Network,
  weights: Weights,
  layout: Layout,
): Pick<ModelProto, 'nodes' | 'initializers' | 'inputs' | 'outputs'> {
  const names = namesOf(network);
  const graph = new Graph(names.values());
  const values = new Map<string, Value>();
  const inputs: ValueInfoProto[] = [];
  const write = (layer: NetworkLayer): Value => {
    const name = names.get(layer.id)!;
    if (layer.inputs.length === 0) {
      const shape = layer.outputShape;
      const order = orderOf(shape, layout);
      inputs.push(infoOf(name, shape, order));
      return { tensor: { name }, shape, order, shuffle: null };
    }
    const own = new LayerGraph(graph, name, (weight) => weights.get(`${layer.name}/${weight}`));
    const given = layer.inputs.map((id) => values.get(id)!);
    return own.finish(own.write(layer.kind, layer.params, given));
  };
  for (const layer of network.layers) values.set(layer.id, write(layer));
  const ends = network.outputs.map((id): ValueInfoProto => {
    const value = values.get(id)!;
    const order = orderOf(value.shape, layout);
    return infoOf(outputOf(graph, value, order), value.shape, order);
  });
  return { nodes: graph.nodes, initializers: graph.initializers, inputs, outputs: ends };
}

/**
 * The name of a layer's output in this order. The layer's name belongs to what the model puts out: what lies otherwise
 * inside is renamed.
 */
function outputOf(graph: Graph, value: Value, order: readonly number[]): string {
  const end = graph.moved(value, order);
  if (end.tensor === value.tensor) return value.tensor.name;
  const { name } = value.tensor;
  if (end.tensor.name.startsWith(`${name}/`)) {
    value.tensor.name = graph.fresh(`${name}/inside`);
    end.tensor.name = name;
  }
  return end.tensor.name;
}
