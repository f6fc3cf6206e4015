import type { LayerKind, Params } from '../../../layers/kind.ts';
import { type KindName, kinds } from '../../../layers/registry.ts';
import { type Shape, sameShape, sizeOf } from '../../../layers/shape.ts';
import { message, type Text } from '../../../text/message.ts';
import { inOrder } from '../graph.ts';
import type { Constant } from './constants.ts';
import type { ReadNode } from './model.ts';

/** Why an operator cannot be a layer; it becomes a placeholder. */
export class Unreadable extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super();
    this.text = text;
  }
}

/** How a layer's output lies in a tensor of the file: as `Value` in `../graph.ts`. */
export interface Wire {
  /** Its place among the layers. */
  readonly layer: number;
  /** Of the layer's output, channels last, without the batch; null behind a placeholder. */
  readonly shape: Shape | null;
  /** Axis i of the tensor is axis `order[i]` of `[batch, ...shape]`. */
  readonly order: readonly number[];
  /** Of a vector whose numbers lie in another order than the layer's: what was flattened, and how it lay. */
  readonly flat: { readonly shape: Shape; readonly order: readonly number[] } | null;
}

export interface KnownWire extends Wire {
  readonly shape: Shape;
}

export type ReadTensor = Wire | Constant;

export const isConstant = (tensor: ReadTensor): tensor is Constant => 'values' in tensor;

/** A layer while the file is read. */
export interface Layer {
  kind: string;
  readonly name: string;
  params: Params;
  inputs: readonly number[];
  readonly weights: Map<string, Float32Array>;
  status: 'kept' | 'approximated' | 'placeholder';
  readonly notes: Text[];
}

/** The layers of a file, as they are read. */
export class Reading {
  readonly layers: Layer[] = [];
  /** How many operators take a tensor, and whether the graph puts it out. */
  readonly uses = new Map<string, number>();
  #name = '';

  /** The name of the layers that are added next. */
  get current(): string {
    return this.#name;
  }

  /** Names the layers that are added next. */
  begin(name: string): void {
    this.#name = name;
  }

  /** @throws Unreadable where the layer does not fit */
  add(
    kind: KindName,
    params: Params,
    inputs: readonly KnownWire[],
    { order, weights = {}, suffix = '' }: Added = {},
  ): KnownWire {
    const known = kinds[kind] as unknown as LayerKind;
    const parsed = known.parameters.safeParse(params);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const setting = issue!.path.join('.');
      throw new Unreadable(message('import.setting-out-of-range', { setting, reason: issue!.message }));
    }
    const { shape, problems } = known.inferShape(
      parsed.data,
      inputs.map((input) => input.shape),
    );
    if (!shape) throw new Unreadable(problems[0]!.message);
    this.layers.push({
      kind,
      name: `${this.#name}${suffix}`,
      params,
      inputs: inputs.map(({ layer }) => layer),
      weights: new Map(Object.entries(weights)),
      status: 'kept',
      notes: [],
    });
    return { layer: this.layers.length - 1, shape, order: order ?? inOrder(shape), flat: null };
  }

  note(text: Text): void {
    const layer = this.layers.at(-1)!;
    layer.status = 'approximated';
    layer.notes.push(text);
  }

  /** The same tensor of a layer whose axes are numbered so that they lie in this order. */
  arranged(wire: KnownWire, order: readonly number[]): KnownWire {
    const { shape, order: own } = wire;
    if (sameShape(own, order)) return wire;
    if (own.indexOf(0) !== order.indexOf(0) || own.length !== order.length)
      throw new Unreadable(message('import.onnx-batch-moved'));
    const dims = shape.map((_, axis) => own[order.indexOf(axis + 1)]!);
    return this.add('permute', { dims }, [wire], { order, suffix: '/permute' });
  }

  /** With the axes of the layer as they lie in the tensor. */
  plain(wire: KnownWire): KnownWire {
    const { flat } = wire;
    if (!flat) return this.arranged(wire, inOrder(wire.shape));
    const shaped = this.add('reshape', { targetShape: [...flat.shape] }, [wire], { suffix: '/unflatten' });
    const turned = this.arranged({ ...shaped, order: flat.order }, inOrder(flat.shape));
    return this.add('flatten', {}, [turned], { suffix: '/flatten' });
  }

  /** The same numbers in another shape of the tensor, the batch first. @param lengths without it @param only whether nothing else takes it */
  reshaped(wire: KnownWire, lengths: readonly number[], only: boolean): KnownWire {
    const { shape, order } = wire;
    if (sizeOf(lengths) !== sizeOf(shape) || order[0] !== 0)
      throw new Unreadable(message('import.onnx-reshape', { shape, target: lengths }));
    const own = order.slice(1).map((axis) => shape[axis - 1]!);
    if (sameShape(own, lengths)) return wire;
    if (lengths.length === 1) return this.#flattened(wire, only);
    const flat = this.plain(wire);
    return this.add('reshape', { targetShape: [...lengths] }, [flat]);
  }

  /** As a vector: numbers stay where they are, and their order is known. */
  #flattened(wire: KnownWire, only: boolean): KnownWire {
    const { shape, order, layer } = wire;
    const before = this.layers[layer]!;
    const long = order.slice(1).filter((axis) => shape[axis - 1] !== 1);
    const still = long.every((axis, at) => at === 0 || axis > long[at - 1]!);
    // Global pooling that keeps its axes, and gives them up here.
    if (only && before.params['keepdims'] === true && layer === this.layers.length - 1) {
      before.params = { ...before.params, keepdims: false };
      return { ...wire, shape: [shape.at(-1)!], order: [0, 1] };
    }
    const vector = this.add('flatten', {}, [wire]);
    return still ? vector : { ...vector, flat: { shape, order } };
  }
}

