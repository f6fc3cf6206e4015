import { targetKind } from '../../../../src/network/data-shape.ts';
import type { TargetKind } from '../../../../src/training/target.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';

/** What the network of the present document learns, as far as its data are known. */
export function useTargetKind(): TargetKind {
  const target = useDocument((state) => state.document.data?.target);
  const spec = useAnalysis(({ data }) => (data && 'sampleShape' in data ? data.target : undefined));
  return targetKind(target, { target: spec });
}
