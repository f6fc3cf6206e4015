import { useMemo } from 'react';
import { measureContext } from '../../../../src/network/measures.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useLayerSeconds } from '../../../stores/runs/paceStore.ts';
import { useHeatChoice } from '../../../stores/window/heatStore.ts';
import { type Heat, heatOf, heatOfValues } from './heat.ts';

/** The heat of the part on the canvas; null while it is off. */
export function useHeatOfPart(): Heat | null {
  const measure = useHeatChoice((state) => state.measure);
  const own = useHeatChoice((state) => state.own);
  const document = useOpen((state) => state.document);
  const byLayer = useOpen((state) => state.byLayer);
  const macs = useAnalysis((state) => state.analysis.totals.macs);
  const seconds = useLayerSeconds();
  return useMemo(() => {
    const context = measureContext(document.training, { macs }, seconds);
    if (own) return heatOfValues(own, context);
    return measure && heatOf(document, byLayer, measure, context);
  }, [measure, own, document, byLayer, macs, seconds]);
}
