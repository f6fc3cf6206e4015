import type { Target } from '../document/schema.ts';
import type { TargetKind } from '../training/target.ts';
import type { DataShape } from './network.ts';

/** Of a dataset, what analysis needs to know. */
export const dataShape = ({
  sampleShape,
  classes,
  target,
  dtype,
}: Omit<DataShape, 'classes'> & { readonly classes: readonly string[] }): DataShape => ({
  sampleShape,
  classes: classes.length,
  ...(target && { target }),
  ...(dtype && { dtype }),
});

/** What a network's outputs are held against, by what the document says and what its data come with. */
export const targetKind = (target: Target | undefined, data: Pick<DataShape, 'target'> | null): TargetKind =>
  target === 'input' ? 'input' : (data?.target?.kind ?? 'class');
