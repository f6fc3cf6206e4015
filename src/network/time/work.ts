import { isExpensive, operationsOfActivation } from '../../layers/activations.ts';
import { sizeOf } from '../../layers/shape.ts';
import type { Network, NetworkLayer } from '../network.ts';

/**
 * What a training step's time grows with. Times are linear in these, with one coefficient each that is measured on
 * the machine (`Speed`): a roofline without its knee, good for "about".
 */
export const works = [
  /** One a step: the call itself, the loss, reading it back. */
  'step',
  /** Layers that compute: what it costs to start their operations. */
  'layer',
  /** Convolutions, which start more than others do. */
  'convolution',
  /**
   * Multiply-accumulates of convolutions, of the forward pass and of the two of the backward pass; channels count as
   * many as kernels compute at a time.
   */
  'convolutionMacs',
  /** Input elements that convolutions gather under their kernels. */
  'patches',
  /** Multiply-accumulates of convolutions within channels. */
  'depthwiseMacs',
  /** Multiply-accumulates of matrix products. */
  'productMacs',
  /** Output elements, for each operation over them. */
  'outputs',
  /** Output elements of functions that take more than a comparison or a product: tanh, sigmoid, exponentials. */
  'functions',
  /** Elements that a normalization reads. */
  'normalized',
  /** Elements that a pooling reads. */
  'pooled',
  /** Trained weights, and what the optimizer keeps of each, which the update reads and writes. */
  'updated',
  /** Numbers among these that no cache holds from one operation to the next: they come from memory. */
  'streamed',
  /** Moments of recurrent layers, each of which starts operations. */
  'moment',
  /** Elements of the input, made from stored pixels. */
  'fed',
] as const;

export type WorkKind = (typeof works)[number];

/** Amounts of each kind of work; what is left out is 0. */
export type Work = Readonly<Partial<Record<WorkKind, number>>>;

/** What the work of a step depends on beside the network. */
export interface StepSize {
  readonly batchSize: number;
  /** Numbers that the optimizer keeps for each trained weight. */
  readonly optimizerSlots: number;
}

/** The backward pass takes the gradient of the input and of the weights: twice the forward pass again. */
const passes = 3;
/** The first layer with weights needs no gradient of its input. */
const passesOfFirst = 2;
/** Numbers of one tensor that a processor's caches hold: 4 MB. */
const cached = 2 ** 20;

/** Channels that kernels compute at a time: the last ones of a layer take as long as if there were so many. */
const channelsAtOnce = 8;
/** So few channels of an image are read as they are. */
const channelsOfImages = 3;

/** How many times as much a kernel computes as the layer's arithmetic comes to. */
function padding(channels: number, filters: number): number {
  const whole = (count: number): number => (Math.ceil(count / channelsAtOnce) * channelsAtOnce) / count;
  return (channels > channelsOfImages ? whole(channels) : 1) * whole(filters);
}

/** Layers whose arithmetic is done on what a convolution gathers, or within channels. */
function macsOf({ kind, params, inputShapes, outputShape, weights }: NetworkLayer, count: number): Work {
  const macs = kind.macs(params, inputShapes, outputShape) * count;
  if (macs === 0) return {};
  if (kind.family !== 'convolution') return { productMacs: macs };
  if (weights.some(({ name }) => name === 'depthwise_kernel')) return { convolution: 1, depthwiseMacs: macs };
  const filters = outputShape.at(-1)!;
  const convolutionMacs = macs * padding(inputShapes[0]!.at(-1)!, filters);
  return { convolution: 1, convolutionMacs, patches: macs / filters };
}

/** Operations over a layer's output, those of its activation among them. */
function operationsOver({ kind, params }: NetworkLayer): number {
  const { activation } = params;
  return (
    (kind.operations?.(params) ?? 1) +
    (typeof activation === 'string' ? operationsOfActivation(activation) : 0)
  );
}

/** Moments that a layer goes through one after the other, in each direction; 0 of those that see all at once. */
const momentsOf = ({ inputShapes, weights }: NetworkLayer): number =>
  (inputShapes[0]?.[0] ?? 1) * weights.filter(({ name }) => name.endsWith('recurrent_kernel')).length;

const bytesBeyondCache = (numbers: number): number => Math.max(0, numbers - cached);

/** The work that one layer adds to a training step. @param first whether no trained layer stands before it */
export function workOfLayer(
  layer: NetworkLayer,
  { batchSize, optimizerSlots }: StepSize,
  first: boolean,
): Work {
  const { kind, inputShapes, outputShape, weights } = layer;
  if (kind.family === 'input') return { fed: batchSize * sizeOf(outputShape) };
  if (kind.family === 'reshaping') return {};
  const elements = batchSize * inputShapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
  const trained = weights.reduce((sum, { shape, trainable }) => sum + (trainable ? sizeOf(shape) : 0), 0);
  const moments = momentsOf(layer);
  const outputs = batchSize * sizeOf(outputShape);
  const operations = operationsOver(layer);
  const updated = trained * (2 + optimizerSlots);
  const normalized = kind.family === 'normalization' ? elements : 0;
  const { activation } = layer.params;
  const work: Work = {
    layer: moments > 0 ? 0 : operations,
    ...macsOf(layer, batchSize * (first ? passesOfFirst : passes)),
    outputs: outputs * operations,
    functions: isExpensive(activation) ? outputs : 0,
    normalized,
    pooled: kind.family === 'pooling' ? elements : 0,
    updated,
    streamed:
      bytesBeyondCache(outputs) * operations + bytesBeyondCache(normalized) + bytesBeyondCache(updated),
    moment: moments,
  };
  return Object.fromEntries(Object.entries(work).filter(([, amount]) => amount > 0));
}

/** The work of each layer in a training step, by its id. The step's own is not among it. */
export function workByLayer({ layers }: Network, size: StepSize): ReadonlyMap<string, Work> {
  const trained = new Set<string>();
  return new Map(
    layers.map((layer) => {
      const behind = layer.inputs.some((id) => trained.has(id));
      if (behind || layer.weights.some(({ trainable }) => trainable)) trained.add(layer.id);
      return [layer.id, workOfLayer(layer, size, !behind)];
    }),
  );
}

/** The work of a whole training step. */
export function workOfStep(network: Network, size: StepSize): Work {
  const sum: Partial<Record<WorkKind, number>> = { step: 1 };
  for (const work of workByLayer(network, size).values())
    for (const kind of works) if (work[kind]) sum[kind] = (sum[kind] ?? 0) + work[kind];
  return sum;
}
