import { useMemo } from 'react';
import type { Dimensions } from '../../../../src/preprocessing/example.ts';
import { type Trace, traceSteps } from '../../../../src/preprocessing/trace.ts';
import type { DatasetInfo } from '../../../../src/protocol/data.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { type Answer, useCall } from '../../../stores/engine/useCall.ts';

/** Examples of a preview. */
export const previewed = 8;

/** The network's input where it takes images; null where it has none of one or three channels. */
export function useImageInput(): Dimensions | null {
  const written = useAnalysis(
    ({ analysis }) => analysis.layers.find((layer) => layer.kind === 'input')?.outputShape?.join(' ') ?? '',
  );
  return useMemo(() => {
    const [height, width, channels, ...more] = written.split(' ').map(Number);
    if (!height || !width || (channels !== 1 && channels !== 3) || more.length > 0) return null;
    return [height, width, channels];
  }, [written]);
}

export interface PreparedPreview {
  readonly input: Dimensions | null;
  /** With what the steps have learned, as far as that is known. */
  readonly trace: Trace | null;
  readonly answer: Answer<'preparation.preview'>;
}

const sourceOf = ([height = 1, width = 1, channels = 1]: readonly number[]): Dimensions => [
  height,
  width,
  channels,
];

/** What the document's steps make of examples of its data, computed by the engine as in training. */
export function usePreview(info: DatasetInfo | undefined, epoch: number, offset: number): PreparedPreview {
  const steps = useDocument((state) => state.document.data?.preprocessing ?? null);
  const seed = useDocument((state) => state.document.training.seed);
  const validationSplit = useDocument((state) => state.document.training.validationSplit);
  const input = useImageInput();
  const stored = info?.sampleShape.length === 3 ? info.sampleShape : null;
  const applicable = useMemo(
    () =>
      steps !== null &&
      stored !== null &&
      input !== null &&
      traceSteps(sourceOf(stored), { inputShape: input, steps }).why === null,
    [steps, stored, input],
  );
  const dataset = info?.availability === 'ready' ? info.id : null;
  const params = useMemo(
    () =>
      dataset === null || steps === null || input === null || !applicable
        ? null
        : {
            dataset,
            steps: [...steps],
            inputShape: [...input],
            seed,
            validationSplit,
            epoch,
            offset,
            count: previewed,
          },
    [dataset, steps, input, applicable, seed, validationSplit, epoch, offset],
  );
  const answer = useCall('preparation.preview', params, { debounce: 60 });
  const fitted = answer.state === 'ready' ? answer.value?.fitted : undefined;
  const trace = useMemo(
    () =>
      steps === null || stored === null || input === null
        ? null
        : traceSteps(sourceOf(stored), { inputShape: input, steps: fitted ?? steps }),
    [steps, stored, input, fitted],
  );
  return { input, trace, answer };
}
