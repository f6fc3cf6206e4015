import { clip, limits } from '../../document/limits.ts';
import type { LayerNode } from '../../document/schema.ts';
import type { ImportedLine } from '../../protocol/import.ts';
import { message, type Text } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { assemble } from '../assemble.ts';
import type { ImportedModel, Importer, ImportSource } from '../importer.ts';
import { restored } from '../restore.ts';
import { channelsFirst, inOrder } from './graph.ts';
import { type Constant, tensorReader } from './read/constants.ts';
import { folded } from './read/fold.ts';
import { type ReadModel, type ReadNode, type ReadValue, readModel } from './read/model.ts';
import { convolutionOps } from './read/ops/convolution.ts';
import { elementwiseOps } from './read/ops/elementwise.ts';
import { normalizationOps } from './read/ops/normalization.ts';
import { poolingOps } from './read/ops/pooling.ts';
import { productOps } from './read/ops/products.ts';
import { shapeOps } from './read/ops/shapes.ts';
import { orderedNodes } from './read/order.ts';
import { simplified } from './read/patterns.ts';
import {
  isConstant,
  type KnownWire,
  type Op,
  Reading,
  type ReadOp,
  type ReadTensor,
  Unreadable,
  type Wire,
} from './read/reading.ts';

/** Every operator that layers can be made of. */
const ops: Readonly<Record<string, ReadOp>> = {
  ...convolutionOps,
  ...elementwiseOps,
  ...normalizationOps,
  ...poolingOps,
  ...productOps,
  ...shapeOps,
};

/** What a placeholder is, before the operator that it stands for. */
const placeholderPrefix = 'onnx:';

/** The length of a side that the file leaves open. */
const openSide = 224;

/** A graph's input as a layer. Images come channels first, unless the file says otherwise. */
function inputOf(reading: Reading, { name, dims }: ReadValue, model: ReadModel, file: string): KnownWire {
  const lengths = dims.slice(1);
  if (lengths.length === 0 || lengths.length > 4)
    throw new TextError(message('import.onnx-input', { file, input: name, rank: dims.length }));
  const consumers = model.nodes.filter(({ inputs }) => inputs.includes(name));
  const turned = (node: ReadNode) =>
    node.op === 'Transpose' && node.attributes.get('perm')?.ints[1] === dims.length - 1;
  const last = model.metadata.get('layout') === 'nhwc' || (consumers.length > 0 && consumers.every(turned));
  const convolved = consumers.some(({ op }) => op === 'Conv');
  const first = !last && (lengths.length > 2 || (lengths.length === 2 && convolved));
  const filled = lengths.map((length, at) => {
    if (length !== null && length > 0) return length;
    if (at === (first ? 0 : lengths.length - 1))
      throw new TextError(message('import.onnx-channels', { file, input: name }));
    return openSide;
  });
  const shape = first ? [...filled.slice(1), filled[0]!] : filled;
  const order = first ? channelsFirst(shape) : inOrder(shape);
  const made = reading.add('input', { shape }, [], { order });
  if (lengths.some((length) => !length)) {
    const found = lengths.map((length) => length ?? '?').join(' x ');
    reading.note(message('import.size-chosen', { found, chosen: filled.join(' x ') }));
  }
  return made;
}

