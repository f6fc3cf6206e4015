import { useMemo } from 'react';
import type { Analysis, Problem } from '../../../src/network/network.ts';
import { rankRepairs } from '../../../src/network/rank-repairs.ts';
import { useAnalysis } from './analysisStore.ts';
import { useDocument } from './documentStore.ts';

const ranked = new WeakMap<Analysis, ReadonlyMap<Problem, Problem>>();

/** The problems of the present document with the best repair first; ranked when someone looks, once for an analysis. */
function rankedOf(analysis: Analysis): ReadonlyMap<Problem, Problem> {
  const known = ranked.get(analysis);
  if (known) return known;
  const { document } = useDocument.getState();
  const problems = rankRepairs(document, useAnalysis.getState().data, analysis);
  const made = new Map(analysis.problems.map((problem, index) => [problem, problems[index]!]));
  ranked.set(analysis, made);
  return made;
}

/** These problems of the present analysis, each with its best repair first. Others are left as they are. */
export function useRanked(problems: readonly Problem[]): readonly Problem[] {
  const analysis = useAnalysis((state) => state.analysis);
  return useMemo(() => {
    if (problems.length === 0) return problems;
    const best = rankedOf(analysis);
    return problems.map((problem) => best.get(problem) ?? problem);
  }, [analysis, problems]);
}
