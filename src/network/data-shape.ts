import type { Target } from '../document/schema.ts';
import type { TargetKind } from '../training/target.ts';
import type { DataShape } from './network.ts';

/** Of a dataset, what analysis needs to know. */
export const dataShape = ({
  sampleShape,
  classes,
  target,
  dtype,
  train,
  validation,
}: Pick<DataShape, 'sampleShape' | 'target' | 'dtype'> & {
  readonly classes: readonly string[];
  readonly train?: number | undefined;
  readonly validation?: number | undefined;
}): DataShape => ({
  sampleShape,
  classes: classes.length,
  ...(target && { target }),
  ...(dtype && { dtype }),
  ...(train !== undefined && { trainingExamples: train }),
  ...(validation !== undefined && { ownValidation: true }),
});

/** What a network's outputs are held against, by what the document says and what its data come with. */
export const targetKind = (target: Target | undefined, data: Pick<DataShape, 'target'> | null): TargetKind =>
  target === 'input' ? 'input' : (data?.target?.kind ?? 'class');
