import type { Source } from '../../../graph/trace.ts';
import type { Attributes } from './attributes.ts';
import { attribute, type Draft, type Operation, type Shape, sameSource } from './draft.ts';

/** Where a normalization's mean, biased and unbiased variance come from. */
export interface Moments {
  readonly mean: Source;
  readonly variance: Source;
  readonly unbiased: Source;
}

/** What is done with a normalization's output at once: nothing, ReLU, or the addition of a shortcut and then ReLU. */
interface Tail {
  readonly relu: boolean;
  readonly shortcut: Source | null;
  /** The output that takes the place of all. */
  readonly output: Source;
}

const sameShape = (one: Shape, other: Shape): boolean => one.join() === other.join();

const isNormalization = (operation: Operation): boolean =>
  operation.op === 'FusedBatchNormV3' &&
  attribute(operation, 'is_training') === true &&
  attribute(operation, 'data_format') === 'NHWC';

/** The only operation that reads an output; null where it is a result, or others read it too. */
export function onlyReader(draft: Draft, source: Source): Operation | null {
  const readers = draft.readers(source);
  return readers?.length === 1 ? readers[0]! : null;
}

function tailOf(draft: Draft, output: Source): Tail {
  const none = { relu: false, shortcut: null, output };
  const reader = onlyReader(draft, output);
  if (!reader) return none;
  if (reader.op === 'Relu') return { relu: true, shortcut: null, output: draft.output(reader, 0) };
  if (reader.op !== 'Add' && reader.op !== 'AddV2') return none;
  const sum = draft.output(reader, 0);
  const relu = onlyReader(draft, sum);
  const shortcut = reader.inputs.find((input) => !sameSource(input, output));
  const whole = shortcut && sameShape(draft.shape(shortcut), draft.shape(output));
  if (relu?.op !== 'Relu' || !whole) return none;
  return { relu: true, shortcut, output: draft.output(relu, 0) };
}

/** A normalization as it was rewritten. */
interface Rewritten extends Moments {
  readonly x: Source;
  readonly beta: Source;
  readonly epsilon: number;
  readonly tail: Tail;
  /** Its output, with what its tail does. */
  readonly y: Source;
}

function rewriteForward(
  draft: Draft,
  attributes: Attributes,
  operation: Operation,
  momentsOf: (x: Source) => Moments,
): Rewritten {
  const [x, gamma, beta] = operation.inputs as [Source, Source, Source];
  const epsilon = attribute(operation, 'epsilon') as number;
  const moments = momentsOf(x);
  const before = draft.output(operation, 0);
  const tail = tailOf(draft, before);
  const more = tail.shortcut ? [tail.shortcut] : [];
  const normalize = draft.add({
    op: 'ConvasNormalize',
    attributes: [
      attributes.int('N', more.length),
      attributes.float('epsilon', epsilon),
      attributes.flag('relu', tail.relu),
    ],
    inputs: [x, moments.mean, moments.variance, gamma, beta, ...more],
    shapes: [draft.shape(x)],
  });
  const y = draft.output(normalize, 0);
  draft.redirect(tail.output, y);
  draft.redirect(draft.output(operation, 1), moments.mean);
  draft.redirect(draft.output(operation, 2), moments.unbiased);
  return { ...moments, x, beta, epsilon, tail, y };
}

function rewriteGradient(draft: Draft, attributes: Attributes, operation: Operation, own: Rewritten): void {
  const [dy, x, gamma] = operation.inputs as [Source, Source, Source];
  const cutting = draft.producer(dy);
  const cut = own.tail.relu && cutting?.op === 'ReluGrad' && sameSource(cutting.inputs[1]!, own.y);
  const keep = cut && draft.readers(dy)?.length !== 1;
  const more = cut && own.tail.shortcut ? [own.y] : [];
  const [shape, channels] = [draft.shape(x), draft.shape(gamma)];
  const gradient = draft.add({
    op: 'ConvasNormalizeGrad',
    attributes: [
      attributes.int('N', more.length),
      attributes.float('epsilon', own.epsilon),
      attributes.flag('relu', cut),
      attributes.flag('keep', keep),
    ],
    inputs: [cut ? cutting.inputs[0]! : dy, x, own.mean, own.variance, gamma, own.beta, ...more],
    shapes: [shape, channels, channels, keep ? shape : [0]],
  });
  if (keep) draft.redirect(dy, draft.output(gradient, 3));
  for (const output of [0, 1, 2])
    draft.redirect(draft.output(operation, output), draft.output(gradient, output));
}

/**
 * Puts our own operations in the place of batch normalizations in training and of their gradients, together with the
 * ReLU or the addition and ReLU that follow.
 * @param momentsOf adds the statistics of a tensor
 */
export function rewriteNormalizations(
  draft: Draft,
  attributes: Attributes,
  momentsOf: (x: Source) => Moments,
): void {
  const operations = [...draft.operations.keys()];
  const rewritten = new Map<number, Rewritten>();
  for (const index of operations) {
    const operation = draft.operations[index]!;
    if (isNormalization(operation))
      rewritten.set(index, rewriteForward(draft, attributes, operation, momentsOf));
  }
  for (const index of operations) {
    const operation = draft.operations[index]!;
    const [, , , mean] = operation.inputs;
    if (operation.op !== 'FusedBatchNormGradV3' || mean?.from !== 'operation' || mean.output !== 3) continue;
    const own = rewritten.get(mean.index);
    if (own) rewriteGradient(draft, attributes, operation, own);
  }
}
