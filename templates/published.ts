/** Parameter counts that libraries publish for their networks. */

/** All weights, as Keras Applications lists them. */
export const keras = (params: number) => ({ params, counts: 'all', source: 'Keras Applications' }) as const;

/** Weights that learn, as torchvision counts them. */
export const torchvision = (params: number) =>
  ({ params, counts: 'trainable', source: 'torchvision' }) as const;