/** What a layer is called: as weights are that are its alone, or the operator's own name without the operator. */
function nameOf({ name, op, inputs, outputs }: ReadNode, alone: (tensor: string) => boolean): string {
  const weight = inputs.find((input) => alone(input) && /[./](weight|kernel|bias)$/.test(input));
  const own =
    weight?.replace(/[./][^./]*$/, '') ?? name.replace(/^\//, '').replace(new RegExp(`/${op}(_\\d+)?$`), '');
  return clip((own || outputs[0] || op).replaceAll('/', '.'), limits.name - 20);
}

function opOf(node: ReadNode, reading: Reading, opset: number, inputs: readonly (ReadTensor | null)[]): Op {
  const attribute = (name: string) => node.attributes.get(name);
  const op: Op = {
    node,
    reading,
    opset,
    inputs,
    int: (name, otherwise) => attribute(name)?.int ?? otherwise,
    float: (name, otherwise) => attribute(name)?.float ?? otherwise,
    ints: (name) => attribute(name)?.ints ?? null,
    text: (name, otherwise) => attribute(name)?.text || otherwise,
    texts: (name) => attribute(name)?.texts ?? [],
    wire(index) {
      const input = inputs[index];
      if (!input || isConstant(input)) throw new Unreadable(message('import.onnx-no-value', { op: node.op }));
      if (input.shape === null) throw new Unreadable(message('import.onnx-behind'));
      return input as KnownWire;
    },
    constant(index) {
      const input = inputs[index];
      if (!input || !isConstant(input))
        throw new Unreadable(message('import.onnx-computed', { op: node.op }));
      return input;
    },
    only: (index) => (reading.uses.get(node.inputs[index] ?? '') ?? 0) <= 1,
    intsAt: (index, name) =>
      inputs[index] ? [...op.constant(index).values] : (attribute(name)?.ints ?? null),
  };
  return op;
}

/** A layer that keeps what the file says of an operator. */
function placeholder(op: Op, why: Text): readonly ReadTensor[] {
  const { node, reading } = op;
  const params: Record<string, number | string | number[]> = {};
  for (const [name, { int, float, text, ints, floats }] of node.attributes) {
    if (name === '__proto__') continue;
    params[name] = ints.length > 0 ? [...ints] : floats.length > 0 ? [...floats] : text || int || float;
  }
  const wires = op.inputs.filter((input): input is Wire => input !== null && !isConstant(input));
  const at = reading.layers.length;
  reading.layers.push({
    kind: clip(`${placeholderPrefix}${node.op}`, limits.id),
    name: reading.current,
    params,
    inputs: wires.map(({ layer }) => layer),
    weights: new Map(),
    status: 'placeholder',
    notes: [why],
  });
  return node.outputs.map((): Wire => ({ layer: at, shape: null, order: [], flat: null }));
}

function readNode(op: Op): readonly ReadTensor[] {
  const { node, reading } = op;
  const known = folded(op);
  if (known) return [known];
  const before = reading.layers.length;
  const read =
    ['', 'ai.onnx'].includes(node.domain) && Object.hasOwn(ops, node.op) ? ops[node.op] : undefined;
  try {
    if (!read || [...node.attributes.values()].some(({ graph }) => graph))
      throw new Unreadable(message('import.unknown-class', { className: node.op }));
    return read(op);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    // What was begun of it.
    reading.layers.length = before;
    return placeholder(op, error.text);
  }
}

const joined = ([first = '', ...others]: readonly Text[]): Text =>
  others.reduce((before, second) => message('common.two', { first: before, second }), first);

function classesOf(metadata: ReadModel['metadata']): readonly string[] {
  try {
    const classes: unknown = JSON.parse(metadata.get('classes') ?? '[]');
    return Array.isArray(classes) && classes.every((each) => typeof each === 'string') ? classes : [];
  } catch {
    return [];
  }
}

/** A number or a list that an operator holds in place of a tensor. */
function constantOf({ attributes }: ReadNode): Constant | null {
  const number = attributes.get('value_float') ?? attributes.get('value_int');
  if (number) return { dims: [], values: [number.float || number.int] };
  const list = attributes.get('value_ints') ?? attributes.get('value_floats');
  if (!list) return null;
  const values = list.ints.length > 0 ? list.ints : list.floats;
  return { dims: [values.length], values };
}

/** What is known before anything is computed, by the names of tensors. */
async function constantsOf(
  { initializers }: ReadModel,
  nodes: readonly ReadNode[],
  { main, beside }: ImportSource,
): Promise<ReadonlyMap<string, Constant>> {
  const readTensor = tensorReader(main.name, beside);
  const constants = new Map<string, Constant>();
  const needed = new Set(nodes.flatMap(({ inputs }) => inputs));
  for (const [name, stored] of initializers)
    if (needed.has(name)) constants.set(name, await readTensor(stored));
  for (const node of nodes.filter(({ op }) => op === 'Constant')) {
    const stored = node.attributes.get('value')?.tensor;
    const constant = stored ? await readTensor(stored) : constantOf(node);
    if (constant) constants.set(node.outputs[0]!, constant);
  }
  return constants;
}

function countUses(reading: Reading, nodes: readonly ReadNode[], outputs: readonly ReadValue[]): void {
  for (const name of [...nodes.flatMap(({ inputs }) => inputs), ...outputs.map((output) => output.name)])
    reading.uses.set(name, (reading.uses.get(name) ?? 0) + 1);
}

async function read(source: ImportSource): Promise<ImportedModel> {
  const file = source.main.name;
  const model = readModel(source.main.bytes, file);
  const nodes = orderedNodes(model, file);
  const constants = await constantsOf(model, nodes, source);
  const tensors = new Map<string, ReadTensor>(constants);
  const reading = new Reading();
  const simple = simplified(nodes, constants).filter(({ outputs }) => !constants.has(outputs[0] ?? ''));
  countUses(reading, simple, model.outputs);
  for (const input of model.inputs.filter(({ name }) => !model.initializers.has(name))) {
    reading.begin(clip(input.name, limits.name - 20));
    tensors.set(input.name, inputOf(reading, input, model, file));
  }
  const alone = (tensor: string) => model.initializers.has(tensor) && reading.uses.get(tensor) === 1;
  for (const node of simple) {
    reading.begin(nameOf(node, alone));
    const inputs = node.inputs.map((name) => tensors.get(name) ?? null);
    const made = readNode(opOf(node, reading, model.opset, inputs));
    for (const [at, name] of node.outputs.entries()) if (made[at]) tensors.set(name, made[at]);
  }
  for (const { name } of model.outputs) {
    const end = tensors.get(name);
    if (!end || isConstant(end))
      throw new TextError(message('import.onnx-no-output', { file, output: name }));
    reading.begin(clip(name, limits.name - 20));
    // What the file puts out in another order than the layer has it.
    if (end.flat) reading.plain(end as KnownWire);
  }
  return restored(modelOf(reading, model, file.replace(/\.[^.]*$/, '')), model.metadata.get('document'));
}

function modelOf({ layers }: Reading, model: ReadModel, stem: string): ImportedModel {
  const found = layers.map((layer) => ({ ...layer, params: layer.params as LayerNode['params'] }));
  const usual = /^(main_graph|torch_jit|graph|model)$/;
  const document = assemble(
    model.name && !usual.test(model.name) ? clip(model.name, limits.name) : stem,
    found,
  );
  const weights = new Map<string, Float32Array>();
  for (const [at, { weights: own }] of layers.entries()) {
    for (const [name, values] of own) weights.set(`${document.layers[at]!.name}/${name}`, values);
  }
  const report = layers.map(({ status, notes }, at): ImportedLine => {
    const { id, name } = document.layers[at]!;
    return { layer: id, name, status, detail: joined(notes) };
  });
  return { document, weights, report, labels: classesOf(model.metadata) };
}

/** Models of ONNX, of whatever program. Nothing in them is executed; other files are read from their own folder alone. */
export const onnxImporter: Importer = {
  id: 'onnx',
  extensions: ['onnx'],
  // A model has no mark of its own: it begins with its version, field 1, a number.
  sniff: (head, name) => /\.onnx$/i.test(name) || (head[0] === 0x08 && head[1]! < 32 && head[2] === 0x12),
  read,
};