interface Added {
  /** Of the output's axes in the tensor; as the layer has them where it is left out. */
  readonly order?: readonly number[];
  readonly weights?: Readonly<Record<string, Float32Array>>;
  readonly suffix?: string;
}

/** What an operator takes and where its layers go. */
export interface Op {
  readonly node: ReadNode;
  readonly reading: Reading;
  readonly opset: number;
  /** Inputs that are there. */
  readonly inputs: readonly (ReadTensor | null)[];
  int(name: string, otherwise: number): number;
  float(name: string, otherwise: number): number;
  ints(name: string): readonly number[] | null;
  text(name: string, otherwise: string): string;
  texts(name: string): readonly string[];
  /** @throws Unreadable where the input is no layer's output */
  wire(index: number): KnownWire;
  /** @throws Unreadable where the input's numbers are not known */
  constant(index: number): Constant;
  /** Whether nothing else takes the input's tensor. */
  only(index: number): boolean;
  /** A setting that later versions have as an input. */
  intsAt(index: number, name: string): readonly number[] | null;
}

export type ReadOp = (op: Op) => readonly ReadTensor[];

/** Which number of the layer's output each number of a flattened tensor is; null where they lie alike. */
export function shuffleOf({ flat }: Wire): Uint32Array | null {
  if (!flat) return null;
  const { shape, order } = flat;
  const steps = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  let places = [0];
  for (const axis of order.slice(1)) {
    const [length, step] = [shape[axis - 1]!, steps[axis - 1]!];
    places = places.flatMap((place) => Array.from({ length }, (_, at) => place + at * step));
  }
  return Uint32Array.from(places);
}

/** Numbers along a vector of the tensor as the layer has them. */
export function inLayersOrder(wire: Wire, numbers: Float32Array): Float32Array {
  const shuffle = shuffleOf(wire);
  if (!shuffle) return numbers;
  const result = new Float32Array(numbers.length);
  for (const [at, place] of shuffle.entries()) result[place] = numbers[at]!;
  return result;
}

export const floatsOf = ({ values }: Constant): Float32Array =>
  values instanceof Float32Array ? values : Float32Array.from(values);
