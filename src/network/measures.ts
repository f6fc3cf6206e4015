import type { TrainingSettings } from '../training/settings.ts';
import { bytesPerNumber, optimizerSlots, trainingBytes } from './memory.ts';
import type { LayerAnalysis, Totals } from './network.ts';

/** What a layer's numbers depend on beside the layer. */
export interface MeasureContext {
  readonly batchSize: number;
  /** Numbers that the optimizer keeps for each trained weight. */
  readonly optimizerSlots: number;
  /** Of the whole network, one example. */
  readonly macs: number;
}

export const measureContext = (training: TrainingSettings, totals: Pick<Totals, 'macs'>): MeasureContext => ({
  batchSize: training.batchSize,
  optimizerSlots: optimizerSlots(training),
  macs: totals.macs,
});

/** A number that every layer has, and every block as the sum of its inside: what tables list and heat shows. */
export interface Measure {
  readonly id: string;
  readonly unit: 'count' | 'bytes' | 'pixels';
  /** Null where the layer has no such number. */
  of(layer: LayerAnalysis, context: MeasureContext): number | null;
}

/**
 * Bytes that training spends on a layer: its weights, their gradients and optimizer slots, and its output for a
 * batch. Over all layers they sum to `totals.trainingBytes`.
 */
export const layerTrainingBytes = (layer: LayerAnalysis, context: MeasureContext): number =>
  trainingBytes({
    params: layer.params,
    trainableParams: layer.trainableParams,
    optimizerSlots: context.optimizerSlots,
    batchSize: context.batchSize,
    activations: layer.activationBytes / bytesPerNumber,
  });

/** The share of a network's multiplications that fall to a layer, 0 to 1. */
export const shareOfCost = (layer: LayerAnalysis, { macs }: MeasureContext): number =>
  macs === 0 ? 0 : layer.macs / macs;

export const measures = [
  { id: 'params', unit: 'count', of: (layer) => layer.params },
  { id: 'macs', unit: 'count', of: (layer) => layer.macs },
  { id: 'activations', unit: 'bytes', of: (layer) => layer.activationBytes },
  { id: 'training', unit: 'bytes', of: layerTrainingBytes },
  {
    id: 'field',
    unit: 'pixels',
    of: ({ receptiveField }) => (receptiveField ? Math.max(...receptiveField.size) : null),
  },
] as const satisfies readonly Measure[];

export type MeasureId = (typeof measures)[number]['id'];

export const measureOf = (id: MeasureId): Measure => measures.find((measure) => measure.id === id)!;
