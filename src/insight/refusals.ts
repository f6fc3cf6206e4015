import type { Refusal } from './view.ts';

/** Why a view has nothing to show, and what would. */
export const refusals: Readonly<Record<Refusal, string>> = {
  'needs-classes':
    'This view explains the score of a class, and this network reconstructs its input: choose a network that tells classes apart.',
};
