import type { TrainingSettings } from '../training/settings.ts';
import { bytesPerNumber, optimizerSlots, trainingBytes } from './memory.ts';
import type { BlockAnalysis, LayerAnalysis, Totals } from './network.ts';

/** What a layer's numbers depend on beside the layer. */
export interface MeasureContext {
  readonly batchSize: number;
  /** Numbers that the optimizer keeps for each trained weight. */
  readonly optimizerSlots: number;
  /** Of the whole network, one example. */
  readonly macs: number;
  /** Seconds of each layer in a training step, estimated, by id; null where the machine's speed is not known. */
  readonly seconds: ReadonlyMap<string, number> | null;
}

export const measureContext = (
  training: TrainingSettings,
  totals: Pick<Totals, 'macs'>,
  seconds: MeasureContext['seconds'] = null,
): MeasureContext => ({
  batchSize: training.batchSize,
  optimizerSlots: optimizerSlots(training),
  macs: totals.macs,
  seconds,
});

/** A number that every layer has, and every block as the sum of its inside: what tables list and heat shows. */
export interface Measure {
  readonly id: string;
  readonly unit: 'count' | 'share' | 'bytes' | 'pixels' | 'seconds';
  /** Null where the layer has no such number. */
  of(layer: LayerAnalysis, context: MeasureContext): number | null;
}

/**
 * Bytes that training spends on a layer: its weights, their gradients and optimizer slots, and its output for a
 * batch with what else the backward pass needs. Over all layers they sum to `totals.trainingBytes` less
 * `processBytes`.
 */
export const layerTrainingBytes = (layer: LayerAnalysis, context: MeasureContext): number =>
  trainingBytes({
    params: layer.params,
    trainableParams: layer.trainableParams,
    optimizerSlots: context.optimizerSlots,
    batchSize: context.batchSize,
    activations: (layer.activationBytes + layer.keptBytes) / bytesPerNumber,
  });

/** The share of a network's multiplications that fall to a layer, 0 to 1. */
export const shareOfCost = (layer: LayerAnalysis, { macs }: MeasureContext): number =>
  macs === 0 ? 0 : layer.macs / macs;

/** Seconds of a training step that a layer takes, of a block those of its inside; null where it is not known. */
export function layerTime(layer: LayerAnalysis | BlockAnalysis, { seconds }: MeasureContext): number | null {
  if (!seconds) return null;
  if (!('layers' in layer)) return seconds.get(layer.id) ?? null;
  return layer.layers.reduce((sum, id) => sum + (seconds.get(id) ?? 0), 0);
}

export const measures = [
  { id: 'params', unit: 'count', of: (layer) => layer.params },
  { id: 'trainable', unit: 'count', of: (layer) => layer.trainableParams },
  { id: 'macs', unit: 'count', of: (layer) => layer.macs },
  { id: 'share', unit: 'share', of: shareOfCost },
  { id: 'activations', unit: 'bytes', of: (layer) => layer.activationBytes },
  { id: 'training', unit: 'bytes', of: layerTrainingBytes },
  { id: 'time', unit: 'seconds', of: layerTime },
  {
    id: 'field',
    unit: 'pixels',
    of: ({ receptiveField }) => (receptiveField ? Math.max(...receptiveField.size) : null),
  },
  {
    id: 'stride',
    unit: 'pixels',
    of: ({ receptiveField }) => (receptiveField ? Math.max(...receptiveField.stride) : null),
  },
] as const satisfies readonly Measure[];

export type MeasureId = (typeof measures)[number]['id'];

export const measureOf = (id: MeasureId): Measure => measures.find((measure) => measure.id === id)!;
