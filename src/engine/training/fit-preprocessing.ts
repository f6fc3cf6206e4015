import type { SplitHandle } from '../../datasets/dataset.ts';
import { exampleBytes, numbersOf, withReader } from '../../datasets/pixels.ts';
import { sizeOf } from '../../layers/shape.ts';
import { type EachExample, fitSteps } from '../../preprocessing/fit.ts';
import { needsFitting } from '../../preprocessing/fitted.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import type { ChosenStep } from '../../preprocessing/schema.ts';
import { EngineError } from '../../protocol/client.ts';
import { textOf } from '../../text/text-error.ts';
import type { CheckedDocument } from './prepare.ts';

/** Bytes of pixels that are read at a time. */
const portion = 1 << 22;

/** Shows these examples of a split, a few megabytes at a time. */
const eachExampleOf =
  (split: SplitHandle, examples: Int32Array): EachExample =>
  (see) =>
    withReader(split, ({ read }) => {
      const bytes = exampleBytes(split);
      const numbers = sizeOf(split.shape);
      const together = Math.max(1, Math.floor(portion / bytes));
      const pixels = new Uint8Array(together * bytes);
      for (let first = 0; first < examples.length; first += together) {
        const indices = examples.subarray(first, first + together);
        read(indices, pixels.subarray(0, indices.length * bytes));
        const stored = numbersOf(pixels, split.dtype);
        for (let at = 0; at < indices.length; at++) see(stored, at * numbers);
      }
    });

/**
 * The steps with what they learn from the examples that are trained on; null where none has anything to learn.
 * @param examples of the split, without those held out
 * @throws EngineError `data` where the steps do not fit the examples; FileError
 */
export function fitPreprocessing(
  preprocessing: Preprocessing,
  split: SplitHandle,
  examples: Int32Array,
): ChosenStep[] | null {
  if (!needsFitting(preprocessing.steps)) return null;
  try {
    return fitSteps(split.shape, preprocessing, eachExampleOf(split, examples), { dtype: split.dtype });
  } catch (error) {
    throw new EngineError('data', textOf(error));
  }
}

/** A document whose steps have learned what a run recorded of them. */
export function withFitted<C extends Pick<CheckedDocument, 'document'>>(
  checked: C,
  fitted: readonly ChosenStep[] | undefined,
): C {
  const { document } = checked;
  if (!fitted || !document.data) return checked;
  return { ...checked, document: { ...document, data: { ...document.data, preprocessing: [...fitted] } } };
}
