import type { ConvasDocument } from '../document/schema.ts';
import { bytesPerNumber, optimizerSlots, processBytes, trainingBytes } from './memory.ts';
import type { LayerAnalysis, Totals } from './network.ts';

const summed = ['params', 'trainableParams', 'macs', 'connections', 'activationBytes', 'keptBytes'] as const;

/** The numbers of layers added up. */
export type Sums = { readonly [each in (typeof summed)[number]]: number };

export function sumOf(layers: Iterable<LayerAnalysis>): Sums {
  let params = 0;
  let trainableParams = 0;
  let macs = 0;
  let connections = 0;
  let activationBytes = 0;
  let keptBytes = 0;
  for (const layer of layers) {
    params += layer.params;
    trainableParams += layer.trainableParams;
    macs += layer.macs;
    connections += layer.connections;
    activationBytes += layer.activationBytes;
    keptBytes += layer.keptBytes;
  }
  return { params, trainableParams, macs, connections, activationBytes, keptBytes };
}

/** The sums after some layers were exchanged; null where numbers are too large to take away again without rounding. */
export function exchanged(
  sums: Sums,
  before: readonly LayerAnalysis[],
  after: readonly LayerAnalysis[],
): Sums | null {
  const [less, more] = [sumOf(before), sumOf(after)];
  const result = Object.fromEntries(summed.map((key) => [key, sums[key] - less[key] + more[key]]));
  const exact = summed.every((key) => Number.isSafeInteger(sums[key]) && Number.isSafeInteger(result[key]));
  return exact ? (result as Sums) : null;
}

/** @param batchSize examples a step, for the memory of training */
export function totalsOf(
  document: ConvasDocument,
  layers: number,
  sums: Sums,
  batchSize: number = document.training.batchSize,
): Totals {
  const { params, trainableParams, activationBytes, keptBytes } = sums;
  return {
    layers,
    ...sums,
    trainingBytes:
      processBytes +
      trainingBytes({
        params,
        trainableParams,
        optimizerSlots: optimizerSlots(document.training),
        batchSize,
        activations: (activationBytes + keptBytes) / bytesPerNumber,
      }),
  };
}
