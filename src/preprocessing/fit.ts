import { openSteps, type PipelineOptions, type Preprocessing } from './pipeline.ts';
import { resolveStep } from './resolve.ts';
import type { ChosenStep } from './schema.ts';

/** Shows stored examples one after the other: the first number of each in `images`. */
export type EachExample = (see: (images: ArrayLike<number>, start: number) => void) => void;

/**
 * The steps with the parameters that are learned from examples: each from what the steps before it make, without the
 * random ones.
 * @param source the shape of what is stored
 * @param each shows the training examples, and no others
 */
export function fitSteps(
  source: readonly number[],
  preprocessing: Preprocessing,
  each: EachExample,
  options: PipelineOptions = {},
): ChosenStep[] {
  return preprocessing.steps.reduce<ChosenStep[]>(
    (steps, chosen, index) => {
      const { step, params } = resolveStep(chosen);
      if (chosen.off || !step.fit?.wanted(params)) return steps;
      const { write, size, shape } = openSteps(source, { ...preprocessing, steps }, options, index);
      const statistics = step.fit.begin(params, shape[2]);
      const values = new Float32Array(size);
      each((images, start) => {
        write(images, start, values, 0);
        statistics.add(values);
      });
      const fitted = { ...chosen, params: statistics.params() as ChosenStep['params'] };
      return steps.map((other, at) => (at === index ? fitted : other));
    },
    [...preprocessing.steps],
  );
}
