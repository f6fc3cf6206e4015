import { generatedFacts } from '../../src/datasets/published/registry.ts';
import type { TargetSpec } from '../../src/training/target.ts';

/** What the examples of a document's generated data come with, for `checkDocument` without the data. */
export function recordedTarget(text: string): TargetSpec | undefined {
  const { data } = JSON.parse(text) as { data: { dataset: string } | null };
  return generatedFacts.find(({ id }) => id === data?.dataset)?.target;
}
