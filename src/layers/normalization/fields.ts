import * as field from '../fields.ts';

export const epsilon = () => field.real(1e-3, { min: 1e-12, max: 1 });

/** The trained scale and shift that follow a normalization. */
export const affineFields = () => ({
  center: field.flag(true),
  scale: field.flag(true),
  betaInitializer: field.initializer('zeros'),
  gammaInitializer: field.initializer('ones'),
});
