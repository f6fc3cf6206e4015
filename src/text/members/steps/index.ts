import { disturbances } from './disturbances.ts';
import { movements } from './movements.ts';
import { sizes } from './sizes.ts';
import { values } from './values.ts';

/** The steps from a stored image to a network's input. */
export const steps = {
  ...sizes,
  ...values,
  ...movements,
  ...disturbances,
};
