import type { TrainingSettings } from '../../../../src/training/settings.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';

/** Weight updates an epoch; undefined while it is not known how much data there is. */
export function useStepsPerEpoch(settings: TrainingSettings): number | undefined {
  const id = useDocument((state) => state.document.data?.dataset);
  const images = useEngine((state) => state.datasets.find((dataset) => dataset.id === id)?.train);
  if (images === undefined) return undefined;
  const { validationSplit, batchSize } = settings;
  return Math.max(1, Math.ceil((images - Math.round(images * validationSplit)) / batchSize));
}
