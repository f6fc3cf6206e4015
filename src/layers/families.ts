/** The palette's shelves, in its order. */
export const families = [
  { id: 'input', title: 'Input' },
  { id: 'convolution', title: 'Convolution' },
  { id: 'pooling', title: 'Pooling' },
  { id: 'core', title: 'Dense' },
  { id: 'activation', title: 'Activation' },
  { id: 'normalization', title: 'Normalization' },
  { id: 'regularization', title: 'Regularization' },
  { id: 'reshaping', title: 'Reshaping' },
  { id: 'merging', title: 'Merging' },
  { id: 'recurrent', title: 'Sequence' },
  { id: 'preprocessing', title: 'Preprocessing' },
] as const;

export type Family = (typeof families)[number]['id'];
