import { byteRange, type Dimensions, type Range } from './example.ts';
import { checkFitted } from './fitted.ts';
import type { Preprocessing } from './pipeline.ts';
import type { PlainOperation } from './plain.ts';
import { resolveSteps } from './resolve.ts';

/** The range that values of `range` are brought into by operations on single values. */
function through(operations: readonly PlainOperation[], range: Range): Range {
  return operations.reduce<Range>((now, operation) => {
    if (operation.op !== 'affine') return now;
    const ends = operation.scale.flatMap((scale, c) => now.map((end) => scale * end + operation.offset[c]!));
    return [Math.min(...ends), Math.max(...ends)];
  }, range);
}

/**
 * What an image passes through before it is a network's input, once the network is trained: random steps are left out,
 * learned values are numbers. What exporters write into a model, and what they refuse by name.
 * @param source what is stored, `[height, width, channels]`, values 0 to 255
 * @throws TextError where a step has not learned its values, or cannot be applied
 */
export function inferenceOperations(
  source: Dimensions,
  { inputShape, steps }: Preprocessing,
): readonly PlainOperation[] {
  checkFitted(steps);
  const input = inputShape as Dimensions;
  const all = resolveSteps(steps).filter(({ step }) => !step.random);
  const lastOfChannels = all.findLastIndex(({ step }) => step.group === 'channels');
  const operations: PlainOperation[] = [];
  let shape = source;
  let range: Range = byteRange;
  /** As the pipeline does on its own, behind the last step that changes channels itself. */
  const toInputChannels = (): void => {
    if (shape[2] === input[2]) return;
    operations.push(shape[2] === 1 ? { op: 'repeat-channel', channels: input[2] } : { op: 'mean-channel' });
    shape = [shape[0], shape[1], input[2]];
  };
  all.forEach(({ step, params }, index) => {
    if (index > lastOfChannels) toInputChannels();
    const target = step.infer({ shape, dtype: 'float32' }, params, input).shape as Dimensions;
    const own = step.plain(params, { source: shape, target, range });
    operations.push(...own);
    range = step.spread?.(params, range) ?? through(own, range);
    shape = target;
  });
  toInputChannels();
  return operations;
}
