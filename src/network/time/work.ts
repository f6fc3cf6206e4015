import { operationsOfActivation } from '../../layers/activations.ts';
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
  /** Multiply-accumulates of convolutions, of the forward pass and of the two of the backward pass. */
  'convolutionMacs',
  /** Input elements that convolutions gather under their kernels. */
  'patches',
  /** Multiply-accumulates of convolutions within channels. */
  'depthwiseMacs',
  /** Multiply-accumulates of matrix products. */
  'productMacs',
  /** Output elements, for each operation over them. */
  'outputs',
  /** Elements that a normalization reads. */
  'normalized',
  /** Elements that a pooling reads. */
  'pooled',
  /** Trained weights, and what the optimizer keeps of each, which the update reads and writes. */
  'updated',
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
/** Matrix products and gates that a recurrent layer starts at each moment. */
const operationsPerMoment = 4;

/** Layers whose arithmetic is done on what a convolution gathers, or within channels. */
function macsOf({ kind, params, inputShapes, outputShape, weights }: NetworkLayer, count: number): Work {
  const macs = kind.macs(params, inputShapes, outputShape) * count;
  if (macs === 0) return {};
  if (kind.family !== 'convolution') return { productMacs: macs };
  if (weights.some(({ name }) => name === 'depthwise_kernel')) return { convolution: 1, depthwiseMacs: macs };
  return { convolution: 1, convolutionMacs: macs, patches: macs / outputShape.at(-1)! };
}

/** Operations over a layer's output, those of its activation among them. */
function operationsOver({ kind, params }: NetworkLayer): number {
  const { activation } = params;
  return (
    (kind.operations?.(params) ?? 1) +
    (typeof activation === 'string' ? operationsOfActivation(activation) : 0)
  );
}

/** Operations that a layer starts: a recurrent layer has some a moment. */
function operationsOf(layer: NetworkLayer): number {
  const { family } = layer.kind;
  if (family === 'input' || family === 'reshaping') return 0;
  if (family === 'recurrent') return operationsPerMoment * (layer.inputShapes[0]?.[0] ?? 1);
  return operationsOver(layer);
}

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
  return {
    layer: operationsOf(layer),
    ...macsOf(layer, batchSize * (first ? passesOfFirst : passes)),
    outputs: batchSize * sizeOf(outputShape) * operationsOver(layer),
    ...(kind.family === 'normalization' && { normalized: elements }),
    ...(kind.family === 'pooling' && { pooled: elements }),
    updated: trained * (2 + optimizerSlots),
  };
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
