import type { ProblemCheck } from './context.ts';

/** What is wrong with the blocks themselves; found while unfolding them. */
export const blockProblems: ProblemCheck = {
  code: 'block',
  find: ({ expansion }) => expansion.problems,
};
