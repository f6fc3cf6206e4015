/** Families of kinds, in the palette's order. */
export const families = [
  'input',
  'convolution',
  'pooling',
  'core',
  'activation',
  'normalization',
  'regularization',
  'reshaping',
  'merging',
  'recurrent',
  'preprocessing',
] as const;

export type Family = (typeof families)[number];
