import type { Binding } from '../../../graph/binding.ts';
import type { Trace } from '../../../graph/trace.ts';
import { attributesFor } from './attributes.ts';
import { createMoments, inlineNormalizations, rewriteConvolutionGradients } from './convolution.ts';
import { createDraft } from './draft.ts';
import { rewriteNormalizations } from './normalization.ts';

/**
 * A training step with our own operations where they touch memory less often than TensorFlow's: a property of what was
 * recorded, whatever the network is called.
 * @param lanes float32 numbers in a vector of the processor's
 */
export function withOwnOperations(trace: Trace, binding: Binding, lanes: number): Trace {
  const draft = createDraft(trace);
  const attributes = attributesFor(binding);
  rewriteNormalizations(draft, attributes, createMoments(draft, attributes, lanes));
  draft.prune();
  rewriteConvolutionGradients(draft, attributes, lanes);
  draft.prune();
  inlineNormalizations(draft, attributes, lanes);
  return draft.finish();
}
