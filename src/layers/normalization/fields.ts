import * as field from '../fields.ts';

export const epsilon = () =>
  field.real(
    1e-3,
    { title: 'Epsilon', description: 'Added to the variance, so that nothing constant is divided by 0.' },
    { min: 1e-12, max: 1 },
  );

/** The trained scale and shift that follow a normalisation. */
export const affineFields = () => ({
  center: field.flag(true, {
    title: 'Centre',
    description: 'Adds a trainable offset, beta, to each channel.',
  }),
  scale: field.flag(true, {
    title: 'Scale',
    description: 'Multiplies each channel by a trainable factor, gamma.',
  }),
  betaInitializer: field.initializer('zeros', 'Beta initializer'),
  gammaInitializer: field.initializer('ones', 'Gamma initializer'),
});
